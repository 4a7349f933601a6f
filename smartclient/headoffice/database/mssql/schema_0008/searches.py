"""The eighth schema on SQL Server: customers that may be the same are found by indexes."""


def statements() -> list[str]:
    """Return what creates the indexes."""
    return [
        f"CREATE INDEX ix_sales_customers_{column} ON sales.customers ({column})"
        for column in ("name", "phone", "email")
    ]
