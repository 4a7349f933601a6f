"""The seventh schema on SQL Server: feeds are found by whose rows they are.

A laptop that has nothing new reads nothing of what others changed.
"""

_INDEXES = (
    "ix_sales_customers_feed ON sales.customers (rep, row_version) INCLUDE (number)",
    "ix_sales_addresses_feed ON sales.addresses (customer, row_version)",
    "ix_sync_membership_feed ON sync.membership (rep, row_version) INCLUDE (customer, is_member)",
)

# nothing leads through everybody's rows any more
_REPLACED = ("sales.customers", "sales.addresses", "sync.membership")


def statements() -> list[str]:
    """Return what indexes the feeds that only some are given."""
    return [
        *(f"CREATE INDEX {index}" for index in _INDEXES),
        *(f"DROP INDEX ix_{table.replace('.', '_')}_row_version ON {table}" for table in _REPLACED),
    ]
