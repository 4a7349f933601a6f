IF @from >= @converted
    $(CHANGED)
ELSE
    SELECT TOP (@limit)
        $(COLUMNS),
        CAST(f.version AS bigint) + @ahead AS row_version
    FROM (
        SELECT o.*, CASE WHEN o.row_version <= @converted
            THEN COALESCE(o.former_version, CAST(o.row_version AS binary(8)))
            ELSE CAST(o.row_version AS binary(8)) END AS version
        FROM $(partition) AS c
        INNER LOOP JOIN $(TABLE) AS o WITH (INDEX ($(INDEX)), FORCESEEK)
            ON o.customer = c.number
        WHERE o.row_version >= @from
    ) AS f
    WHERE f.version >= @from AND (f.version > @from OR f.id > @id) AND f.version < @below
    ORDER BY f.version, f.id;
