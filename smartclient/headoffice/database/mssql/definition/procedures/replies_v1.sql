CREATE PROCEDURE sync.replies_v1
    @after bigint, @bound bigint, @limit int
AS
BEGIN
    $(begin)
    $(identity)
    $(ahead)
    DECLARE @from binary(8) = CAST(
        CASE WHEN @after > @ahead THEN @after - @ahead ELSE CAST(0 AS bigint) END AS binary(8));
    DECLARE @below binary(8) = CAST(
        CASE WHEN @bound > @ahead THEN @bound - @ahead ELSE CAST(0 AS bigint) END AS binary(8));
    SET @limit = CASE WHEN @limit BETWEEN 1 AND 5001 THEN @limit ELSE 5001 END;
    SELECT TOP (@limit)
        r.request_id,
        CAST(r.row_version AS bigint) + @ahead AS row_version,
        STUFF(CONVERT(varchar(26), CAST(r.answered_at AS datetime2(6)), 121), 11, 1, 'T') + 'Z'
            AS answered_at,
        CAST(r.body AS varchar(max)) AS body
    FROM sync.replies AS r
    WHERE r.sender = @rep AND r.row_version > @from AND r.row_version < @below
    ORDER BY r.row_version;
END
