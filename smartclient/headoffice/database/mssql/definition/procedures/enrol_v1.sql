CREATE PROCEDURE sync.enrol_v1
    @call varchar(max)
AS
-- Has a code, by its hash, count for a login: an admin enrols reps, an owner of the database admins,
-- too. The same code again changes nothing. Returns why not, empty where it counts.
BEGIN
    $(begin)
    $(administrator)
    IF @call IS NULL OR DATALENGTH(@call) > 4000 OR ISJSON(@call) = 0
        THROW $(UNREADABLE), N'no call', 1;
    DECLARE @hash varchar(64) = JSON_VALUE(@call, '$.code');
    DECLARE @seconds bigint = TRY_CAST(JSON_VALUE(@call, '$.seconds') AS bigint);
    IF @hash IS NULL OR @hash COLLATE Latin1_General_BIN2 NOT LIKE '$(HASH)' OR @seconds IS NULL
        OR @seconds NOT BETWEEN 60 AND $(LONGEST_CODE_SECONDS)
        THROW $(UNREADABLE), N'no code', 1;
    DECLARE @code binary(32) = CONVERT(binary(32), @hash, 2);
    DECLARE @now datetime2(6) = SYSUTCDATETIME();
    DECLARE @login nvarchar(128), @of nvarchar(10), @expires_at datetime2(6);
    DECLARE @refusal varchar(20) = '', @known nvarchar(128);
    SELECT @login = login, @of = role FROM sales.reps
    WHERE login = CAST(JSON_VALUE(@call, '$.login') AS nvarchar(128));
    IF @login IS NULL
        SET @refusal = 'unknown';
    ELSE IF @of = N'admin' AND @owns = 0
        SET @refusal = 'owner';
    ELSE
    BEGIN
        BEGIN TRANSACTION;
        SELECT @known = login, @expires_at = expires_at
        FROM sync.enrolments WITH (UPDLOCK, HOLDLOCK)
        WHERE code_hash = @code;
        IF @known <> @login
            SET @refusal = 'given';
        IF @known IS NULL
        BEGIN
            SET @expires_at = DATEADD(second, @seconds, @now);
            INSERT INTO sync.enrolments (code_hash, login, enrolled_by, enrolled_at, expires_at)
            VALUES (@code, @login, @by, @now, @expires_at);
        END;
        COMMIT TRANSACTION;
    END;
    SELECT @refusal AS refusal, @login AS login, @expires_at AS expires_at;
END
