CREATE PROCEDURE sync.web_is_old_v1
    $(PARAMETERS)
AS
-- Whether a credential is to be renewed.
BEGIN
    $(begin)
    $(active_device)
    SELECT CASE WHEN @issued_at < DATEADD(day, -$(OLD_DAYS), SYSUTCDATETIME()) THEN 1 ELSE 0 END
        AS is_old;
END
