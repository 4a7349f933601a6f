SELECT
    $(COLUMNS),
    CAST(f.row_version AS bigint) + @ahead AS row_version
FROM (
    SELECT TOP (@limit) f.id
    FROM (
        SELECT f.id, f.row_version
        FROM $(TABLE) AS f WITH (INDEX ($(INDEX)), FORCESEEK)
        WHERE f.rep = @rep
        UNION ALL
        SELECT f.id, f.row_version
        FROM sales.customer_reps AS r WITH (INDEX (pk_sales_customer_reps), FORCESEEK)
        INNER LOOP JOIN $(TABLE) AS f WITH (INDEX (uq_sales_customers_number), FORCESEEK)
            ON f.number = r.customer
        WHERE r.rep = @rep
    ) AS f
    WHERE $(AFTER)
    ORDER BY $(ORDER)
) AS page
INNER LOOP JOIN $(TABLE) AS f WITH (FORCESEEK) ON f.id = page.id
ORDER BY $(ORDER);
