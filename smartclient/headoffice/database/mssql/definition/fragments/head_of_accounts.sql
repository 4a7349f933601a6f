SELECT MAX(newest.row_version)
FROM (
    SELECT MAX(f.row_version) AS row_version
    FROM $(TABLE) AS f WITH (INDEX ($(INDEX)), FORCESEEK)
    WHERE f.rep = $(REP)$(BELOW)
    UNION ALL
    SELECT MAX(f.row_version) AS row_version
    FROM sales.customer_reps AS r WITH (INDEX (pk_sales_customer_reps), FORCESEEK)
    INNER LOOP JOIN $(TABLE) AS f WITH (INDEX (uq_sales_customers_number), FORCESEEK)
        ON f.number = r.customer
    WHERE r.rep = $(REP)$(BELOW)
) AS newest
