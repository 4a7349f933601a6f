"""The first schema on SQL Server, frozen: what keeps laptops in step whoever changes a row.

Every trigger works on whole sets of rows, and returns at once when nothing it looks at changed.
"""

# ruff: noqa: S608 (a frozen script: its only parts are the names written in it)

# table -> the feed its deleted rows leave a tombstone in
_FEEDS = {
    "sales.products": "products",
    "sales.prices": "prices",
    "sales.offers": "offers",
    "sales.offer_products": "offer_products",
    "sales.stock": "stock",
    "sales.tax_rates": "tax_rates",
    "sales.ship_methods": "ship_methods",
    "sales.customers": "customers",
    "sales.addresses": "addresses",
    "sales.orders": "orders",
    "sales.photos": "photos",
    "sync.policies": "policies",
    "sync.cases": "cases",
    "sales.reps": "reps",
    "sync.laptops": "laptops",
    "sync.stopped": "stopped",
    "sync.policy_history": "policy_history",
}

# a change made through head office carries its name and time in the session; anybody else's has
# the login's name and the server's time. Only a worker or the owner is believed to act for another
_BY = """CASE
            WHEN COALESCE(CAST(SESSION_CONTEXT(N'actor') AS nvarchar(128)), N'') = N''
                THEN SUSER_SNAME()
            WHEN IS_MEMBER(N'smartclient_worker') = 1 OR IS_MEMBER(N'db_owner') = 1
                OR USER_NAME() = N'dbo'
                THEN CAST(SESSION_CONTEXT(N'actor') AS nvarchar(128))
            WHEN CAST(SESSION_CONTEXT(N'actor') AS nvarchar(128)) = SUSER_SNAME()
                THEN SUSER_SNAME()
            ELSE LEFT(SUSER_SNAME() + N' for '
                + CAST(SESSION_CONTEXT(N'actor') AS nvarchar(128)), 128)
        END"""
_AT = (
    "COALESCE(TRY_CONVERT(datetime2(6), CAST(SESSION_CONTEXT(N'at') AS nvarchar(40)), 126), "
    "SYSUTCDATETIME())"
)


def _text(column: str) -> tuple[str, str]:
    return f"d.{column}", f"i.{column}"


def _amount(column: str) -> tuple[str, str]:
    value = "CAST(CAST({}.{} * 10000 AS bigint) AS nvarchar(30))"
    return value.format("d", column), value.format("i", column)


def _day(column: str) -> tuple[str, str]:
    value = "CONVERT(nvarchar(10), {}.{}, 23)"
    return value.format("d", column), value.format("i", column)


def _number(column: str) -> tuple[str, str]:
    return f"CAST(d.{column} AS nvarchar(30))", f"CAST(i.{column} AS nvarchar(30))"


# (table, its name in the change log, the column that names the row, the columns logged)
_LOGGED = (
    (
        "sales.customers",
        "customer",
        "number",
        {
            "name": _text,
            "contact": _text,
            "phone": _text,
            "email": _text,
            "notes": _text,
            "status": _text,
            "credit_limit": _amount,
            "balance": _amount,
            "rep": _text,
            "price_list": _text,
            "payment_terms": _text,
            "merged_into": _text,
        },
    ),
    (
        "sales.products",
        "product",
        "sku",
        {
            "list_price": _amount,
            "sell_from": _day,
            "sell_until": _day,
            "discontinued_on": _day,
            "replaced_by": _text,
        },
    ),
    ("sales.stock", "stock", "sku", {"on_hand": _number}),
    ("sales.orders", "order", "number", {"state": _text, "fulfilment": _text, "total": _amount}),
)

# an inbound foreign key makes the server refuse TRUNCATE, which fires no trigger
_GUARD = "CREATE TABLE sync.truncate_guard (\n{}\n)"

_MEMBERSHIP = """
CREATE TRIGGER sales.customers_membership ON sales.customers AFTER INSERT, UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM deleted) AND EXISTS (SELECT 1 FROM inserted)
        AND NOT (UPDATE(rep) OR UPDATE(number))
        RETURN;
    DECLARE @changed TABLE (
        rep nvarchar(128) NOT NULL,
        customer nvarchar(40) NOT NULL,
        is_member bit NOT NULL,
        PRIMARY KEY (rep, customer)
    );
    INSERT INTO @changed (rep, customer, is_member)
    SELECT DISTINCT i.rep, i.number, 1 FROM inserted AS i
    WHERE NOT EXISTS (SELECT 1 FROM deleted AS d WHERE d.rep = i.rep AND d.number = i.number);
    INSERT INTO @changed (rep, customer, is_member)
    SELECT DISTINCT d.rep, d.number, 0 FROM deleted AS d
    WHERE NOT EXISTS (SELECT 1 FROM inserted AS i WHERE i.rep = d.rep AND i.number = d.number);
    IF NOT EXISTS (SELECT 1 FROM @changed)
        RETURN;
    UPDATE m SET is_member = c.is_member
    FROM sync.membership AS m
    JOIN @changed AS c ON c.rep = m.rep AND c.customer = m.customer;
    INSERT INTO sync.membership (rep, customer, is_member)
    SELECT c.rep, c.customer, c.is_member FROM @changed AS c
    WHERE NOT EXISTS (
        SELECT 1 FROM sync.membership AS m WITH (UPDLOCK, HOLDLOCK)
        WHERE m.rep = c.rep AND m.customer = c.customer
    );
    -- a customer that changes hands takes along what belongs to it
    IF NOT EXISTS (SELECT 1 FROM deleted)
        RETURN;
    UPDATE a SET customer = a.customer FROM sales.addresses AS a
    WHERE a.customer IN (SELECT c.customer FROM @changed AS c WHERE c.is_member = 1);
    UPDATE o SET customer = o.customer FROM sales.orders AS o
    WHERE o.customer IN (SELECT c.customer FROM @changed AS c WHERE c.is_member = 1);
END
"""

