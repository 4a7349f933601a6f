CREATE TRIGGER sync.enrolled_devices_log ON sync.enrolled_devices AFTER INSERT, UPDATE AS
-- Writes to the change log who signed a device in, revoked it, or had it wiped.
BEGIN
    SET NOCOUNT ON;
    IF NOT UPDATE(state)
        RETURN;
    INSERT INTO sync.change_log (entity, [key], field, [before], [after], [by], at)
    SELECT N'device',
        LOWER(STUFF(STUFF(STUFF(STUFF(CONVERT(char(32), i.device, 2),
            9, 0, '-'), 14, 0, '-'), 19, 0, '-'), 24, 0, '-')),
        N'state', d.state, i.state,
        CASE WHEN i.state IN (N'revoked', N'wiping') THEN i.revoked_by ELSE i.login END,
        CASE
            WHEN i.state = N'active' THEN i.enrolled_at
            ELSE COALESCE(i.wiped_at, i.revoked_at, SYSUTCDATETIME())
        END
    FROM inserted AS i
    LEFT JOIN deleted AS d ON d.id = i.id
    WHERE d.id IS NULL OR d.state <> i.state;
END
