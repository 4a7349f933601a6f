CREATE TRIGGER $(TABLE)_log ON $(TABLE) AFTER UPDATE AS
-- Writes to the change log who changed what of a row, from what to what.
BEGIN
    SET NOCOUNT ON;
    IF NOT ($(UPDATED))
        RETURN;
    -- once for all rows: a worker changes the stock of a thousand products at a time
    DECLARE @by nvarchar(128) = CASE
            WHEN COALESCE(CAST(SESSION_CONTEXT(N'actor') AS nvarchar(128)), N'') = N''
                THEN SUSER_SNAME()
            WHEN IS_MEMBER(N'smartclient_worker') = 1 OR IS_MEMBER(N'db_owner') = 1
                OR USER_NAME() = N'dbo'
                THEN CAST(SESSION_CONTEXT(N'actor') AS nvarchar(128))
            WHEN CAST(SESSION_CONTEXT(N'actor') AS nvarchar(128)) = SUSER_SNAME()
                THEN SUSER_SNAME()
            ELSE LEFT(SUSER_SNAME() + N' for '
                + CAST(SESSION_CONTEXT(N'actor') AS nvarchar(128)), 128)
        END;
    DECLARE @at datetime2(6) = COALESCE(
        TRY_CONVERT(datetime2(6), CAST(SESSION_CONTEXT(N'at') AS nvarchar(40)), 126),
        SYSUTCDATETIME());
    INSERT INTO sync.change_log (entity, [key], field, [before], [after], [by], at)
    SELECT N'$(ENTITY)', i.$(KEY), f.field, f.was, f.becomes, @by, @at
    FROM inserted AS i
    JOIN deleted AS d ON d.id = i.id
    CROSS APPLY (VALUES
        $(FIELDS)
    ) AS f (field, was, becomes)
    WHERE EXISTS (
        SELECT f.was COLLATE Latin1_General_BIN2 EXCEPT SELECT f.becomes COLLATE Latin1_General_BIN2
    );
END
