"""Columns that a migration adds to tables of feeds, on SQL Server.

The procedures that give them, and the triggers that log their changes, follow from the contract's
feeds: ``definition``. Released migrations call this: its results for their arguments stay.
"""

from smartclient.headoffice.database.added_columns import AddedColumn

_DECLARED = {
    "text": "NVARCHAR({longest}) NOT NULL CONSTRAINT df_sales_{table}_{name} DEFAULT N''",
    "amount": "DECIMAL(19, 4) NULL",
    "day": "DATE NULL",
    "integer": "INT NULL",
    "flag": "BIT NOT NULL CONSTRAINT df_sales_{table}_{name} DEFAULT 0",
}


def mssql_statements(*columns: AddedColumn) -> list[str]:
    """The statements that add the columns. They stand in the files of ``definition/tables`` too."""
    return [f"ALTER TABLE sales.{column.table} ADD {declared(column)}" for column in columns]


def declared(column: AddedColumn) -> str:
    """A column as CREATE TABLE and ALTER TABLE declare it."""
    values = {"longest": column.longest, "table": column.table, "name": column.name}
    return f"{column.name} {_DECLARED[column.type].format(**values)}"
