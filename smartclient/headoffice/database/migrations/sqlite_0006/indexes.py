"""The sixth schema on SQLite: no index that another one begins with."""


def statements() -> list[str]:
    """Return what drops it: the customers of a rep are found by the index of their feed."""
    return ["DROP INDEX ix_sales_customers_rep"]
