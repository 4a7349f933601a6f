CREATE TRIGGER sync.enrolments_log ON sync.enrolments AFTER INSERT AS
-- Writes to the change log who let somebody sign a device in.
BEGIN
    SET NOCOUNT ON;
    INSERT INTO sync.change_log (entity, [key], field, [before], [after], [by], at)
    SELECT N'enrolment', LEFT(i.login, 60), N'expires_at', NULL,
        CONVERT(nvarchar(30), i.expires_at, 126) + N'Z', i.enrolled_by, i.enrolled_at
    FROM inserted AS i;
END
