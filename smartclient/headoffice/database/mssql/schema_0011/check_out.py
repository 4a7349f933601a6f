"""The eleventh schema on SQL Server: the last check-out of a customer."""

from smartclient.headoffice.database.added_columns import AddedColumn
from smartclient.headoffice.database.mssql.added_columns import mssql_statements


def statements() -> list[str]:
    """Return what adds it."""
    return mssql_statements(AddedColumn(table="customers", name="check_out", longest=1000))
