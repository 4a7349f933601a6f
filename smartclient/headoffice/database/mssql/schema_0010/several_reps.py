"""The tenth schema on SQL Server: a customer may have several reps, who all see it and sell to it.

``more_reps`` of a customer names those beside the first; a trigger writes the table by which the
feeds of the others find it.
"""

from smartclient.headoffice.database.added_columns import AddedColumn
from smartclient.headoffice.database.mssql.added_columns import mssql_statements

_TABLE = """
CREATE TABLE sales.customer_reps (
    rep NVARCHAR(128) NOT NULL,
    customer NVARCHAR(40) NOT NULL,
    CONSTRAINT pk_sales_customer_reps PRIMARY KEY (rep, customer)
)
"""
_BY_CUSTOMER = "CREATE INDEX ix_sales_customer_reps_customer ON sales.customer_reps (customer)"


def statements() -> list[str]:
    """Return what adds them."""
    return [
        *mssql_statements(AddedColumn(table="customers", name="more_reps", longest=400)),
        _TABLE.strip(),
        _BY_CUSTOMER,
        "ALTER TABLE sales.customer_reps SET (LOCK_ESCALATION = DISABLE)",
    ]
