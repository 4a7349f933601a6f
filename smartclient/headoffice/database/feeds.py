"""Feeds: the table of each, and its newest row version."""

from sqlalchemy import Connection, Table, func, select

from smartclient.contract.feeds import FOR_ADMINS, FeedKind
from smartclient.headoffice.database.tables import Tables, tables_for


def table_of(kind: FeedKind, tables: Tables) -> Table:
    """The table whose rows a feed carries."""
    return tables.table_named(kind.value)


def heads(connection: Connection, *, for_admin: bool) -> dict[FeedKind, int]:
    """The highest row version of each feed, 0 for an empty one; a rep's feeds only for a rep."""
    tables = tables_for(connection.dialect.name)
    kinds = [kind for kind in FeedKind if for_admin or kind not in FOR_ADMINS]
    newest = [
        select(func.max(table_of(kind, tables).c.row_version)).scalar_subquery().label(kind.value)
        for kind in kinds
    ]
    row = connection.execute(select(*newest)).one()
    return {kind: int(getattr(row, kind.value) or 0) for kind in kinds}
