"""Searches on SQL Server: what is compared has an index, and the collation knows letter case."""

from typing import Any

from sqlalchemy import Connection, Select, select

from smartclient.headoffice.database.locking import with_index_seek
from smartclient.headoffice.database.tables import tables_for


def customers_named(
    connection: Connection,  # noqa: ARG001 (nothing is prepared)
    column: str,
    name: str | None,
) -> Select[Any]:
    """The ids of customers, found by the column as it is, under its own collation."""
    c = tables_for("mssql").customers
    return with_index_seek(select(c.c.id), c.c[column], name)
