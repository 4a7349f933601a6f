CREATE PROCEDURE sync.feed_$(KIND)_v$(VERSION)
    @by_key bit, @row_version bigint, @id bigint, @bound bigint, @limit int
AS
BEGIN
    $(begin)
    $(identity)
    $(ahead)
    DECLARE @from binary(8) = CAST(
        CASE WHEN @row_version > @ahead THEN @row_version - @ahead ELSE CAST(0 AS bigint) END
        AS binary(8));
    DECLARE @below binary(8) = CAST(
        CASE WHEN @bound > @ahead THEN @bound - @ahead ELSE CAST(0 AS bigint) END AS binary(8));
    SET @limit = CASE WHEN @limit BETWEEN 1 AND $(MAX_ROWS) THEN @limit ELSE $(MAX_ROWS) END;
    IF @by_key = 1
        SELECT TOP (@limit)
            $(COLUMNS),
            CAST(f.row_version AS bigint) + @ahead AS row_version
        FROM $(TABLE) AS f
        WHERE f.id > @id$(VISIBLE)
        ORDER BY f.id
        OPTION (RECOMPILE);
    ELSE
        SELECT TOP (@limit)
            $(COLUMNS),
            CAST(f.row_version AS bigint) + @ahead AS row_version
        FROM $(TABLE) AS f
        WHERE f.row_version >= @from AND (f.row_version > @from OR f.id > @id)
            AND f.row_version < @below$(VISIBLE)
        ORDER BY f.row_version, f.id
        OPTION (RECOMPILE);
END
