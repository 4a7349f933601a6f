CREATE PROCEDURE sync.web_sign_in_v1
    @code binary(32), $(CALLER)@source nvarchar(45), @kind varchar(10), @login nvarchar(128),
    @name nvarchar(100)
AS
-- Exchanges a code, by its hash, for a device's own credential, by its hash. Wrong codes are counted
-- by where they came from.
BEGIN
    $(begin)
    IF @kind IS NULL OR @kind NOT IN ('laptop', 'browser') OR @code IS NULL OR @credential IS NULL
        THROW $(UNREADABLE), N'no sign-in', 1;
    DECLARE @now datetime2(6) = SYSUTCDATETIME();
    DECLARE @enrolment bigint, @enrolled nvarchar(128), @enrolled_by nvarchar(128);
    DECLARE @expires_at datetime2(6), @used_at datetime2(6), @used_for binary(32);
    DECLARE @holder binary(16), @of_all int, @of_source int;
    DECLARE @most int, @refused nvarchar(100);
    BEGIN TRANSACTION;
    SELECT @enrolment = id, @enrolled = login, @enrolled_by = enrolled_by,
        @expires_at = expires_at, @used_at = used_at, @holder = device, @used_for = credential_hash
    FROM sync.enrolments WITH (UPDLOCK, ROWLOCK)
    WHERE code_hash = @code;
    -- the answer may have been lost
    IF @used_for = @credential
    BEGIN
        COMMIT TRANSACTION;
        IF NOT EXISTS (
            SELECT 1 FROM sync.enrolled_devices WHERE device = @holder AND state = N'active')
            THROW $(DEVICE_REVOKED), N'device revoked', 1;
        $(signed_in)
        RETURN;
    END;
    -- in turn: guesses at the same moment would each be counted without the others
    UPDATE sync.info WITH (ROWLOCK) SET value = value WHERE name = N'oldest_client';
    SELECT @of_all = COUNT(*), @of_source = SUM(CASE WHEN address = @source THEN 1 ELSE 0 END)
    FROM sync.guesses
    WHERE guessed_at > DATEADD(second, -$(GUESS_SECONDS), @now);
    SET @most = CASE WHEN @of_all >= $(GUESSES_OVERALL) THEN 1 ELSE $(GUESSES_OF_ADDRESS) END;
    IF COALESCE(@of_source, 0) >= @most
    BEGIN
        SELECT @refused = CONCAT(N'too many guesses, wait ',
            DATEDIFF(second, @now, MIN(g.guessed_at)) + $(GUESS_SECONDS) + 1, N' s')
        FROM (
            SELECT TOP (@most) guessed_at FROM sync.guesses
            WHERE address = @source AND guessed_at > DATEADD(second, -$(GUESS_SECONDS), @now)
            ORDER BY guessed_at DESC) AS g;
        COMMIT TRANSACTION;
        THROW $(TOO_MANY_GUESSES), @refused, 1;
    END;
    IF @enrolment IS NULL OR @used_at IS NOT NULL OR @expires_at <= @now
    BEGIN
        DELETE TOP (500) FROM sync.guesses
        WHERE guessed_at <= DATEADD(second, -$(GUESS_SECONDS), @now);
        INSERT INTO sync.guesses (address, guessed_at) VALUES (@source, @now);
        -- the guess counts though it is refused
        COMMIT TRANSACTION;
        THROW $(CODE_REFUSED), N'code refused', 1;
    END;
    IF @login <> N'' AND @login <> @enrolled
    BEGIN
        COMMIT TRANSACTION;
        THROW $(OTHER_LOGIN), N'other login', 1;
    END;
    IF NOT EXISTS (SELECT 1 FROM sales.reps WHERE login = @enrolled)
    BEGIN
        COMMIT TRANSACTION;
        THROW $(UNKNOWN_LOGIN), N'unknown login', 1;
    END;
    IF EXISTS (SELECT 1 FROM sync.credentials WHERE credential_hash = @credential)
    BEGIN
        COMMIT TRANSACTION;
        THROW $(CREDENTIAL_REFUSED), N'credential refused', 1;
    END;
    SET @holder = CAST(NEWID() AS binary(16));
    INSERT INTO sync.enrolled_devices (device, login, name, kind, enrolled_at, enrolled_by, seen_on)
    VALUES (@holder, @enrolled, @name, @kind, @now, @enrolled_by, CAST(@now AS date));
    INSERT INTO sync.credentials (credential_hash, device, given_at, seen_at, address)
    VALUES (@credential, @holder, @now, @now, @address);
    UPDATE sync.enrolments SET used_at = @now, device = @holder, credential_hash = @credential
    WHERE id = @enrolment;
    COMMIT TRANSACTION;
    $(signed_in)
END
