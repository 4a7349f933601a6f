IF @kind IN ('', '$(KIND)')
    INSERT INTO @found (kind, part, [rows], total, moving)
    SELECT '$(KIND)', h.part, COUNT(*), SUM(h.hash), SUM(h.moving)
    FROM (
        SELECT f.id / @width AS part,
            CASE WHEN f.row_version >= @below THEN 1 ELSE 0 END AS moving,
            $(fingerprint_hash)
        $(SOURCE)
    ) AS h
    GROUP BY h.part;
