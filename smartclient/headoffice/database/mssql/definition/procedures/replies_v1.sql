CREATE PROCEDURE sync.$(PREFIX)replies_v1
    $(CALLER)@after bigint, @bound bigint, @limit int
AS
-- The answers to the caller's requests, in the order in which they were written.
BEGIN
    $(begin)
    $(identity)
    $(ahead)
    DECLARE @from binary(8) = CAST(
        CASE WHEN @after > @ahead THEN @after - @ahead ELSE CAST(0 AS bigint) END AS binary(8));
    DECLARE @below binary(8) = CAST(
        CASE WHEN @bound > @ahead THEN @bound - @ahead ELSE CAST(0 AS bigint) END AS binary(8));
    SET @limit = CASE WHEN @limit BETWEEN 1 AND 5001 THEN @limit ELSE 5001 END;
    IF @from >= @converted
        SELECT TOP (@limit)
            LOWER(STUFF(STUFF(STUFF(STUFF(CONVERT(char(32), r.request_id, 2),
                9, 0, '-'), 14, 0, '-'), 19, 0, '-'), 24, 0, '-')) AS request_id,
            CAST(r.row_version AS bigint) + @ahead AS row_version,
            STUFF(CONVERT(varchar(26), CAST(r.answered_at AS datetime2(6)), 121), 11, 1, 'T') + 'Z'
                AS answered_at,
            r.body
        FROM sync.replies AS r
        WHERE r.sender = @rep AND r.row_version > @from AND r.row_version < @below
        ORDER BY r.row_version;
    ELSE
        SELECT TOP (@limit)
            LOWER(STUFF(STUFF(STUFF(STUFF(CONVERT(char(32), r.request_id, 2),
                9, 0, '-'), 14, 0, '-'), 19, 0, '-'), 24, 0, '-')) AS request_id,
            CAST(r.version AS bigint) + @ahead AS row_version,
            STUFF(CONVERT(varchar(26), CAST(r.answered_at AS datetime2(6)), 121), 11, 1, 'T') + 'Z'
                AS answered_at,
            r.body
        FROM (
            SELECT request_id, answered_at, body, CASE WHEN row_version <= @converted
                THEN COALESCE(former_version, CAST(row_version AS binary(8)))
                ELSE CAST(row_version AS binary(8)) END AS version
            FROM sync.replies
            WHERE sender = @rep AND row_version > @from
        ) AS r
        WHERE r.version > @from AND r.version < @below
        ORDER BY r.version;
END
