IF @kind IN ('', '$(KIND)')
BEGIN
    -- one after the other: who waits finds the sums of whoever came first
    BEGIN TRANSACTION;
    UPDATE sync.fingerprint_turn SET taken_at = SYSUTCDATETIME() WHERE id = 1;
    -- all below this is committed: what was written before and is committed later has no newer
    -- version, so a part that has a newer one is not kept
    SET @committed = CAST(MIN_ACTIVE_ROWVERSION() AS bigint);
    DELETE FROM @parts;
    INSERT INTO @parts (part, [rows], newest)
    SELECT f.id / @base, COUNT(*), MAX(CAST(f.row_version AS bigint))
    FROM $(TABLE) AS f
    GROUP BY f.id / @base;
    -- a part holds what it held when it was added up if it has as many rows and none is newer
    UPDATE n SET total = p.total
    FROM @parts AS n
    JOIN sync.fingerprint_parts AS p ON p.kind = '$(KIND)' AND p.formula = '$(FORMULA)'
        AND p.part = n.part AND p.[rows] = n.[rows] AND p.newest = n.newest
    WHERE @base = $(SMALLEST_PART);
    DELETE FROM @fresh;
    INSERT INTO @fresh (part, [rows], newest, total)
    SELECT h.part, COUNT(*), MAX(h.newest), SUM(h.hash)
    FROM (
        SELECT n.part, CAST(f.row_version AS bigint) AS newest,
            $(fingerprint_hash)
        FROM @parts AS n
        INNER LOOP JOIN $(TABLE) AS f WITH (INDEX ($(INDEX)), FORCESEEK)
            ON f.id >= n.part * @base AND f.id < (n.part + 1) * @base
        WHERE n.total IS NULL
    ) AS h
    GROUP BY h.part;
    IF @base = $(SMALLEST_PART) AND EXISTS (SELECT 1 FROM @fresh)
    BEGIN
        DELETE p FROM sync.fingerprint_parts AS p
        JOIN @fresh AS n ON p.kind = '$(KIND)' AND p.formula = '$(FORMULA)' AND p.part = n.part;
        INSERT INTO sync.fingerprint_parts (kind, formula, part, [rows], newest, total)
        SELECT '$(KIND)', '$(FORMULA)', n.part, n.[rows], n.newest, n.total
        FROM @fresh AS n
        WHERE n.newest < @committed;
    END;
    COMMIT TRANSACTION;
    INSERT INTO @found (kind, part, [rows], total, moving)
    SELECT '$(KIND)', a.part, SUM(a.[rows]), SUM(a.total), 0
    FROM (
        SELECT n.part * @base / @width AS part, n.[rows], n.total
        FROM @parts AS n
        WHERE n.total IS NOT NULL
        UNION ALL
        SELECT n.part * @base / @width, n.[rows], n.total FROM @fresh AS n
    ) AS a
    GROUP BY a.part;
    UPDATE a SET moving = m.moving
    FROM @found AS a
    JOIN (
        SELECT f.id / @width AS part, COUNT(*) AS moving
        FROM $(TABLE) AS f WITH (INDEX ($(CHANGED)), FORCESEEK)
        WHERE f.row_version >= @below
        GROUP BY f.id / @width
    ) AS m ON m.part = a.part
    WHERE a.kind = '$(KIND)';
END;
