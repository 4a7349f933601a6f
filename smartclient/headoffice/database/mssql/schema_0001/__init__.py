"""The first schema on SQL Server, frozen as it was released."""

from smartclient.headoffice.database.mssql.schema_0001 import (
    permissions,
    procedures,
    tables,
    triggers,
)


def statements() -> list[str]:
    """Return everything that makes this schema, one batch each, in the order they are run."""
    return [
        *tables.statements(),
        *triggers.statements(),
        *procedures.statements(),
        *permissions.statements(),
    ]
