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


def statements() -> list[str]:
    """Return what indexes the feeds that only some are given."""
    return [
        *(f"CREATE INDEX {index}" for index in _INDEXES),
        *(f"DROP INDEX ix_{table}_row_version" for table in _REPLACED),
    ]
