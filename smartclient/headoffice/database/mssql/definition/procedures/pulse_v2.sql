CREATE PROCEDURE sync.$(PREFIX)pulse_v2
    $(CALLER)@hello varchar(max)
AS
-- What a laptop asks for at each contact: facts by name, as one JSON text to which later versions
-- add, and the newest row version of each feed as far as its login may see.
BEGIN
    $(hello)
    DECLARE @link int = (SELECT TRY_CAST(value AS int) FROM sync.info WHERE name = N'link_version');
    IF @needs > @link
        THROW $(SCHEMA_MOVING), N'too old', 1;
    IF @speaks < (SELECT TRY_CAST(value AS int) FROM sync.info WHERE name = N'oldest_link')
        THROW $(SCHEMA_MOVING), N'too new', 1;
    DECLARE @from binary(8) = CAST(
        CASE WHEN @after > @ahead THEN @after - @ahead ELSE CAST(0 AS bigint) END AS binary(8));
    -- a clock that is off by more than a century is off by a century
    DECLARE @days bigint = COALESCE(DATEDIFF(day, @now, @laptop), 0);
    DECLARE @offset int = CASE
        WHEN @days > 20000 THEN 1728000000
        WHEN @days < -20000 THEN -1728000000
        ELSE COALESCE(DATEDIFF(second, @now, @laptop), 0) END;
    IF NOT EXISTS (
        SELECT 1 FROM sync.laptops
        WHERE login = @rep AND client_version = @client AND waiting = @waiting
            AND seen_at BETWEEN DATEADD(minute, -1, @now) AND DATEADD(minute, 1, @now)
    )
    BEGIN
        UPDATE sync.laptops SET seen_at = @now, client_version = @client, waiting = @waiting,
            clock_offset_seconds = @offset
        WHERE login = @rep;
        INSERT INTO sync.laptops (login, seen_at, client_version, waiting, clock_offset_seconds)
        SELECT @rep, @now, @client, @waiting, @offset
        WHERE NOT EXISTS (
            SELECT 1 FROM sync.laptops WITH (UPDLOCK, HOLDLOCK) WHERE login = @rep);
    END;
    -- a laptop that reads its own contact with other news is not given it as news
    DECLARE @own_counts bit = CASE
        WHEN JSON_VALUE(@hello, '$.without_own_contact') = N'true' THEN 0 ELSE 1 END;
    -- who the device is; one that is no UUID is none
    DECLARE @named nvarchar(36) = JSON_VALUE(@hello, '$.device.id');
    DECLARE @device binary(16) = CASE WHEN @named COLLATE Latin1_General_BIN2 LIKE N'$(UUID)'
        THEN TRY_CONVERT(binary(16), REPLACE(@named, N'-', N''), 2) END;
    DECLARE @token nvarchar(36) = COALESCE(LEFT(JSON_VALUE(@hello, '$.device.token'), 36), N'');
    DECLARE @numbers bigint = COALESCE(
        TRY_CAST(JSON_VALUE(@hello, '$.device.numbers') AS bigint), 0);
    DECLARE @epoch nvarchar(40) = (SELECT value FROM sync.info WHERE name = N'generation');
    -- one that knows another epoch met a head office that was restored, which may know less
    DECLARE @same bit = CASE
        WHEN JSON_VALUE(@hello, '$.device.generation') = @epoch THEN 1 ELSE 0 END;
    DECLARE @idle datetime2(6) = CASE
        WHEN @same = 1 AND JSON_VALUE(@hello, '$.device.is_idle') = N'true' THEN @now END;
    DECLARE @code nvarchar(8) = NULL, @fresh nvarchar(36) = NULL, @copied int = NULL;
    IF @device IS NOT NULL
    BEGIN
        SELECT @fresh = LOWER(CAST(NEWID() AS nvarchar(36))), @copied = 0;
        -- whether it is known, before the row is changed: a pulse of it that ends in between would
        -- have this one take it for a copy
        IF EXISTS (SELECT 1 FROM sync.devices WHERE login = @rep AND device = @device)
        BEGIN
            UPDATE sync.devices SET previous_token = @token, token = @fresh, seen_at = @now,
                idle_at = COALESCE(@idle, idle_at), clock_offset_seconds = @offset,
                numbers = CASE WHEN @numbers > numbers THEN @numbers ELSE numbers END
            WHERE login = @rep AND device = @device
                AND (@same = 0 OR (@numbers >= numbers AND @token IN (token, previous_token)));
            IF @@ROWCOUNT = 0
                SELECT @copied = 1, @fresh = NULL;
        END
        ELSE IF (SELECT COUNT(*) FROM sync.devices WHERE login = @rep) >= $(MOST_DEVICES)
            SELECT @copied = NULL, @fresh = NULL;
        ELSE
        BEGIN
            SET @code = JSON_VALUE(@hello, '$.device.code');
            IF @code IS NULL OR NOT @code COLLATE Latin1_General_BIN2 LIKE N'$(CODE)'
                SET @code = $(ANY_CODE);
            WHILE EXISTS (SELECT 1 FROM sync.devices WHERE code = @code)
                SET @code = $(ANY_CODE);
            INSERT INTO sync.devices (login, device, code, name, first_seen, seen_at, idle_at,
                clock_offset_seconds, numbers, token, previous_token)
            VALUES (@rep, @device, @code,
                COALESCE(LEFT(JSON_VALUE(@hello, '$.device.name'), 100), N''),
                @now, @now, @idle, @offset, @numbers, @fresh, @token);
        END;
        SET @code = (SELECT code FROM sync.devices
            WHERE login = @rep AND device = @device AND @copied = 0);
    END;
    $(signing_key)
    -- what the laptop knows to be here, and is not, was lost with a restore
    DECLARE @last nvarchar(36) = JSON_VALUE(@hello, '$.last_reply');
    DECLARE @receipts TABLE (place int NOT NULL, request_id binary(16) NULL);
    INSERT INTO @receipts (place, request_id)
    SELECT CAST(a.[key] AS int), CASE WHEN a.value COLLATE Latin1_General_BIN2 LIKE N'$(UUID)'
        THEN TRY_CONVERT(binary(16), REPLACE(CAST(a.value AS nvarchar(36)), N'-', N''), 2) END
    FROM OPENJSON(@hello, '$.receipts') AS a;
    DECLARE @missing int = (
        SELECT COUNT(*)
        FROM @receipts AS a
        WHERE NOT EXISTS (
            SELECT 1 FROM sync.inbox AS i WHERE i.sender = @rep AND i.request_id = a.request_id
        )
    ) + CASE WHEN @last IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM sync.replies AS r
        WHERE r.sender = @rep AND r.request_id = CASE
                WHEN @last COLLATE Latin1_General_BIN2 LIKE N'$(UUID)'
                THEN TRY_CONVERT(binary(16), REPLACE(@last, N'-', N''), 2) END
            AND r.row_version >= @from
    ) THEN 1 ELSE 0 END;
    -- of what was answered, with the reply gone, the laptop would wait for ever
    DECLARE @unanswered int = COALESCE(
        TRY_CAST(JSON_VALUE(@hello, '$.unanswered') AS int), 0);
    DECLARE @forgotten varchar(max) = (
        SELECT STRING_AGG(CAST(
            LOWER(STUFF(STUFF(STUFF(STUFF(CONVERT(char(32), i.request_id, 2),
                9, 0, '-'), 14, 0, '-'), 19, 0, '-'), 24, 0, '-')) AS varchar(max)), ' ')
        FROM @receipts AS a
        JOIN sync.inbox AS i ON i.sender = @rep AND i.request_id = a.request_id
        WHERE a.place < @unanswered AND i.status = N'done' AND NOT EXISTS (
            SELECT 1 FROM sync.replies AS r
            WHERE r.sender = i.sender AND r.request_id = i.request_id
        )
    );
    $(position)
    -- what a laptop says of it is for an admin to judge, unless it is about an epoch that is over
    DECLARE @claim nvarchar(20) = JSON_VALUE(@hello, '$.went_back');
    IF @claim IN (N'row_versions', N'receipts')
            AND COALESCE(JSON_VALUE(@hello, '$.device.generation'), @epoch) = @epoch
        INSERT INTO sync.suspicions (login, why, reported_at)
        SELECT @rep, @claim, @now
        WHERE NOT EXISTS (
            SELECT 1 FROM sync.suspicions WITH (UPDLOCK, HOLDLOCK) WHERE login = @rep);
    DECLARE @suspected datetime2(6), @suspecting int = 0;
    IF @role = N'admin'
        SELECT @suspected = MIN(reported_at), @suspecting = COUNT(*) FROM sync.suspicions;
    -- an open transaction holds the bound: what was written since is given to nobody
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
    $(new_devices)
    DECLARE @facts nvarchar(max) = (SELECT
        @bound + @ahead AS [bound],
        (SELECT value FROM sync.info WHERE name = N'generation') AS [generation],
        STUFF(CONVERT(varchar(26), CAST(@now AS datetime2(6)), 121), 11, 1, 'T') + 'Z' AS [clock],
        @rep AS [login],
        @number AS [rep_number],
        (SELECT name FROM sales.reps WHERE login = @rep) AS [name],
        @title AS [title],
        CASE WHEN @role = N'admin' THEN 1 ELSE 0 END AS [is_admin],
        (SELECT COUNT(*) FROM sync.replies WHERE sender = @rep AND row_version > @from
            AND (row_version > @converted OR former_version IS NULL OR former_version > @from))
            AS [replies],
        STUFF(CONVERT(varchar(26), CAST(@seen AS datetime2(6)), 121), 11, 1, 'T') + 'Z'
            AS [worker_seen],
        @oldest AS [oldest_client],
        COALESCE((SELECT value FROM sync.info WHERE name = N'company'), N'') AS [company],
        COALESCE((SELECT value FROM sync.info WHERE name = N'currency'), N'USD') AS [currency],
        CASE WHEN @given >= @bound AND @held = @bound
            THEN DATEDIFF(second, @since, @now) ELSE 0 END AS [held_seconds],
        @link AS [link_version],
        (SELECT value FROM sync.info WHERE name = N'company_id') AS [company_id],
        @missing AS [missing],
        @forgotten AS [forgotten],
        @signed AS [position],
        STUFF(CONVERT(varchar(26), CAST(@suspected AS datetime2(6)), 121), 11, 1, 'T') + 'Z'
            AS [suspected_at],
        @suspecting AS [suspected_by],
        (SELECT value FROM sync.info WHERE name = N'time_zone') AS [time_zone],
        @code AS [device_code],
        @fresh AS [device_token],
        @copied AS [device_is_copy],
        (SELECT CAST(value AS bigint) FROM sync.info WHERE name = N'tombstones_purged_to')
            AS [tombstones_purged_to],
        (SELECT CAST(value AS bigint) FROM sync.info WHERE name = N'membership_purged_to')
            AS [membership_purged_to],
        (SELECT value FROM sync.info WHERE name = N'bundle_key') AS [bundle_key],
        COALESCE((SELECT value FROM sync.info WHERE name = N'mail_state'), N'') AS [mail],
        JSON_QUERY(@new_devices) AS [new_devices]
        FOR JSON PATH, WITHOUT_ARRAY_WRAPPER);
    -- what is ASCII, as nearly always, crosses the link in half the bytes
    IF @facts COLLATE Latin1_General_BIN2 LIKE N'%[^ -~]%'
        SELECT @facts AS facts;
    ELSE
        SELECT CAST(@facts AS varchar(max)) AS facts;
    $(heads);
END
