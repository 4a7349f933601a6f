"""The seventh schema on SQL Server: statuses, states, roles and quantities are checked."""

# ruff: noqa: S608 (a frozen script: its only parts are the names written in it)

from sqlalchemy import Connection

from smartclient.domain.errors import SetUpError
from smartclient.headoffice.database.checked_values import CHECKED_VALUES, CheckedValue


def statements() -> list[str]:
    """Return what adds the constraints, which the server checks for all rows that are there."""
    return [
        f"ALTER TABLE {checked.schema}.{checked.table} ADD CONSTRAINT {checked.name} "
        f"CHECK ({_unicode(checked.condition)})"
        for checked in CHECKED_VALUES
    ]


def require(connection: Connection) -> None:
    """Raise SetUpError for the first value that a constraint would refuse."""
    for checked in CHECKED_VALUES:
        table = f"{checked.schema}.{checked.table}"
        there = connection.exec_driver_sql(f"SELECT COL_LENGTH(N'{table}', N'{checked.column}')")
        if there.scalar() is not None:
            _require(connection, table, checked)


def _require(connection: Connection, table: str, checked: CheckedValue) -> None:
    refused = connection.exec_driver_sql(
        f"SELECT TOP (1) CAST({checked.column} AS nvarchar(60)) AS value, "
        f"COUNT(*) OVER () AS count FROM {table} WHERE NOT ({_unicode(checked.condition)})"
    ).first()
    if refused is not None:
        raise SetUpError(
            "{count} of the rows of {table} have a {column} that head office does not know, such "
            "as “{value}”. Change them so that {condition}, and upgrade again. Nothing was "
            "changed.",
            count=refused.count,
            table=table,
            column=checked.column,
            value=refused.value,
            condition=checked.condition,
        )


def _unicode(condition: str) -> str:
    """The condition with its texts as SQL Server's Unicode texts."""
    return condition.replace("('", "(N'").replace(", '", ", N'")
