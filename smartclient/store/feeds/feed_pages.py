"""Pages of feeds: how their rows are written, replaced and deleted, search indexes included.

Rows go to the driver or to SQLite as they come: a first load is bounded by the disk, not by Python.
"""

# ruff: noqa: S608 (statements are put together from names of ours; values are parameters)

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection

from smartclient.contract.encoded_rows import EncodedRows
from smartclient.contract.feeds import COLUMNS, FeedKind, Row
from smartclient.contract.unreadable_answer import unreadable_answer
from smartclient.store.database.tables import FEED_TABLES
from smartclient.store.feeds.left_out import SELECTED, note_between, note_ids, note_rows
from smartclient.store.feeds.partition import remove_placed_order
from smartclient.store.reference.search import (
    CUSTOMERS_INDEX,
    PRODUCTS_INDEX,
    clear_between,
    ids_json,
    index_customers,
    index_products,
    index_products_between,
    remove_entries,
    set_merging,
)

_PUT = {
    kind: f"INSERT OR REPLACE INTO {kind} ({', '.join(COLUMNS[kind])}) "
    f"VALUES ({', '.join('?' * len(COLUMNS[kind]))})"
    for kind in FEED_TABLES
}
_PUT_ENCODED = {
    kind: f"INSERT OR REPLACE INTO {kind} ({', '.join(COLUMNS[kind])}) "
    f"SELECT {', '.join(f'value ->> {place}' for place in range(len(COLUMNS[kind])))} "
    f"FROM jsonb_each(?) WHERE type = 'array' AND json_array_length(value) = {len(COLUMNS[kind])} "
    "AND value ->> 0 IS NOT NULL"
    for kind in FEED_TABLES
}
_INDEXES = {FeedKind.PRODUCTS: PRODUCTS_INDEX, FeedKind.CUSTOMERS: CUSTOMERS_INDEX}
_NUMBER = COLUMNS[FeedKind.CUSTOMERS].index("number")
_CUSTOMER = COLUMNS[FeedKind.ADDRESSES].index("customer")


def replace_between(
    connection: Connection, kind: FeedKind, rows: Sequence[Row], *, after: int, last: int
) -> None:
    """Make the table hold just ``rows`` with after < id <= last."""
    _delete_repeated(connection, kind, rows)
    moved = _address_owners(connection, "id > ? AND id <= ?", (after, last), kind)
    connection.exec_driver_sql(
        f"DELETE FROM {kind} WHERE id > ? AND id <= ?",
        (after, last),
    )
    note_between(connection, kind, after=after, last=last)
    if kind in _INDEXES:
        clear_between(connection, _INDEXES[kind], after, last)
    _put(connection, kind, rows)
    if kind is FeedKind.PRODUCTS:
        index_products_between(connection, after, last)
    else:
        _index_customers(connection, kind, rows, moved)


def begin_load(connection: Connection, kind: FeedKind) -> None:
    """Prepare for a load of a whole feed."""
    if kind in _INDEXES:
        set_merging(connection, _INDEXES[kind], on=False)


def end_load(connection: Connection, kind: FeedKind) -> None:
    """Remove what replies brought and a whole load of the feed did not."""
    if kind in _INDEXES:
        set_merging(connection, _INDEXES[kind], on=True)
    if kind is FeedKind.CUSTOMERS:
        gone = connection.exec_driver_sql("DELETE FROM customers WHERE id < 0 RETURNING id")
        remove_entries(connection, CUSTOMERS_INDEX, gone.scalars().all())
    elif kind is FeedKind.ADDRESSES:
        connection.exec_driver_sql("DELETE FROM addresses WHERE id < 0")


def put_changed(connection: Connection, kind: FeedKind, rows: Sequence[Row]) -> None:
    """Write rows that are new or have changed."""
    _delete_repeated(connection, kind, rows)
    note_rows(connection, kind, rows)
    _put(connection, kind, rows)
    if kind is FeedKind.PRODUCTS:
        index_products(connection, [row[0] for row in rows])  # type: ignore[misc]  # ids are int
    else:
        _index_customers(connection, kind, rows)


