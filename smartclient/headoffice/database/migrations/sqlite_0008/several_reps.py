"""The eighth schema on SQLite: a customer may have several reps, who all see it and sell to it.

``more_reps`` of a customer names those beside the first. By whom each is seen follows from it by
trigger: in the memberships, and in a table by which the feeds of the others find it.
"""

# ruff: noqa: S608 (a frozen script: its only parts are the names written in it)

from smartclient.headoffice.database.added_columns import AddedColumn, sqlite_statements

_TABLE = """
CREATE TABLE sales_customer_reps (
    rep VARCHAR(128) NOT NULL,
    customer VARCHAR(40) NOT NULL,
    PRIMARY KEY (rep, customer)
)
"""
_BY_CUSTOMER = "CREATE INDEX ix_sqlite_customer_reps_customer ON sales_customer_reps (customer)"


def _others(row: str) -> str:
    """The query for the logins that ``more_reps`` of NEW or OLD names."""
    listed = (
        f"'[\"' || replace(replace(replace({row}.more_reps, '\\', '\\\\'), '\"', '\\\"'), "
        "';', '\",\"') || '\"]'"
    )
    return f"SELECT trim(value) AS login FROM json_each({listed}) WHERE trim(value) <> ''"


def _all(row: str) -> str:
    """The query for the logins of everybody who sees the customer of NEW or OLD."""
    return f"SELECT {row}.rep AS login UNION {_others(row)}"


def _write(wanted: str, customer: str, is_member: int) -> str:
    """What writes memberships of the logins that ``wanted`` finds."""
    return f"""
    INSERT INTO sync_membership (rep, customer, is_member)
        SELECT login, {customer}, {is_member} FROM ({wanted}) WHERE true
        ON CONFLICT (rep, customer) DO UPDATE SET is_member = {is_member};
"""


_ADDED = f"""
    INSERT OR IGNORE INTO sales_customer_reps (rep, customer)
        SELECT login, NEW.number FROM ({_others("NEW")}) WHERE login <> NEW.rep;
"""
_CLEARED = """
    DELETE FROM sales_customer_reps WHERE customer = OLD.number;
"""
_JOINING = f"{_all('NEW')} EXCEPT SELECT login FROM ({_all('OLD')})"
_LEAVING = f"{_all('OLD')} EXCEPT SELECT login FROM ({_all('NEW')})"

# one that waits already begins again: what is written before the customer moves is not enough
_FOLLOWS = """
    INSERT INTO sync_moved_customers (customer, orders_below)
        SELECT NEW.number, NULL
        WHERE EXISTS (SELECT 1 FROM sync_moved_customers WHERE customer = NEW.number)
            OR EXISTS (SELECT 1 FROM sales_orders WHERE customer = NEW.number LIMIT 1 OFFSET 10)
        ON CONFLICT (customer) DO UPDATE SET orders_below = NULL;
    UPDATE sales_addresses SET customer = customer WHERE customer = NEW.number;
    UPDATE sales_orders SET customer = customer WHERE customer = NEW.number
        AND NOT EXISTS (SELECT 1 FROM sync_moved_customers WHERE customer = NEW.number);
"""
_CHANGED = (
    "AFTER UPDATE OF rep, more_reps ON sales_customers "
    "WHEN OLD.rep IS NOT NEW.rep OR OLD.more_reps IS NOT NEW.more_reps"
)
_TRIGGERS = (
    f"""CREATE TRIGGER sales_customers_enters AFTER INSERT ON sales_customers BEGIN
{_write(_all("NEW"), "NEW.number", 1)}{_ADDED}{_FOLLOWS}END""",
    f"""CREATE TRIGGER sales_customers_leaves AFTER DELETE ON sales_customers BEGIN
{_write(_all("OLD"), "OLD.number", 0)}{_CLEARED}END""",
    f"""CREATE TRIGGER sales_customers_moves {_CHANGED} BEGIN
{_write(_LEAVING, "NEW.number", 0)}{_write(_JOINING, "NEW.number", 1)}{_CLEARED}{_ADDED}END""",
    # what belongs to a customer is written again for a rep who did not see it before
    f"""CREATE TRIGGER sales_customers_follows
AFTER UPDATE OF rep, more_reps ON sales_customers
WHEN EXISTS ({_JOINING}) BEGIN
{_FOLLOWS}END""",
)


def statements() -> list[str]:
    """Return what adds them, and replaces the triggers that knew one rep a customer."""
    return [
        *sqlite_statements(AddedColumn(table="customers", name="more_reps", longest=400)),
        _TABLE.strip(),
        _BY_CUSTOMER,
        "DROP TRIGGER sales_customers_enters",
        "DROP TRIGGER sales_customers_leaves",
        "DROP TRIGGER sales_customers_moves",
        *_TRIGGERS,
    ]
