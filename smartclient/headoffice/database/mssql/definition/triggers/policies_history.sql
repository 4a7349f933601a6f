CREATE TRIGGER sync.policies_history ON sync.policies AFTER INSERT, UPDATE AS
-- Keeps what each policy was and became, by whom and when.
BEGIN
    SET NOCOUNT ON;
    INSERT INTO sync.policy_history ([key], was, setting, changed_by, changed_at)
    SELECT i.[key], COALESCE(d.setting, N''), i.setting,
        CASE WHEN i.changed_by = N'' THEN SUSER_SNAME() ELSE i.changed_by END,
        COALESCE(i.changed_at, SYSUTCDATETIME())
    FROM inserted AS i
    LEFT JOIN deleted AS d ON d.id = i.id
    WHERE d.id IS NULL OR d.setting <> i.setting;
END
