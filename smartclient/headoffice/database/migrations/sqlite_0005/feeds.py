"""The fifth schema on SQLite: feeds are found by whose rows they are.

A laptop that has nothing new reads nothing of what others changed.
"""

_INDEXES = (
    "ix_sqlite_customers_feed ON sales_customers (rep, row_version, number)",
    "ix_sqlite_addresses_feed ON sales_addresses (customer, row_version)",
    "ix_sqlite_orders_feed ON sales_orders (customer, row_version)",
    "ix_sqlite_membership_feed ON sync_membership (rep, row_version)",
    "ix_sqlite_open_work_sender ON sync_open_work (sender, row_version)",
)

# nothing leads through everybody's rows any more; admins are given everybody's open work
_REPLACED = ("sales_customers", "sales_addresses", "sales_orders", "sync_membership")

# a customer that was deleted and comes again finds its orders and addresses there
_ENTERS = """
CREATE TRIGGER sales_customers_enters AFTER INSERT ON sales_customers BEGIN
    INSERT INTO sync_membership (rep, customer, is_member) VALUES (NEW.rep, NEW.number, 1)
        ON CONFLICT (rep, customer) DO UPDATE SET is_member = 1;
    UPDATE sales_addresses SET customer = customer WHERE customer = NEW.number;
    UPDATE sales_orders SET customer = customer WHERE customer = NEW.number;
END
"""


def statements() -> list[str]:
    """Return what indexes the feeds that only some are given, and lets none of them miss a row."""
    return [
        "DROP TRIGGER sales_customers_enters",
        _ENTERS.strip(),
        *(f"CREATE INDEX {index}" for index in _INDEXES),
        *(f"DROP INDEX ix_{table}_row_version" for table in _REPLACED),
    ]
