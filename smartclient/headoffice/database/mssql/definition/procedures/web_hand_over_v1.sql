CREATE PROCEDURE sync.web_hand_over_v1
    $(CALLER)@batch varchar(max)
AS
-- Keeps the requests that a device did not send before it is wiped, each once, for an admin to
-- release or drop; returns a receipt for each as the inbox does. What the inbox has already waits
-- for nobody's decision.
BEGIN
    $(begin)
    $(credential)
    $(only_wiping)
    $(asked)
    DECLARE @items TABLE (request_id binary(16) NULL, digest varchar(64) NULL, item varchar(max));
    INSERT INTO @items (request_id, digest, item)
    SELECT CASE WHEN j.id COLLATE Latin1_General_BIN2 LIKE '$(UUID)'
            THEN TRY_CONVERT(binary(16), REPLACE(j.id, '-', ''), 2) END,
        LOWER(LEFT(j.digest, 64)), j.item
    FROM (
        SELECT CAST(JSON_VALUE(e.value, '$.id') AS varchar(100)) AS id,
            CAST(JSON_VALUE(e.value, '$.digest') AS varchar(100)) AS digest,
            CAST(e.value AS varchar(max)) AS item
        FROM OPENJSON(@batch) AS e
        WHERE e.type = 5
    ) AS j;
    DECLARE @room int;
    BEGIN TRANSACTION;
    -- batches of one device come one after the other
    SELECT @room = $(MAX_UNANSWERED) FROM sync.enrolled_devices WITH (UPDLOCK, ROWLOCK, FORCESEEK)
    WHERE device = @holder;
    SELECT @room = $(MAX_UNANSWERED) - COUNT(*) FROM sync.handed_over
    WHERE device = @holder AND state = N'waiting';
    INSERT INTO sync.handed_over (device, request_id, digest, request, received_at, state,
        decided_at)
    SELECT @holder, n.request_id, n.digest, '[' + n.item + ']', SYSUTCDATETIME(),
        CASE WHEN n.is_sent = 1 THEN N'released' ELSE N'waiting' END,
        CASE WHEN n.is_sent = 1 THEN SYSUTCDATETIME() END
    FROM (
        SELECT a.position, a.request_id, a.digest, i.item, a.is_sent,
            ROW_NUMBER() OVER (PARTITION BY a.is_sent ORDER BY a.position) AS place
        FROM (
            SELECT w.position, w.request_id, w.digest, w.is_first,
                CASE WHEN EXISTS (
                    SELECT 1 FROM sync.inbox AS sent
                    WHERE sent.sender = @holder_login AND sent.request_id = w.request_id
                        AND sent.digest = w.digest
                ) THEN 1 ELSE 0 END AS is_sent
            FROM @asked AS w
        ) AS a
        CROSS APPLY (
            SELECT TOP (1) i.item FROM @items AS i
            WHERE i.request_id = a.request_id AND i.digest = a.digest
        ) AS i
        WHERE a.is_first = 1 AND NOT EXISTS (
            SELECT 1 FROM sync.handed_over AS held
            WHERE held.device = @holder AND held.request_id = a.request_id
        )
    ) AS n
    WHERE n.is_sent = 1 OR n.place <= @room
    ORDER BY n.position;
    $(count_unsent)
    COMMIT TRANSACTION;
    $(receipts)
END
