"""Statements that write rows of a SQLite file: upserts, stock and counters."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, Connection, Table, bindparam, update
from sqlalchemy import insert as insert_into
from sqlalchemy.dialects import sqlite

from smartclient.domain.ids import Sku
from smartclient.domain.sales.numbering import Numbering
from smartclient.headoffice.database.tables import tables_for

_STOCK = tables_for("sqlite").stock
_RESERVE = (
    update(_STOCK)
    .where(_STOCK.c.sku == bindparam("of"), _STOCK.c.on_hand >= bindparam("taken"))
    .values(on_hand=_STOCK.c.on_hand - bindparam("taken"))
)


def upsert(
    connection: Connection,
    table: Table,
    *,
    keys: Sequence[str],
    rows: Sequence[Mapping[str, Any]],
) -> None:
    """Insert or update by key, in one statement prepared once."""
    if rows:
        connection.execute(_upsert(table, tuple(keys), tuple(rows[0])), list(rows))


def same_names(
    connection: Connection,  # noqa: ARG001 (as on a server)
    column: Column[str],  # noqa: ARG001
    names: Sequence[str],  # noqa: ARG001
) -> Sequence[tuple[str, str]]:
    """Nothing: a file compares names byte by byte."""
    return ()


def insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert one row after the other, by a statement prepared once."""
    if rows:
        connection.execute(insert_into(table), list(rows))


def reserve_stock(connection: Connection, counts: Mapping[Sku, int]) -> int:
    """Lower the stock of one product after the other."""
    reserving = [{"of": sku, "taken": count} for sku, count in sorted(counts.items())]
    return connection.execute(_RESERVE, reserving).rowcount


def next_values(
    connection: Connection,
    counter: str,
    count: int,
    numbering: Numbering,  # noqa: ARG001 (one writer leaves no gaps)
) -> range:
    """Raise a counter and return the values passed."""
    last = int(
        connection.exec_driver_sql(
            "UPDATE sync_counters SET value = value + ? WHERE name = ? RETURNING value",
            (count, counter),
        ).scalar_one()
    )
    return range(last - count + 1, last + 1)


def return_values(
    connection: Connection,
    counter: str,
    count: int,
    numbering: Numbering,  # noqa: ARG001 (as above)
) -> None:
    """Lower a counter: the only writer took the values in this very transaction."""
    connection.exec_driver_sql(
        "UPDATE sync_counters SET value = value - ? WHERE name = ?", (count, counter)
    )


@lru_cache
def _upsert(table: Table, keys: tuple[str, ...], columns: tuple[str, ...]) -> Any:  # noqa: ANN401
    statement = sqlite.insert(table)
    changed = {name: statement.excluded[name] for name in columns if name not in keys}
    return statement.on_conflict_do_update(index_elements=list(keys), set_=changed)
