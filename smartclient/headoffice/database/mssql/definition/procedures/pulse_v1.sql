CREATE PROCEDURE sync.pulse_v1
    @hello varchar(max)
AS
-- What a laptop of the first version of the link asks for at each contact: how far feeds may be
-- read, who it is, how many replies wait, and the newest row version of each feed.
BEGIN
    $(hello)
    IF @needs > (SELECT TRY_CAST(value AS int) FROM sync.info WHERE name = N'link_version')
        THROW $(SCHEMA_MOVING), N'too old', 1;
    IF @speaks < (SELECT TRY_CAST(value AS int) FROM sync.info WHERE name = N'oldest_link')
        THROW $(SCHEMA_MOVING), N'too new', 1;
    DECLARE @from binary(8) = CAST(
        CASE WHEN @after > @ahead THEN @after - @ahead ELSE CAST(0 AS bigint) END AS binary(8));
    IF NOT EXISTS (
        SELECT 1 FROM sync.laptops
        WHERE login = @rep AND client_version = @client AND waiting = @waiting
            AND seen_at BETWEEN DATEADD(minute, -1, @now) AND DATEADD(minute, 1, @now)
    )
    BEGIN
        -- a clock that is off by more than a century is off by a century
        DECLARE @days bigint = COALESCE(DATEDIFF(day, @now, @laptop), 0);
        DECLARE @offset int = CASE
            WHEN @days > 20000 THEN 1728000000
            WHEN @days < -20000 THEN -1728000000
            ELSE COALESCE(DATEDIFF(second, @now, @laptop), 0) END;
        UPDATE sync.laptops SET seen_at = @now, client_version = @client, waiting = @waiting,
            clock_offset_seconds = @offset
        WHERE login = @rep;
        INSERT INTO sync.laptops (login, seen_at, client_version, waiting, clock_offset_seconds)
        SELECT @rep, @now, @client, @waiting, @offset
        WHERE NOT EXISTS (
            SELECT 1 FROM sync.laptops WITH (UPDLOCK, HOLDLOCK) WHERE login = @rep);
    END;
    -- a transaction that is open holds the bound: what was written since is told to nobody
    DECLARE @held bigint = (
        SELECT TRY_CAST(value AS bigint) FROM sync.info WHERE name = N'held_bound');
    DECLARE @since datetime2(6) = (
        SELECT TRY_CONVERT(datetime2(6), value, 121) FROM sync.info WHERE name = N'held_since');
    IF @given >= @bound AND @held <> @bound AND @since < DATEADD(minute, -1, @now)
    BEGIN
        UPDATE sync.info SET value = CASE name
            WHEN N'held_bound' THEN CAST(@bound AS nvarchar(20))
            ELSE CONVERT(nvarchar(26), @now, 121) END
        WHERE name IN (N'held_bound', N'held_since');
        SELECT @held = @bound, @since = @now;
    END;
    DECLARE @seen datetime2(6) = (SELECT MAX(seen_at) FROM sync.workers);
    SELECT
        @bound + @ahead AS bound,
        (SELECT value FROM sync.info WHERE name = N'generation') AS generation,
        STUFF(CONVERT(varchar(26), CAST(@now AS datetime2(6)), 121), 11, 1, 'T') + 'Z' AS clock,
        @rep AS login,
        @number AS rep_number,
        @title AS title,
        CASE WHEN @role = N'admin' THEN 1 ELSE 0 END AS is_admin,
        (SELECT COUNT(*) FROM sync.replies WHERE sender = @rep AND row_version > @from
            AND (row_version > @converted OR former_version IS NULL OR former_version > @from)) AS replies,
        STUFF(CONVERT(varchar(26), CAST(@seen AS datetime2(6)), 121), 11, 1, 'T') + 'Z'
            AS worker_seen,
        @oldest AS oldest_client,
        COALESCE((SELECT value FROM sync.info WHERE name = N'company'), N'') AS company,
        COALESCE((SELECT value FROM sync.info WHERE name = N'currency'), N'USD') AS currency,
        CASE WHEN @given >= @bound AND @held = @bound
            THEN DATEDIFF(second, @since, @now) ELSE 0 END AS held_seconds;
    $(heads);
END
