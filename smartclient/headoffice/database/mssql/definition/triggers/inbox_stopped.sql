CREATE TRIGGER sync.inbox_stopped ON sync.inbox AFTER UPDATE AS
-- Keeps the requests that were set aside, for the admins' feed.
BEGIN
    SET NOCOUNT ON;
    IF NOT UPDATE(status) OR NOT (
        EXISTS (SELECT 1 FROM inserted WHERE status = N'parked')
        OR EXISTS (SELECT 1 FROM deleted WHERE status = N'parked')
    )
        RETURN;
    DELETE s FROM sync.stopped AS s
    JOIN inserted AS i ON i.sender = s.sender AND i.request_id = s.request_id
    WHERE i.status <> N'parked';
    INSERT INTO sync.stopped
        (sender, request_id, kind, lane, attempts, error, received_at, stopped_at)
    SELECT i.sender, i.request_id, i.kind, i.lane, i.attempts, i.error, i.received_at,
        COALESCE(i.answered_at, SYSUTCDATETIME())
    FROM inserted AS i
    JOIN deleted AS d ON d.id = i.id
    WHERE i.status = N'parked' AND d.status <> N'parked';
END
