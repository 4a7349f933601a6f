IF @kind IN ('', '$(KIND)')
    INSERT INTO @found (kind, part, [rows], total, moving)
    SELECT '$(KIND)', h.part, COUNT(*), SUM(h.hash), SUM(h.moving)
    FROM (
        SELECT f.id / @width AS part,
            CASE WHEN f.row_version >= @below THEN 1 ELSE 0 END AS moving,
            CAST(SUBSTRING(HASHBYTES('SHA2_256', CAST(CONCAT(
            $(TEXTS)
            ) COLLATE Latin1_General_100_BIN2_UTF8 AS varchar(max))), 1, 5) AS bigint) AS hash
        $(SOURCE)
    ) AS h
    GROUP BY h.part;
