(
    SELECT number FROM sales.customers WITH (INDEX (ix_sales_customers_feed), FORCESEEK)
    WHERE rep = $(REP)
    UNION ALL
    SELECT customer FROM sales.customer_reps WITH (FORCESEEK)
    WHERE rep = $(REP)
)
