CREATE PROCEDURE sync.$(NAME)
    $(PARAMETERS)
AS
-- Puts the requests of a batch, a JSON array, into the inbox, each once whatever is sent again, and
-- returns a receipt for each: its digest, and why it is refused (empty where it is not).
BEGIN
    $(begin)
    $(identity)
    $(asked)
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
    DECLARE @attempt int = $(FIRST_ATTEMPT), @room int;
    WHILE @attempt <= 2
    BEGIN
        BEGIN TRY
            BEGIN TRANSACTION;
            -- batches of one sender come one after the other, whichever way they come
            $(in_turn)
            SELECT @room = $(MAX_UNANSWERED)
            FROM sync.enrolled_devices WITH (UPDLOCK, ROWLOCK, FORCESEEK) WHERE login = @rep;
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
                WHEN more.rep IS NOT NULL THEN c.number
                ELSE @rep + N'|' + COALESCE(s.number, a.number)
            END
            FROM @asked AS a
            LEFT JOIN sync.customer_aliases AS s WITH (FORCESEEK)
                ON s.sender = @rep AND s.provisional_number = a.number
            LEFT JOIN sales.customers AS c WITH (FORCESEEK)
                ON c.number = COALESCE(s.number, a.number)
            LEFT JOIN sales.customer_reps AS more WITH (FORCESEEK)
                ON more.rep = @rep AND more.customer = c.number
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
    $(RELEASED)
    $(receipts)
END
