SELECT
    $(COLUMNS),
    CAST(f.row_version AS bigint) + @ahead AS row_version
FROM (
    -- chosen in indexes alone, by customer after customer: only then are the rows read
    SELECT TOP (@limit) f.id
    FROM $(partition) AS c
    INNER LOOP JOIN $(TABLE) AS f WITH (INDEX ($(INDEX)), FORCESEEK) ON f.customer = c.number
    WHERE $(AFTER)
    ORDER BY $(ORDER)
) AS page
INNER LOOP JOIN $(TABLE) AS f WITH (FORCESEEK) ON f.id = page.id
ORDER BY $(ORDER);
