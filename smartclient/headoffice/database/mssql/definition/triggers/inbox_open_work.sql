CREATE TRIGGER sync.inbox_open_work ON sync.inbox AFTER UPDATE AS
-- What is tried again, or closed, is open work no more: the answer to it says what came of it.
BEGIN
    SET NOCOUNT ON;
    IF NOT UPDATE(status) OR NOT EXISTS (SELECT 1 FROM deleted WHERE status = N'parked')
        RETURN;
    DELETE w FROM sync.open_work AS w
    JOIN deleted AS d ON d.request_id = w.item_id AND d.sender = w.sender
    JOIN inserted AS i ON i.id = d.id
    WHERE w.state = N'parked' AND d.status = N'parked' AND i.status <> N'parked';
END
