(
    SELECT own.number
    FROM sales.customers AS own WITH (INDEX (ix_sales_customers_feed), FORCESEEK)
    WHERE own.rep = $(REP)
    UNION ALL
    SELECT also.customer
    FROM sales.customer_reps AS also WITH (INDEX (pk_sales_customer_reps), FORCESEEK)
    WHERE also.rep = $(REP)
)