# requests that were set aside, for the admins' feed
_STOPPED = """
CREATE TRIGGER sync.inbox_stopped ON sync.inbox AFTER UPDATE AS
BEGIN
    SET NOCOUNT ON;
    IF NOT UPDATE(status) OR NOT (
        EXISTS (SELECT 1 FROM inserted WHERE status = N'parked')
        OR EXISTS (SELECT 1 FROM deleted WHERE status = N'parked')
    )
        RETURN;
    DELETE s FROM sync.stopped AS s
    JOIN inserted AS i ON i.sender = s.sender AND i.request_id = s.request_id
    WHERE i.status <> N'parked';
    INSERT INTO sync.stopped
        (sender, request_id, kind, lane, attempts, error, received_at, stopped_at)
    SELECT i.sender, i.request_id, i.kind, i.lane, i.attempts, i.error, i.received_at,
        COALESCE(i.answered_at, SYSUTCDATETIME())
    FROM inserted AS i
    JOIN deleted AS d ON d.id = i.id
    WHERE i.status = N'parked' AND d.status <> N'parked';
END
"""

_POLICY_HISTORY = """
CREATE TRIGGER sync.policies_history ON sync.policies AFTER INSERT, UPDATE AS
BEGIN
    SET NOCOUNT ON;
    INSERT INTO sync.policy_history ([key], was, setting, changed_by, changed_at)
    SELECT i.[key], COALESCE(d.setting, N''), i.setting,
        CASE WHEN i.changed_by = N'' THEN SUSER_SNAME() ELSE i.changed_by END,
        COALESCE(i.changed_at, SYSUTCDATETIME())
    FROM inserted AS i
    LEFT JOIN deleted AS d ON d.id = i.id
    WHERE d.id IS NULL OR d.setting <> i.setting;
END
"""


def _tombstone(table: str, kind: str) -> str:
    return f"""
CREATE TRIGGER {table}_tombstone ON {table} AFTER DELETE AS
BEGIN
    SET NOCOUNT ON;
    INSERT INTO sync.tombstones (kind, entry_id, deleted_at)
    SELECT N'{kind}', d.id, SYSUTCDATETIME() FROM deleted AS d;
END
"""


def _log(table: str, entity: str, key: str, columns: dict[str, tuple[str, str]]) -> str:
    touched = " OR ".join(f"UPDATE({column})" for column in columns)
    fields = ",\n        ".join(
        f"(N'{column}', CAST({before} AS nvarchar(max)), CAST({after} AS nvarchar(max)))"
        for column, (before, after) in columns.items()
    )
    return f"""
CREATE TRIGGER {table}_log ON {table} AFTER UPDATE AS
BEGIN
    SET NOCOUNT ON;
    IF NOT ({touched})
        RETURN;
    -- once for all rows: a worker changes the stock of a thousand products at a time
    DECLARE @by nvarchar(128) = {_BY};
    DECLARE @at datetime2(6) = {_AT};
    INSERT INTO sync.change_log (entity, [key], field, [before], [after], [by], at)
    SELECT N'{entity}', i.{key}, f.field, f.was, f.becomes, @by, @at
    FROM inserted AS i
    JOIN deleted AS d ON d.id = i.id
    CROSS APPLY (VALUES
        {fields}
    ) AS f (field, was, becomes)
    WHERE EXISTS (
        SELECT f.was COLLATE Latin1_General_BIN2 EXCEPT SELECT f.becomes COLLATE Latin1_General_BIN2
    );
END
"""


def statements() -> list[str]:
    """Return what makes the triggers, and the keys that keep a feed from being truncated."""
    guarded = ",\n".join(
        f"    {table.replace('.', '_')} bigint NULL REFERENCES {table} (id)" for table in _FEEDS
    )
    made = [_GUARD.format(guarded)]
    made += [_MEMBERSHIP.strip(), _STOPPED.strip(), _POLICY_HISTORY.strip()]
    made += [_tombstone(table, kind).strip() for table, kind in _FEEDS.items()]
    for table, entity, key, columns in _LOGGED:
        named = {column: kind(column) for column, kind in columns.items()}
        made.append(_log(table, entity, key, named).strip())
    return made
