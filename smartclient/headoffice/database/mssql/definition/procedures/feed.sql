CREATE PROCEDURE sync.$(PREFIX)feed_$(KIND)_v$(VERSION)
    $(CALLER)@by_key bit, @row_version bigint, @id bigint, @bound bigint, @limit int
AS
-- A page of a feed: by key in a first load, else what changed since a row version. Nothing at or
-- above the bound, which a pulse gave before, so no row that is committed late is passed over.
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
        $(BY_KEY)
    ELSE
        $(BY_VERSION)
END
