"""The seventh schema on SQL Server: the history of a customer that changed hands follows later."""

_TABLE = """CREATE TABLE sync.moved_customers (
    customer NVARCHAR(40) NOT NULL,
    orders_below BIGINT NULL,
    CONSTRAINT pk_sync_moved_customers PRIMARY KEY (customer)
)"""


def statements() -> list[str]:
    """Return what makes the table."""
    return [_TABLE]
