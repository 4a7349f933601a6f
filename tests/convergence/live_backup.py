"""A backup of a live head office: the rows of every table as they were, put back one by one.

A server's own backups are its administrator's and take minutes. Put back so, every row that
differs has a newer row version than before, which a new generation makes up for: laptops read
everything anew.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Engine, Table, and_, delete, insert, select, update

from smartclient.domain.clock import Clock
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.tables import Tables

_LEFT = frozenset({"session", "rep_identity", "workers"})
"""What says who is connected, and nothing about the business."""

_VERSIONS = "row_version"

Key = tuple[Any, ...]
Rows = dict[Key, dict[str, Any]]


class LiveBackup:
    """What the tables held at a moment."""

    def __init__(self, engine: Engine, tables: Tables) -> None:
        self._engine = engine
        self._tables = [t for t in tables.metadata.sorted_tables if t.name not in _LEFT]
        with engine.connect() as connection:
            self._held = {table.name: _rows(connection, table) for table in self._tables}

    def restore(self, clock: Clock) -> None:
        """Make the tables hold that again, and nothing of what came later."""
        with audited_transaction(self._engine, actor="", at=clock.now()) as connection:
            self._put_back(connection)
            # what the triggers wrote about that
            self._put_back(connection)

    def _put_back(self, connection: Connection) -> None:
        for table in reversed(self._tables):
            self._delete_late(connection, table)
        for table in self._tables:
            # what triggers wrote about the tables before
            self._delete_late(connection, table)
            self._put_rows_back(connection, table)

    def _delete_late(self, connection: Connection, table: Table) -> None:
        held = self._held[table.name]
        for key in _rows(connection, table):
            if key not in held:
                connection.execute(delete(table).where(_is(table, key)))

    def _put_rows_back(self, connection: Connection, table: Table) -> None:
        now = _rows(connection, table)
        for key, row in self._held[table.name].items():
            if key not in now:
                connection.execute(insert(table).values(row))
            elif now[key] != row:
                names = {column.name for column in table.primary_key}
                values = {name: value for name, value in row.items() if name not in names}
                connection.execute(update(table).where(_is(table, key)).values(values))


def _rows(connection: Connection, table: Table) -> Rows:
    columns = [column for column in table.columns if column.name != _VERSIONS]
    found: Iterable[Any] = connection.execute(select(*columns)).mappings()
    keys = [column.name for column in table.primary_key]
    return {tuple(row[name] for name in keys): dict(row) for row in found}


def _is(table: Table, key: Key) -> Any:  # noqa: ANN401 (a condition of SQLAlchemy's)
    return and_(*(column == value for column, value in zip(table.primary_key, key, strict=True)))
