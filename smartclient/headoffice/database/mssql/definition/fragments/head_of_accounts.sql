SELECT MAX(newest.row_version)
FROM (
    SELECT MAX(f.row_version) AS row_version
    FROM $(TABLE) AS f WITH (INDEX ($(INDEX)), FORCESEEK)
    WHERE f.rep = $(REP)$(BELOW)
    UNION ALL
    SELECT MAX(f.row_version) AS row_version
    FROM sales.customer_reps AS r WITH (FORCESEEK)
    INNER LOOP JOIN $(TABLE) AS f WITH (FORCESEEK) ON f.number = r.customer
    WHERE r.rep = $(REP)$(BELOW)
) AS newest
