CREATE PROCEDURE sync.web_news_v1
    @waiting varchar(max)
AS
-- What is new for all devices whose pulses wait, named in a JSON list by the hashes of their
-- credentials: the newest reply and the newest row of each feed, as far as they may be read. A
-- device whose credential does not count is left out.
BEGIN
    $(begin)
    DECLARE @bound bigint = CAST(MIN_ACTIVE_ROWVERSION() AS bigint);
    $(ahead)
    DECLARE @below binary(8) = CAST(@bound AS binary(8));
    IF @waiting IS NULL OR DATALENGTH(@waiting) > $(MAX_BATCH_BYTES) OR ISJSON(@waiting) = 0
        THROW $(UNREADABLE), N'no list', 1;
    DECLARE @asked TABLE (credential binary(32) NOT NULL PRIMARY KEY);
    INSERT INTO @asked (credential)
    SELECT DISTINCT TRY_CONVERT(binary(32), CAST(w.value AS varchar(64)), 2)
    FROM OPENJSON(@waiting) AS w
    WHERE w.value COLLATE Latin1_General_BIN2 LIKE '$(HASH)';
    DECLARE @known TABLE (
        credential binary(32) NOT NULL PRIMARY KEY,
        rep nvarchar(128) NOT NULL,
        role nvarchar(10) NOT NULL
    );
    INSERT INTO @known (credential, rep, role)
    SELECT a.credential, r.login, r.role
    FROM @asked AS a
    INNER LOOP JOIN sync.credentials AS c WITH (FORCESEEK) ON c.credential_hash = a.credential
    INNER LOOP JOIN sync.enrolled_devices AS d WITH (FORCESEEK) ON d.device = c.device
    INNER LOOP JOIN sales.reps AS r ON r.login = d.login
    WHERE d.state = N'active'
        AND COALESCE(c.seen_at, c.given_at) >= DATEADD(day, -$(UNSEEN_DAYS), SYSUTCDATETIME());
    DECLARE @reps TABLE (rep nvarchar(128) NOT NULL PRIMARY KEY, role nvarchar(10) NOT NULL);
    INSERT INTO @reps (rep, role)
    SELECT rep, MAX(role) FROM @known GROUP BY rep;
    SELECT k.credential, k.rep,
        COALESCE(CAST((
            SELECT MAX(p.row_version) FROM sync.replies AS p
            WHERE p.sender = k.rep AND p.row_version > @converted AND p.row_version < @below
        ) AS bigint) + @ahead, 0) AS newest_reply
    FROM @known AS k;
    $(heads_of_many);
END
