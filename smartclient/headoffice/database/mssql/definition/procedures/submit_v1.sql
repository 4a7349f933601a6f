CREATE PROCEDURE sync.submit_v1
    @batch varchar(max)
AS
-- Puts the requests of a batch, a JSON array, into the inbox, each once whatever is sent again, and
-- returns a receipt for each: its digest, and why it is refused (empty where it is not).
BEGIN
    $(begin)
    $(identity)
    -- the bodies' quotes are escaped in the batch, so it may be larger than what it holds
    IF @batch IS NULL OR DATALENGTH(@batch) > 2 * $(MAX_BATCH_BYTES)
        THROW $(TOO_MUCH), N'too much at once', 1;
    IF ISJSON(@batch) = 0 OR LEFT(LTRIM(@batch), 1) <> '['
        THROW $(UNREADABLE), N'no batch', 1;
    DECLARE @asked TABLE (
        position int IDENTITY(1, 1) PRIMARY KEY,
        told varchar(100) NOT NULL,
        request_id binary(16) NULL,
        kind nvarchar(30) NOT NULL,
        version int NOT NULL,
        number nvarchar(40) NOT NULL,
        lane nvarchar(180) NULL,
        body varchar(max) NULL,
        digest varchar(64) NOT NULL,
        replaces binary(16) NULL,
        withdraws nvarchar(max) NULL,
        device binary(16) NULL,
        clock_offset int NULL,
        given_number nvarchar(40) NOT NULL,
        made_at datetime2(6) NULL,
        refusal nvarchar(200) NOT NULL,
        is_first bit NOT NULL
    );
    INSERT INTO @asked (told, request_id, kind, version, number, body, digest, replaces,
        withdraws, device, clock_offset, given_number, made_at, refusal,
        is_first)
    SELECT
        CASE
            WHEN j.id COLLATE Latin1_General_BIN2 LIKE '$(UUID)' THEN LOWER(j.id)
            WHEN DATALENGTH(j.id) > 100 THEN LEFT(j.id, 25)
            ELSE COALESCE(j.id, '')
        END,
        CASE WHEN j.id COLLATE Latin1_General_BIN2 LIKE '$(UUID)'
            THEN TRY_CONVERT(binary(16), REPLACE(j.id, '-', ''), 2) END,
        CASE WHEN LEN(j.kind) > 30 OR DATALENGTH(j.kind) > 60 THEN LEFT(j.kind, 13) + N'...'
            ELSE COALESCE(j.kind, N'') END,
        CASE WHEN LEN(j.version) BETWEEN 1 AND 9
                AND j.version COLLATE Latin1_General_BIN2 NOT LIKE '%[^0-9]%'
            THEN CAST(j.version AS int) ELSE 0 END,
        CASE WHEN LEN(LTRIM(RTRIM(j.lane))) > 40 OR DATALENGTH(LTRIM(RTRIM(j.lane))) > 80 THEN N'?'
            ELSE UPPER(LTRIM(RTRIM(COALESCE(j.lane, N'')))) END,
        j.body,
        CASE WHEN DATALENGTH(j.digest) = 64
                AND j.digest COLLATE Latin1_General_BIN2 NOT LIKE '%[^0-9A-Fa-f]%'
            THEN LOWER(j.digest) ELSE '' END,
        CASE WHEN j.replaces COLLATE Latin1_General_BIN2 LIKE '$(UUID)'
            THEN TRY_CONVERT(binary(16), REPLACE(j.replaces, '-', ''), 2) END,
        j.withdraws,
        CASE WHEN j.device COLLATE Latin1_General_BIN2 LIKE '$(UUID)'
            THEN TRY_CONVERT(binary(16), REPLACE(j.device, '-', ''), 2) END,
        TRY_CAST(j.clock_offset AS int),
        CASE WHEN LEN(j.given_number) > 40 OR DATALENGTH(j.given_number) > 80 THEN N''
            ELSE COALESCE(j.given_number, N'') END,
        CASE WHEN j.made_at COLLATE Latin1_General_BIN2 LIKE '$(INSTANT)'
            THEN TRY_CONVERT(datetime2(6), j.made_at, 127) END,
        N'', 0
    FROM OPENJSON(@batch) WITH (
        n varchar(max) '$.n',
        id varchar(max) '$.id',
        kind nvarchar(max) '$.kind',
        version varchar(max) '$.version',
        lane nvarchar(max) '$.lane',
        body varchar(max) '$.body',
        digest varchar(max) '$.digest',
        replaces varchar(max) '$.replaces',
        withdraws nvarchar(max) '$.withdraws' AS JSON,
        device varchar(max) '$.device',
        clock_offset varchar(max) '$.clock_offset',
        given_number nvarchar(max) '$.given_number',
        made_at varchar(max) '$.made_at'
    ) AS j
    ORDER BY CASE WHEN LEN(j.n) BETWEEN 1 AND 9
            AND j.n COLLATE Latin1_General_BIN2 NOT LIKE '%[^0-9]%'
        THEN CAST(j.n AS int) END;
    IF (SELECT COUNT(*) FROM @asked) > $(MAX_BATCH_REQUESTS)
        THROW $(TOO_MUCH), N'too many at once', 1;
    IF (SELECT SUM(CAST(DATALENGTH(body) AS bigint)) FROM @asked) > $(MAX_BATCH_BYTES)
        THROW $(TOO_MUCH), N'too much at once', 1;
    UPDATE @asked SET refusal = CASE
        WHEN request_id IS NULL THEN N'$(UNREADABLE_REQUEST)'
        WHEN LEN(withdraws) > $(LONGEST_WITHDRAWS) OR ISJSON(withdraws) = 0 THEN N'$(TOO_LARGE)'
        WHEN DATALENGTH(body) > $(MAX_BODY_BYTES) THEN N'$(TOO_LARGE)'
        WHEN body IS NULL OR made_at IS NULL OR digest = '' THEN N'$(DAMAGED)'
        -- what can't be compared proves nothing
        WHEN HASHBYTES('SHA2_256', body) = TRY_CONVERT(varbinary(32), digest, 2) THEN N''
        ELSE N'$(DAMAGED)' END;
    UPDATE w SET is_first = 1
    FROM @asked AS w
    JOIN (
        SELECT MIN(position) AS position FROM @asked WHERE refusal = N'' GROUP BY request_id
    ) AS f ON f.position = w.position;
    DECLARE @withdrawn TABLE (
        request_id binary(16) NOT NULL,
        by_request_id binary(16) NOT NULL
    );
    INSERT INTO @withdrawn (request_id, by_request_id)
    SELECT TRY_CONVERT(binary(16), REPLACE(CAST(w.value AS varchar(36)), '-', ''), 2), a.request_id
    FROM @asked AS a
    CROSS APPLY OPENJSON(CASE WHEN a.refusal = N'' THEN a.withdraws END) AS w
    WHERE a.refusal = N'' AND w.value COLLATE Latin1_General_BIN2 LIKE '$(UUID)'
    UNION
    SELECT a.replaces, a.request_id
    FROM @asked AS a
    WHERE a.refusal = N'' AND a.replaces IS NOT NULL AND a.kind IN ($(STANDS_ALONE));
    DECLARE @own TABLE (lane nvarchar(180) NOT NULL PRIMARY KEY);
    DECLARE @attempt int = 1, @room int;
    WHILE @attempt <= 2
    BEGIN
        BEGIN TRY
            BEGIN TRANSACTION;
            -- batches of one sender come one after the other
            SELECT @room = $(MAX_UNANSWERED) FROM sync.rep_identity WITH (UPDLOCK, ROWLOCK)
            WHERE name = SUSER_SNAME();
            -- what was set aside is kept for long, and shown to every admin
            SELECT @room = $(MAX_UNANSWERED) - COUNT(*) FROM sync.inbox
            WHERE sender = @rep AND status IN (N'received', N'parked');
            -- one lane for each customer, whatever it is called, for those who may have a say in
            -- it; what else is asked about it, or before it is one, waits in a lane of its
            -- sender's alone, as does all that names no customer
            DELETE FROM @own;
            INSERT INTO @own (lane)
            SELECT DISTINCT lane FROM sync.inbox
            WHERE sender = @rep AND status = N'received'
                AND LEFT(lane, LEN(@rep) + 1) = @rep + N'|';
            UPDATE a SET lane = CASE
                WHEN a.number = N'' AND @role = N'admin' THEN N''
                WHEN a.number = N'' THEN @rep + N'|'
                -- what is said about a customer is answered in order
                WHEN asked.lane IS NOT NULL THEN asked.lane
                WHEN renamed.lane IS NOT NULL THEN renamed.lane
                WHEN c.rep = @rep OR (c.number IS NOT NULL AND @role = N'admin') THEN c.number
                ELSE @rep + N'|' + COALESCE(s.number, a.number)
            END
            FROM @asked AS a
            LEFT JOIN sync.customer_aliases AS s WITH (FORCESEEK)
                ON s.sender = @rep AND s.provisional_number = a.number
            LEFT JOIN sales.customers AS c WITH (FORCESEEK)
                ON c.number = COALESCE(s.number, a.number)
            LEFT JOIN @own AS asked ON asked.lane = @rep + N'|' + a.number
            LEFT JOIN @own AS renamed ON renamed.lane = @rep + N'|' + s.number
            WHERE a.refusal = N'';
            INSERT INTO sync.inbox (sender, request_id, kind, version, lane, body, digest,
                replaces, given_number, made_at, received_at, withdrawable, device,
                clock_offset_seconds)
            SELECT @rep, a.request_id, a.kind, a.version, a.lane, a.body, a.digest, a.replaces,
                a.given_number, a.made_at, SYSUTCDATETIME(),
                -- only a client that sends withdrawals has such a list
                CASE WHEN a.withdraws IS NULL THEN 0 ELSE 1 END, a.device, a.clock_offset
            FROM (
                SELECT w.*, ROW_NUMBER() OVER (ORDER BY w.position) AS place
                FROM @asked AS w
                WHERE w.is_first = 1 AND NOT EXISTS (
                    SELECT 1 FROM sync.inbox AS held WITH (UPDLOCK, HOLDLOCK, ROWLOCK, FORCESEEK)
                    WHERE held.sender = @rep AND held.request_id = w.request_id
                )
            ) AS a
            WHERE a.place <= @room
            ORDER BY a.position
            OPTION (LOOP JOIN);
            -- their sender asks again: what they failed of may be mended, or their reply was lost
            -- (what was parked counts as new: it was never carried out)
            UPDATE held SET status = N'received', attempts = 0, error = N'', lane = a.lane,
                answered_at = CASE WHEN held.status = N'done' THEN held.answered_at END
            FROM @asked AS a
            INNER LOOP JOIN sync.inbox AS held WITH (ROWLOCK, FORCESEEK)
                ON held.request_id = a.request_id AND held.digest = a.digest
            WHERE held.sender = @rep AND a.refusal = N'' AND (
                held.status = N'parked' OR (held.status = N'done' AND NOT EXISTS (
                    SELECT 1 FROM sync.replies AS r WITH (FORCESEEK)
                    WHERE r.sender = held.sender AND r.request_id = held.request_id)));
            -- what it names is never carried out from now on, arrived or not
            INSERT INTO sync.withdrawn (sender, request_id, by_request_id)
            SELECT @rep, n.request_id, n.by_request_id
            FROM (
                SELECT w.request_id, w.by_request_id, ROW_NUMBER() OVER (
                    PARTITION BY w.request_id ORDER BY w.by_request_id) AS place
                FROM @withdrawn AS w
                JOIN @asked AS a ON a.request_id = w.by_request_id
                JOIN sync.inbox AS held WITH ($(by_request))
                    ON held.request_id = a.request_id AND held.digest = a.digest
                WHERE held.sender = @rep AND w.request_id <> w.by_request_id AND NOT EXISTS (
                    SELECT 1 FROM sync.withdrawn AS known WITH (FORCESEEK)
                    WHERE known.sender = @rep AND known.request_id = w.request_id
                )
            ) AS n
            WHERE n.place = 1;
            COMMIT TRANSACTION;
            SET @attempt = 3;
        END TRY
        BEGIN CATCH
            IF XACT_STATE() <> 0
                ROLLBACK TRANSACTION;
            -- the same batch over another connection, or a deadlock
            IF @attempt = 2 OR ERROR_NUMBER() NOT IN (2627, 2601, 1205)
                THROW;
            SET @attempt = @attempt + 1;
        END CATCH
    END;
    SELECT a.told AS request_id, a.digest,
        CASE
            WHEN a.refusal <> N'' THEN a.refusal
            WHEN held.digest IS NULL THEN N'$(TOO_MANY)'
            WHEN held.digest <> a.digest THEN N'$(OTHER_CONTENT)'
            ELSE N''
        END AS refusal
    FROM @asked AS a
    LEFT JOIN sync.inbox AS held WITH ($(by_request))
        ON held.sender = @rep AND held.request_id = a.request_id
    ORDER BY a.position;
END
