CREATE TRIGGER sales.customers_membership ON sales.customers AFTER INSERT, UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM deleted) AND EXISTS (SELECT 1 FROM inserted)
        AND NOT (UPDATE(rep) OR UPDATE(more_reps) OR UPDATE(number))
        RETURN;
    DECLARE @before TABLE (
        rep nvarchar(128) NOT NULL,
        customer nvarchar(40) NOT NULL,
        is_first bit NOT NULL,
        PRIMARY KEY (rep, customer)
    );
    DECLARE @after TABLE (
        rep nvarchar(128) NOT NULL,
        customer nvarchar(40) NOT NULL,
        is_first bit NOT NULL,
        PRIMARY KEY (rep, customer)
    );
    INSERT INTO @before (rep, customer, is_first)
    SELECT d.rep, d.number, 1 FROM deleted AS d;
    INSERT INTO @before (rep, customer, is_first)
    SELECT DISTINCT TRIM(s.value), d.number, 0
    FROM deleted AS d CROSS APPLY STRING_SPLIT(d.more_reps, N';') AS s
    WHERE TRIM(s.value) <> N'' AND TRIM(s.value) <> d.rep;
    INSERT INTO @after (rep, customer, is_first)
    SELECT i.rep, i.number, 1 FROM inserted AS i;
    INSERT INTO @after (rep, customer, is_first)
    SELECT DISTINCT TRIM(s.value), i.number, 0
    FROM inserted AS i CROSS APPLY STRING_SPLIT(i.more_reps, N';') AS s
    WHERE TRIM(s.value) <> N'' AND TRIM(s.value) <> i.rep;
    -- by which the feeds of those who are not the first find the customer
    DELETE m FROM @before AS b
    JOIN sales.customer_reps AS m WITH (FORCESEEK) ON m.rep = b.rep AND m.customer = b.customer;
    INSERT INTO sales.customer_reps (rep, customer)
    SELECT a.rep, a.customer FROM @after AS a
    WHERE a.is_first = 0 AND NOT EXISTS (
        SELECT 1 FROM sales.customer_reps AS m WITH (FORCESEEK)
        WHERE m.rep = a.rep AND m.customer = a.customer
    );
    DECLARE @changed TABLE (
        rep nvarchar(128) NOT NULL,
        customer nvarchar(40) NOT NULL,
        is_member bit NOT NULL,
        PRIMARY KEY (rep, customer)
    );
    INSERT INTO @changed (rep, customer, is_member)
    SELECT a.rep, a.customer, 1 FROM @after AS a
    WHERE NOT EXISTS (SELECT 1 FROM @before AS b WHERE b.rep = a.rep AND b.customer = a.customer);
    INSERT INTO @changed (rep, customer, is_member)
    SELECT b.rep, b.customer, 0 FROM @before AS b
    WHERE NOT EXISTS (SELECT 1 FROM @after AS a WHERE a.rep = b.rep AND a.customer = b.customer);
    IF NOT EXISTS (SELECT 1 FROM @changed)
        RETURN;
    -- each row is looked up by its key: one plan serves one customer and thousands, and a scan
    -- would lock, and wait for, every order of everybody
    UPDATE m SET is_member = c.is_member, changed_at = SYSUTCDATETIME()
    FROM sync.membership AS m WITH (FORCESEEK)
    JOIN @changed AS c ON c.rep = m.rep AND c.customer = m.customer;
    INSERT INTO sync.membership (rep, customer, is_member)
    SELECT c.rep, c.customer, c.is_member FROM @changed AS c
    WHERE NOT EXISTS (
        SELECT 1 FROM sync.membership AS m WITH (UPDLOCK, HOLDLOCK, FORCESEEK)
        WHERE m.rep = c.rep AND m.customer = c.customer
    );
    -- a customer that changes hands takes along what belongs to it, and one that was deleted and
    -- comes again finds it there; a long history is left to a worker, which writes it in portions
    DECLARE @entered TABLE (customer nvarchar(40) NOT NULL PRIMARY KEY);
    INSERT INTO @entered (customer)
    SELECT DISTINCT c.customer FROM @changed AS c WHERE c.is_member = 1;
    IF (
        SELECT COUNT(*) FROM (
            SELECT TOP ($(HISTORY_AT_ONCE) + 1) o.id FROM @entered AS e
            JOIN sales.orders AS o WITH (FORCESEEK) ON o.customer = e.customer
            UNION ALL
            SELECT TOP ($(HISTORY_AT_ONCE) + 1) a.id FROM @entered AS e
            JOIN sales.addresses AS a WITH (FORCESEEK) ON a.customer = e.customer
        ) AS history
    ) <= $(HISTORY_AT_ONCE)
    BEGIN
        UPDATE a SET customer = a.customer FROM @entered AS e
        JOIN sales.addresses AS a WITH (FORCESEEK) ON a.customer = e.customer;
        UPDATE o SET customer = o.customer FROM @entered AS e
        JOIN sales.orders AS o WITH (FORCESEEK) ON o.customer = e.customer;
        RETURN;
    END;
    -- one that waits already begins again: what was written before it moved is not enough
    UPDATE w SET orders_below = NULL
    FROM sync.moved_customers AS w WITH (FORCESEEK)
    JOIN @entered AS e ON e.customer = w.customer;
    INSERT INTO sync.moved_customers (customer)
    SELECT e.customer FROM @entered AS e
    WHERE NOT EXISTS (
        SELECT 1 FROM sync.moved_customers AS w WITH (UPDLOCK, HOLDLOCK, FORCESEEK)
        WHERE w.customer = e.customer
    );
END
