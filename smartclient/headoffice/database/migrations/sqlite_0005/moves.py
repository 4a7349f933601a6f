"""The fifth schema on SQLite: the history of a customer that changed hands follows in portions.

The new rep's feeds bring what is written again. Much of it is left to a worker, which writes it
in many small transactions.
"""

_TABLE = """CREATE TABLE sync_moved_customers (
    customer VARCHAR(40) NOT NULL,
    orders_below BIGINT,
    PRIMARY KEY (customer)
)"""

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

_JOINS = """
    INSERT INTO sync_membership (rep, customer, is_member) VALUES (NEW.rep, NEW.number, 1)
        ON CONFLICT (rep, customer) DO UPDATE SET is_member = 1;
"""

_LEAVES = """
    INSERT INTO sync_membership (rep, customer, is_member) VALUES (OLD.rep, OLD.number, 0)
        ON CONFLICT (rep, customer) DO UPDATE SET is_member = 0;
"""

# a customer that was deleted and comes again finds its orders and addresses there
_ENTERS = f"""CREATE TRIGGER sales_customers_enters AFTER INSERT ON sales_customers BEGIN
{_JOINS}{_FOLLOWS}END"""

_MOVES = f"""CREATE TRIGGER sales_customers_moves AFTER UPDATE OF rep ON sales_customers
WHEN OLD.rep IS NOT NEW.rep BEGIN
{_LEAVES}{_JOINS}{_FOLLOWS}END"""


def statements() -> list[str]:
    """Return what makes the table, and replaces the triggers that wrote a whole history at once."""
    return [
        _TABLE,
        "DROP TRIGGER sales_customers_enters",
        "DROP TRIGGER sales_customers_moves",
        _ENTERS,
        _MOVES,
    ]