def apply_tombstones(connection: Connection, rows: Sequence[Row]) -> None:
    """Delete what tombstones name.

    Kinds this program does not know are left out: head office may be newer.
    """
    by_kind: dict[str, list[int]] = defaultdict(list)
    for _, kind, entry_id in rows:
        by_kind[str(kind)].append(int(entry_id))  # type: ignore[arg-type]
    for kind in FeedKind:
        if kind in SELECTED and by_kind[kind]:
            note_ids(connection, kind, by_kind[kind])
        if kind is FeedKind.ORDERS:
            for entry_id in by_kind[kind]:
                remove_placed_order(connection, head_office_id=entry_id)
        elif kind in FEED_TABLES and by_kind[kind]:
            delete_rows(connection, kind, by_kind[kind])


def delete_rows(connection: Connection, kind: FeedKind, ids: list[int]) -> None:
    """Delete rows by head office's key, their entries in the search index included."""
    among, keys = "id IN (SELECT value FROM json_each(?))", (ids_json(ids),)
    moved = _address_owners(connection, among, keys, kind)
    connection.exec_driver_sql(f"DELETE FROM {kind} WHERE {among}", keys)
    if kind in _INDEXES:
        remove_entries(connection, _INDEXES[kind], ids)
    _index_customers(connection, kind, (), moved)


def _address_owners(
    connection: Connection, where: str, values: tuple[object, ...], kind: FeedKind
) -> Sequence[str]:
    """Whose addresses are about to go, none for other kinds: their cities are indexed."""
    if kind is not FeedKind.ADDRESSES:
        return ()
    owners = f"SELECT DISTINCT customer FROM addresses WHERE {where}"
    return connection.exec_driver_sql(owners, values).scalars().all()


def _put(connection: Connection, kind: FeedKind, rows: Sequence[Row]) -> None:
    if isinstance(rows, EncodedRows):
        _put_encoded(connection, kind, rows)
    elif rows:
        connection.exec_driver_sql(_PUT[kind], list(rows))


def _put_encoded(connection: Connection, kind: FeedKind, rows: EncodedRows) -> None:
    """Have SQLite read the rows' JSON by itself, without Python and beside its other threads."""
    written = connection.exec_driver_sql(_PUT_ENCODED[kind], (rows.json,)).rowcount
    if written != len(rows):
        raise unreadable_answer(f"{len(rows) - written} of the rows of {kind} are none")


def _index_customers(
    connection: Connection, kind: FeedKind, rows: Sequence[Row], moved: Sequence[str] = ()
) -> None:
    column = {FeedKind.CUSTOMERS: _NUMBER, FeedKind.ADDRESSES: _CUSTOMER}.get(kind)
    if column is None:
        return
    numbers = {str(row[column]) for row in rows}.union(moved)
    if numbers:
        index_customers(connection, sorted(numbers))


def _delete_repeated(connection: Connection, kind: FeedKind, rows: Sequence[Row]) -> None:
    """Remove what replies brought of customers (ids below 0) that the feed now brings itself."""
    if kind is FeedKind.CUSTOMERS:
        numbers = ids_json([row[_NUMBER] for row in rows])
        gone = connection.exec_driver_sql(
            "DELETE FROM customers WHERE id < 0 "
            "AND number IN (SELECT value FROM json_each(?)) RETURNING id",
            (numbers,),
        )
        remove_entries(connection, CUSTOMERS_INDEX, gone.scalars().all())
    elif kind is FeedKind.ADDRESSES:
        connection.exec_driver_sql(
            "DELETE FROM addresses WHERE id < 0 AND customer IN (SELECT value FROM json_each(?))",
            (ids_json([row[_CUSTOMER] for row in rows]),),
        )
