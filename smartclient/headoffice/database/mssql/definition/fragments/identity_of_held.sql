-- one at a time, in the order in which they came: one whose needs are all confirmed, that came by
-- another way, or that was withdrawn meanwhile and is answered so
DECLARE @rep nvarchar(128), @role nvarchar(10);
DECLARE @item bigint = (
    SELECT MIN(h.id) FROM sync.held_requests AS h
    WHERE h.id > COALESCE(TRY_CAST(JSON_VALUE(@call, '$.after') AS bigint), 0) AND (
        EXISTS (
            SELECT 1 FROM sync.inbox AS i
            WHERE i.sender = h.sender AND i.request_id = h.request_id
        ) OR EXISTS (
            SELECT 1 FROM sync.withdrawn AS w
            WHERE w.sender = h.sender AND w.request_id = h.request_id
        ) OR NOT EXISTS (
            SELECT 1 FROM sync.held_needs AS n
            WHERE n.held_id = h.id AND NOT EXISTS (
                SELECT 1 FROM sync.replies AS r
                WHERE r.sender = h.sender AND r.request_id = n.request_id
                    AND r.status IN (N'confirmed', N'adjusted')
            )
        )
    ));
IF @item IS NULL
BEGIN
    SELECT CAST(0 AS bigint) AS id, 0 AS released;
    RETURN;
END;
DECLARE @batch varchar(max);
SELECT @batch = h.request, @rep = h.sender, @role = COALESCE(r.role, N'rep')
FROM sync.held_requests AS h
LEFT JOIN sales.reps AS r ON r.login = h.sender
WHERE h.id = @item;
