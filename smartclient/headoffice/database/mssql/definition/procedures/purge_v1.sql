CREATE PROCEDURE sync.purge_v1
    @portion varchar(max)
AS
BEGIN
    $(begin)
    IF @portion IS NULL OR ISJSON(@portion) = 0
        THROW $(UNREADABLE), N'no portion', 1;
    DECLARE @kind varchar(20) = JSON_VALUE(@portion, '$.kind');
    DECLARE @said varchar(40) = JSON_VALUE(@portion, '$.before');
    IF @said IS NULL OR @said COLLATE Latin1_General_BIN2 NOT LIKE '$(INSTANT)'
        THROW $(UNREADABLE), N'no instant', 1;
    -- devices offer their requests again: whatever anybody asks, nothing younger is purged
    DECLARE @before datetime2(6) = TRY_CONVERT(datetime2(6), @said, 127);
    DECLARE @youngest datetime2(6) = DATEADD(day, -$(SHORTEST_DAYS), SYSUTCDATETIME());
    IF @before IS NULL OR @before > @youngest
        SET @before = @youngest;
    $(ahead)
    DECLARE @rows TABLE (
        id bigint NOT NULL PRIMARY KEY,
        document nvarchar(max) NULL,
        body nvarchar(max) NULL
    );
    DECLARE @purged_to bigint, @done int = 0;
    BEGIN TRY
        BEGIN TRANSACTION;
        INSERT INTO @rows (id, document, body)
        SELECT j.id, j.document, j.body
        FROM OPENJSON(@portion, '$.rows') WITH (
            id bigint '$.id',
            document nvarchar(max) '$.document' AS JSON,
            body nvarchar(max) '$.body' AS JSON
        ) AS j
        WHERE j.id IS NOT NULL;
        -- each row is looked up by its key, whatever the plan's first portion was: a scan of the
        -- inbox would wait for every request that arrives, and lock it
        IF @kind = 'requests'
        BEGIN
            -- only what is over, of a lane in which nothing is open
            DELETE p FROM @rows AS p
            WHERE NOT EXISTS (
                SELECT 1 FROM sync.inbox AS i WITH (FORCESEEK)
                WHERE i.id = p.id AND i.status = N'done' AND i.purged = 0
                    AND i.answered_at < @before
                    AND NOT EXISTS (
                        SELECT 1 FROM sync.inbox AS w WITH (FORCESEEK)
                        WHERE w.lane = i.lane AND w.purged = 0
                            AND w.status IN (N'received', N'parked'))
                    AND NOT EXISTS (
                        SELECT 1 FROM sync.conflicts AS c WITH (FORCESEEK)
                        WHERE c.lane = i.lane AND c.state <> N'closed')
            )
            OPTION (LOOP JOIN);
            UPDATE r SET body = p.document, status = JSON_VALUE(p.document, '$.status')
            FROM @rows AS p
            INNER LOOP JOIN sync.inbox AS i WITH (FORCESEEK) ON i.id = p.id
            INNER LOOP JOIN sync.replies AS r WITH (FORCESEEK)
                ON r.sender = i.sender AND r.request_id = i.request_id;
            UPDATE c SET document = j.document, body_kind = j.body_kind, body = j.body,
                report = N'[]'
            FROM OPENJSON(@portion, '$.conflicts') WITH (
                id bigint '$.id',
                document nvarchar(max) '$.document' AS JSON,
                body_kind nvarchar(30) '$.body_kind',
                body nvarchar(max) '$.body' AS JSON
            ) AS j
            INNER LOOP JOIN sync.conflicts AS c WITH (FORCESEEK) ON c.id = j.id
            INNER LOOP JOIN sync.inbox AS i WITH (FORCESEEK)
                ON i.sender = c.sender AND i.request_id = c.request_id
            INNER LOOP JOIN @rows AS p ON p.id = i.id
            WHERE c.state = N'closed';
            -- its laptops read it again, whatever the shortened reply says of it
            UPDATE c SET territory = c.territory
            FROM OPENJSON(@portion, '$.customers') WITH (id bigint '$.id') AS j
            INNER LOOP JOIN sales.customers AS c WITH (FORCESEEK) ON c.id = j.id;
            UPDATE i SET body = COALESCE(p.body, N''), purged = 1
            FROM @rows AS p
            INNER LOOP JOIN sync.inbox AS i WITH (FORCESEEK) ON i.id = p.id;
            SET @done = @@ROWCOUNT;
        END;
        IF @kind = 'changes'
        BEGIN
            DELETE l FROM @rows AS p
            INNER LOOP JOIN sync.change_log AS l WITH (FORCESEEK) ON l.id = p.id
            WHERE l.at < @before;
            SET @done = @@ROWCOUNT;
        END;
        IF @kind = 'cases'
        BEGIN
            DELETE c FROM @rows AS p
            INNER LOOP JOIN sync.cases AS c WITH (FORCESEEK) ON c.id = p.id
            WHERE c.state = N'decided' AND c.opened_at < @before;
            SET @done = @@ROWCOUNT;
        END;
        IF @kind = 'outcomes'
        BEGIN
            DELETE w FROM @rows AS p
            INNER LOOP JOIN sync.open_work AS w WITH (FORCESEEK) ON w.id = p.id
            WHERE w.state = N'closed' AND w.since < @before;
            SET @done = @@ROWCOUNT;
        END;
        IF @kind = 'laptops'
        BEGIN
            DELETE l FROM @rows AS p
            INNER LOOP JOIN sync.laptops AS l WITH (FORCESEEK) ON l.id = p.id
            WHERE l.seen_at < @before;
            SET @done = @@ROWCOUNT;
        END;
        IF @kind = 'devices'
        BEGIN
            DELETE d FROM @rows AS p
            INNER LOOP JOIN sync.devices AS d WITH (FORCESEEK) ON d.id = p.id
            WHERE d.seen_at < @before;
            SET @done = @@ROWCOUNT;
        END;
        IF @kind = 'guesses'
        BEGIN
            DELETE g FROM @rows AS p
            INNER LOOP JOIN sync.guesses AS g WITH (FORCESEEK) ON g.id = p.id
            WHERE g.guessed_at < @before;
            SET @done = @@ROWCOUNT;
        END;
        IF @kind = 'enrolments'
        BEGIN
            DELETE e FROM @rows AS p
            INNER LOOP JOIN sync.enrolments AS e WITH (FORCESEEK) ON e.id = p.id
            WHERE e.expires_at < @before;
            SET @done = @@ROWCOUNT;
        END;
        IF @kind = 'handed_over'
        BEGIN
            DELETE h FROM @rows AS p
            INNER LOOP JOIN sync.handed_over AS h WITH (FORCESEEK) ON h.id = p.id
            WHERE h.decided_at < @before;
            SET @done = @@ROWCOUNT;
        END;
        IF @kind = 'credentials'
        BEGIN
            -- what is to be wiped is so whenever it returns
            DELETE c FROM @rows AS p
            INNER LOOP JOIN sync.credentials AS c WITH (FORCESEEK) ON c.id = p.id
            WHERE COALESCE(c.seen_at, c.given_at) < @before AND NOT EXISTS (
                SELECT 1 FROM sync.enrolled_devices AS d WITH (FORCESEEK)
                WHERE d.device = c.device AND d.state = N'wiping')
            OPTION (LOOP JOIN);
            SET @done = @@ROWCOUNT;
        END;
        IF @kind = 'enrolled_devices'
        BEGIN
            DELETE d FROM @rows AS p
            INNER LOOP JOIN sync.enrolled_devices AS d WITH (FORCESEEK) ON d.id = p.id
            WHERE d.seen_on < CAST(@before AS date)
                AND NOT EXISTS (
                    SELECT 1 FROM sync.credentials AS c WITH (FORCESEEK) WHERE c.device = d.device)
                AND NOT EXISTS (
                    SELECT 1 FROM sync.handed_over AS h WITH (FORCESEEK) WHERE h.device = d.device)
            OPTION (LOOP JOIN);
            SET @done = @@ROWCOUNT;
        END;
        IF @kind = 'lanes'
        BEGIN
            DELETE n
            FROM OPENJSON(@portion, '$.rows') WITH (name nvarchar(180) '$.name') AS j
            INNER LOOP JOIN sync.lanes AS n WITH (FORCESEEK) ON n.lane = j.name
            WHERE n.token IS NULL AND NOT EXISTS (
                SELECT 1 FROM sync.inbox AS i WITH (FORCESEEK)
                WHERE i.lane = n.lane AND i.purged = 0)
            OPTION (LOOP JOIN);
            SET @done = @@ROWCOUNT;
        END;
        -- a laptop that has read less than what was purged reads everything by key
        IF @kind = 'tombstones'
        BEGIN
            SELECT @purged_to = MAX(CAST(t.row_version AS bigint)) + @ahead
            FROM @rows AS p
            INNER LOOP JOIN sync.tombstones AS t WITH (FORCESEEK) ON t.id = p.id
            WHERE t.deleted_at < @before;
            DELETE t FROM @rows AS p
            INNER LOOP JOIN sync.tombstones AS t WITH (FORCESEEK) ON t.id = p.id
            WHERE t.deleted_at < @before;
            SET @done = @@ROWCOUNT;
        END;
        IF @kind = 'membership'
        BEGIN
            SELECT @purged_to = MAX(CAST(m.row_version AS bigint)) + @ahead
            FROM @rows AS p
            INNER LOOP JOIN sync.membership AS m WITH (FORCESEEK) ON m.id = p.id
            WHERE m.is_member = 0 AND m.changed_at < @before;
            DELETE m FROM @rows AS p
            INNER LOOP JOIN sync.membership AS m WITH (FORCESEEK) ON m.id = p.id
            WHERE m.is_member = 0 AND m.changed_at < @before;
            SET @done = @@ROWCOUNT;
        END;
        IF @purged_to IS NOT NULL
        BEGIN
            DECLARE @horizon nvarchar(30) = CONCAT(@kind, N'_purged_to');
            UPDATE sync.info SET value = CAST(@purged_to AS nvarchar(20))
            WHERE name = @horizon
                AND CASE WHEN name = @horizon THEN CAST(value AS bigint) ELSE 0 END < @purged_to;
            INSERT INTO sync.info (name, value)
            SELECT @horizon, CAST(@purged_to AS nvarchar(20))
            WHERE NOT EXISTS (SELECT 1 FROM sync.info WHERE name = @horizon);
        END;
        COMMIT TRANSACTION;
    END TRY
    BEGIN CATCH
        IF XACT_STATE() <> 0
            ROLLBACK TRANSACTION;
        THROW;
    END CATCH;
    SELECT @done AS purged;
END
