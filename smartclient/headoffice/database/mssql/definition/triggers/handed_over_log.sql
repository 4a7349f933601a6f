CREATE TRIGGER sync.handed_over_log ON sync.handed_over AFTER UPDATE AS
-- Writes to the change log who released or dropped what a device handed over.
BEGIN
    SET NOCOUNT ON;
    IF NOT UPDATE(state)
        RETURN;
    INSERT INTO sync.change_log (entity, [key], field, [before], [after], [by], at)
    SELECT N'handed_over',
        LOWER(STUFF(STUFF(STUFF(STUFF(CONVERT(char(32), i.request_id, 2),
            9, 0, '-'), 14, 0, '-'), 19, 0, '-'), 24, 0, '-')),
        N'state', d.state, i.state, i.decided_by, COALESCE(i.decided_at, SYSUTCDATETIME())
    FROM inserted AS i
    JOIN deleted AS d ON d.id = i.id
    WHERE d.state <> i.state;
END
