"""Writing: one portion of an import written to the tables, in the caller's transaction."""

import logging
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from sqlalchemy import Connection, Table, bindparam, delete, insert, update

from smartclient.domain.errors import RefusedError
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.tables import Tables, tables_for
from smartclient.headoffice.importers.documents import PARTS, DocumentFolder
from smartclient.headoffice.importers.formats import FORMATS, ORDER_LINES, ORDERS
from smartclient.headoffice.importers.merging import merge_rows
from smartclient.headoffice.importers.orders import insert_orders
from smartclient.headoffice.importers.ownership import split_by_identity
from smartclient.headoffice.importers.photos import PhotoFolder
from smartclient.headoffice.importers.portions import (
    NewCurrency,
    NewOrder,
    OrderAdvance,
    Portion,
    RowChange,
)
from smartclient.headoffice.sales.fulfilment import add_to_balance, fulfil

logger = logging.getLogger(__name__)

_ROW_ID: Final = "row_id"

_TABLES: Final = (
    "photos",
    *(format_.table for format_ in FORMATS if format_ not in {ORDERS, ORDER_LINES}),
    PARTS,
)
"""The tables in the order in which a portion writes their rows."""


@dataclass(slots=True)
class _TableChanges:
    removed: list[int] = field(default_factory=list)
    changed: list[RowChange] = field(default_factory=list)
    new: list[Mapping[str, Any]] = field(default_factory=list)


def with_content(portion: Portion, *, photos: PhotoFolder, documents: DocumentFolder) -> Portion:
    """The portion with its photos' and documents' bytes.

    Raises RefusedError for one that can't be used any more.
    """
    rows = {"photos": photos.row, PARTS: documents.row}
    return [
        replace(change, values=rows[change.table](change.values))
        if isinstance(change, RowChange) and change.table in rows and not change.is_removed
        else change
        for change in portion
    ]


def write_portion(connection: Connection, portion: Portion, *, keeps_balances: bool) -> None:
    """Write a portion; what is invoiced is added to the balance, unless ``keeps_balances``."""
    tables = tables_for(connection.dialect.name)
    for change in portion:
        if isinstance(change, NewCurrency):
            schema.set_info(connection, "currency", change.currency)
    by_table = _by_table(portion)
    for name in _TABLES:
        if name in by_table:
            _write_table(connection, tables.table_named(name), by_table[name])
    for change in portion:
        if isinstance(change, OrderAdvance):
            _advance(connection, tables, change, keeps_balances=keeps_balances)
    if orders := [change for change in portion if isinstance(change, NewOrder)]:
        insert_orders(connection, tables, orders)


def _by_table(portion: Portion) -> Mapping[str, _TableChanges]:
    by_table: dict[str, _TableChanges] = defaultdict(_TableChanges)
    for change in portion:
        if not isinstance(change, RowChange):
            continue
        of_table = by_table[change.table]
        if change.row_id is None:
            of_table.new.append(change.values)
        elif change.is_removed:
            of_table.removed.append(change.row_id)
        else:
            of_table.changed.append(change)
    return by_table


def _write_table(connection: Connection, table: Table, changes: _TableChanges) -> None:
    # removed rows first: new ones may take their keys
    by_id = table.c.id == bindparam(_ROW_ID)
    if changes.removed:
        gone = [{_ROW_ID: row_id} for row_id in changes.removed]
        connection.execute(delete(table).where(by_id), gone)
    of_reps = table.name == tables_for(connection.dialect.name).reps.name
    merged = merge_rows(connection, table, changes.changed) if changes.changed else []
    parts = split_by_identity(connection, table, merged) if of_reps else (merged,)
    for changed in filter(None, parts):
        names = changed[0][1]
        connection.execute(
            update(table).where(by_id).values({name: bindparam(f"new_{name}") for name in names}),
            [
                {_ROW_ID: row_id, **{f"new_{name}": value for name, value in values.items()}}
                for row_id, values in changed
            ],
        )
    if changes.new:
        connection.execute(insert(table), changes.new)


def _advance(
    connection: Connection, tables: Tables, change: OrderAdvance, *, keeps_balances: bool
) -> None:
    try:
        invoiced = fulfil(connection, tables, change.number, change.fulfilment, on=change.on)
    except RefusedError as error:
        # somebody cancelled it since it was planned, or it is further: that is newer
        logger.info("%s", error)
        return
    if invoiced is not None and not keeps_balances:
        add_to_balance(connection, tables, invoiced)
