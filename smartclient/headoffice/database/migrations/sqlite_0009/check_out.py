"""The ninth schema on SQLite: the last check-out of a customer."""

from smartclient.headoffice.database.added_columns import AddedColumn, sqlite_statements


def statements() -> list[str]:
    """Return what adds it."""
    return sqlite_statements(AddedColumn(table="customers", name="check_out", longest=1000))
