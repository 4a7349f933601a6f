"""Merging: changed rows of an import with what others wrote after they were planned.

A folder says what holds when it is read. What others change after that is newer, and stays; a
count is raised or lowered by as much as the file's differs from the one that was planned from.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Table, select

from smartclient.headoffice.database.locking import lock_listed
from smartclient.headoffice.importers.portions import RowChange

COUNTED: Final[Mapping[str, str]] = {"stock": "on_hand", "customers": "balance"}
"""Table → its column that others raise and lower: orders take from stock, invoices are owed."""

Merged = tuple[int, Mapping[str, Any]]
"""The id of a row, and its values to come."""


def merge_rows(connection: Connection, table: Table, changes: Sequence[RowChange]) -> list[Merged]:
    """The changes as they are written now, without those that change nothing any more.

    The rows stay locked until the transaction ends; one that was deleted meanwhile stays deleted.
    """
    if any(change.seen is None for change in changes):
        return [(change.row_id, change.values) for change in changes if change.row_id is not None]
    columns = [table.c[name] for name in changes[0].values]
    ids = sorted(change.row_id for change in changes if change.row_id is not None)
    found = connection.execute(lock_listed(select(table.c.id, *columns), table.c.id, ids))
    stored = {row.id: row._asdict() for row in found}
    merged: list[Merged] = []
    for change in changes:
        now = None if change.row_id is None else stored.get(change.row_id)
        if now is not None:
            values = _merged(change, now, COUNTED.get(change.table))
            if any(values[name] != now[name] for name in values):
                merged.append((now["id"], values))
    return merged


def _merged(change: RowChange, now: Mapping[str, Any], counted: str | None) -> dict[str, Any]:
    seen = change.seen or {}
    values = {
        name: wanted if now[name] == seen[name] else now[name]
        for name, wanted in change.values.items()
    }
    if counted in values:
        values[counted] = now[counted] + change.values[counted] - seen[counted]
    return values
