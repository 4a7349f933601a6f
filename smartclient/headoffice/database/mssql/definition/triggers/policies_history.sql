CREATE TRIGGER sync.policies_history ON sync.policies AFTER INSERT, UPDATE AS
-- Keeps what each policy was and became, by whom and when.
BEGIN
    SET NOCOUNT ON;
    -- a worker and the owner are believed who asked for it and when; of anybody else it is noted
    -- who is connected, who may say on whose behalf
    DECLARE @own nvarchar(128) = SUSER_SNAME();
    DECLARE @believed bit = CASE
            WHEN IS_MEMBER(N'smartclient_worker') = 1 OR IS_MEMBER(N'db_owner') = 1
                OR USER_NAME() = N'dbo'
                THEN 1
            ELSE 0
        END;
    INSERT INTO sync.policy_history ([key], was, setting, changed_by, changed_at)
    SELECT i.[key], COALESCE(d.setting, N''), i.setting,
        CASE
            WHEN i.changed_by = N'' THEN @own
            WHEN @believed = 1 OR LEFT(i.changed_by, LEN(@own) + 5) = @own + N' for '
                THEN i.changed_by
            ELSE @own
        END,
        CASE WHEN @believed = 1 THEN COALESCE(i.changed_at, SYSUTCDATETIME())
            ELSE SYSUTCDATETIME() END
    FROM inserted AS i
    LEFT JOIN deleted AS d ON d.id = i.id
    WHERE d.id IS NULL OR d.setting <> i.setting;
END
