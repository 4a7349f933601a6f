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
        IF @kind = 'requests'
        BEGIN
            -- only what is over, of a lane in which nothing is open
            DELETE p FROM @rows AS p
            WHERE NOT EXISTS (
                SELECT 1 FROM sync.inbox AS i
                WHERE i.id = p.id AND i.status = N'done' AND i.purged = 0
                    AND i.answered_at < @before
                    AND NOT EXISTS (
                        SELECT 1 FROM sync.inbox AS w
                        WHERE w.lane = i.lane AND w.purged = 0
                            AND w.status IN (N'received', N'parked'))
                    AND NOT EXISTS (
                        SELECT 1 FROM sync.conflicts AS c
                        WHERE c.lane = i.lane AND c.state <> N'closed')
            );
            UPDATE r SET body = p.document, status = JSON_VALUE(p.document, '$.status')
            FROM sync.replies AS r
            JOIN sync.inbox AS i ON i.sender = r.sender AND i.request_id = r.request_id
            JOIN @rows AS p ON p.id = i.id;
            UPDATE c SET document = j.document, body_kind = j.body_kind, body = j.body,
                report = N'[]'
            FROM sync.conflicts AS c
            JOIN OPENJSON(@portion, '$.conflicts') WITH (
                id bigint '$.id',
                document nvarchar(max) '$.document' AS JSON,
                body_kind nvarchar(30) '$.body_kind',
                body nvarchar(max) '$.body' AS JSON
            ) AS j ON j.id = c.id
            JOIN sync.inbox AS i ON i.sender = c.sender AND i.request_id = c.request_id
            JOIN @rows AS p ON p.id = i.id
            WHERE c.state = N'closed';
            -- its laptops read it again, whatever the shortened reply says of it
            UPDATE c SET territory = c.territory
            FROM sales.customers AS c
            JOIN OPENJSON(@portion, '$.customers') WITH (id bigint '$.id') AS j ON j.id = c.id;
            UPDATE i SET body = COALESCE(p.body, N''), purged = 1
            FROM sync.inbox AS i
            JOIN @rows AS p ON p.id = i.id;
            SET @done = @@ROWCOUNT;
        END;
        IF @kind = 'changes'
        BEGIN
            DELETE l FROM sync.change_log AS l JOIN @rows AS p ON p.id = l.id
            WHERE l.at < @before;
            SET @done = @@ROWCOUNT;
        END;
        IF @kind = 'cases'
        BEGIN
            DELETE c FROM sync.cases AS c JOIN @rows AS p ON p.id = c.id
            WHERE c.state = N'decided' AND c.opened_at < @before;
            SET @done = @@ROWCOUNT;
        END;
        IF @kind = 'outcomes'
        BEGIN
            DELETE w FROM sync.open_work AS w JOIN @rows AS p ON p.id = w.id
            WHERE w.state = N'closed' AND w.since < @before;
            SET @done = @@ROWCOUNT;
        END;
        IF @kind = 'laptops'
        BEGIN
            DELETE l FROM sync.laptops AS l JOIN @rows AS p ON p.id = l.id
            WHERE l.seen_at < @before;
            SET @done = @@ROWCOUNT;
        END;
        IF @kind = 'devices'
        BEGIN
            DELETE d FROM sync.devices AS d JOIN @rows AS p ON p.id = d.id
            WHERE d.seen_at < @before;
            SET @done = @@ROWCOUNT;
        END;
        IF @kind = 'guesses'
        BEGIN
            DELETE g FROM sync.guesses AS g JOIN @rows AS p ON p.id = g.id
            WHERE g.guessed_at < @before;
            SET @done = @@ROWCOUNT;
        END;
        IF @kind = 'enrolments'
        BEGIN
            DELETE e FROM sync.enrolments AS e JOIN @rows AS p ON p.id = e.id
            WHERE e.expires_at < @before;
            SET @done = @@ROWCOUNT;
        END;
        IF @kind = 'handed_over'
        BEGIN
            DELETE h FROM sync.handed_over AS h JOIN @rows AS p ON p.id = h.id
            WHERE h.decided_at < @before;
            SET @done = @@ROWCOUNT;
        END;
        IF @kind = 'credentials'
        BEGIN
            -- what is to be wiped is so whenever it returns
            DELETE c FROM sync.credentials AS c JOIN @rows AS p ON p.id = c.id
            WHERE COALESCE(c.seen_at, c.given_at) < @before AND NOT EXISTS (
                SELECT 1 FROM sync.enrolled_devices AS d
                WHERE d.device = c.device AND d.state = N'wiping');
            SET @done = @@ROWCOUNT;
        END;
        IF @kind = 'enrolled_devices'
        BEGIN
            DELETE d FROM sync.enrolled_devices AS d JOIN @rows AS p ON p.id = d.id
            WHERE d.seen_on < CAST(@before AS date)
                AND NOT EXISTS (SELECT 1 FROM sync.credentials AS c WHERE c.device = d.device)
                AND NOT EXISTS (SELECT 1 FROM sync.handed_over AS h WHERE h.device = d.device);
            SET @done = @@ROWCOUNT;
        END;
        IF @kind = 'lanes'
        BEGIN
            DELETE n FROM sync.lanes AS n
            JOIN OPENJSON(@portion, '$.rows') WITH (name nvarchar(180) '$.name') AS j
                ON j.name = n.lane
            WHERE n.token IS NULL AND NOT EXISTS (
                SELECT 1 FROM sync.inbox AS i WHERE i.lane = n.lane AND i.purged = 0);
            SET @done = @@ROWCOUNT;
        END;
        -- a laptop that has read less than what was purged reads everything by key
        IF @kind = 'tombstones'
        BEGIN
            SELECT @purged_to = MAX(CAST(t.row_version AS bigint)) + @ahead
            FROM sync.tombstones AS t JOIN @rows AS p ON p.id = t.id
            WHERE t.deleted_at < @before;
            DELETE t FROM sync.tombstones AS t JOIN @rows AS p ON p.id = t.id
            WHERE t.deleted_at < @before;
            SET @done = @@ROWCOUNT;
        END;
        IF @kind = 'membership'
        BEGIN
            SELECT @purged_to = MAX(CAST(m.row_version AS bigint)) + @ahead
            FROM sync.membership AS m JOIN @rows AS p ON p.id = m.id
            WHERE m.is_member = 0 AND m.changed_at < @before;
            DELETE m FROM sync.membership AS m JOIN @rows AS p ON p.id = m.id
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
