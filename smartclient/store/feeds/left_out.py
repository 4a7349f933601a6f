"""Rows of feeds that are left out of the store: which there are, and what they add to a checksum.

Head office gives every device the same rows, and a device that keeps some of them alone still
compares all: of a row that it leaves out it keeps the id and the hash. By its key, or by what it is
part of, a row is found that is to be loaded after all.
"""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection

from smartclient.contract.feeds import FeedKind, Row
from smartclient.database.raw_sql import execute_raw
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.text.canonical import composed, upper
from smartclient.domain.text.searching import words_of
from smartclient.store.reference.search import ids_json

SELECTED = (
    FeedKind.PRODUCTS,
    FeedKind.PRICES,
    FeedKind.OFFER_PRODUCTS,
    FeedKind.STOCK,
    FeedKind.PHOTOS,
    FeedKind.ORDERS,
    FeedKind.DOCUMENTS,
    FeedKind.DOCUMENT_PARTS,
)
"""Feeds of which rows may be left out, in the order in which they are loaded again.

Products stand before what goes by them, and documents before their contents.
"""

_AT_ONCE = 2_000
_CATEGORIES = "SELECT DISTINCT part_of FROM left_out WHERE kind = ?"
# the product whose number it is comes first
_NAMED = (
    "SELECT key, part_of FROM left_out WHERE kind = ?1 AND (substr(key, 1, length(?2)) = ?2 "
    "OR part_of IN (SELECT value FROM json_each(?3))) ORDER BY key <> ?2, key LIMIT 2"
)
_ANY = "SELECT EXISTS (SELECT 1 FROM left_out WHERE kind = ?)"


def any_left_out(connection: Connection, kind: FeedKind) -> bool:
    """Whether any row of a feed is left out."""
    return bool(connection.exec_driver_sql(_ANY, (str(kind),)).scalar_one())


def left_out_category(connection: Connection, sku: Sku) -> str | None:
    """The category of a product that is left out, None for a product that is not."""
    return connection.exec_driver_sql(
        "SELECT part_of FROM left_out WHERE kind = ? AND key = ?", (str(FeedKind.PRODUCTS), sku)
    ).scalar_one_or_none()


def left_out_named(connection: Connection, text: str) -> tuple[tuple[Sku, str], ...]:
    """Products that are left out and that ``text`` finds, with their categories; two at most.

    Of a product that is left out, its number and its category are known: the number begins with
    the text, or each word of the text begins a word of the category.
    """
    words = words_of(text)
    if not words:
        return ()
    categories = connection.exec_driver_sql(_CATEGORIES, (str(FeedKind.PRODUCTS),)).scalars()
    named = [category for category in categories if _all_begin(words, words_of(category))]
    found = connection.exec_driver_sql(
        _NAMED, (str(FeedKind.PRODUCTS), upper(composed(text)), ids_json(named))
    )
    return tuple((Sku(sku), category) for sku, category in found)


def _all_begin(beginnings: Iterable[str], words: Sequence[str]) -> bool:
    return all(any(word.startswith(beginning) for word in words) for beginning in beginnings)


def note_between(connection: Connection, kind: FeedKind, *, after: int, last: int) -> None:
    """Note that the rows with after < id <= last are in the store, or gone."""
    connection.exec_driver_sql(
        "DELETE FROM left_out WHERE kind = ? AND id > ? AND id <= ?", (str(kind), after, last)
    )


def note_rows(connection: Connection, kind: FeedKind, rows: Sequence[Row]) -> None:
    """Note that these rows are in the store."""
    # rows that came as JSON are not looked into without need
    if kind in SELECTED and any_left_out(connection, kind):
        note_ids(connection, kind, [row[0] for row in rows])


def note_ids(connection: Connection, kind: FeedKind, ids: Iterable[object]) -> None:
    """Note that the rows with these ids are in the store, or gone."""
    connection.exec_driver_sql(
        "DELETE FROM left_out WHERE kind = ? AND id IN (SELECT value FROM json_each(?))",
        (str(kind), ids_json(list(ids))),
    )


def note_departed(connection: Connection, number: CustomerNumber) -> None:
    """Note that the orders of a customer are not given to this rep any more."""
    connection.exec_driver_sql(
        "DELETE FROM left_out WHERE kind = ? AND part_of = ?", (str(FeedKind.ORDERS), number)
    )


def left_out_hashes(connection: Connection, kind: FeedKind) -> Iterator[tuple[int, int]]:
    """The id and the hash of every row that is left out."""
    cursor = execute_raw(
        connection,
        f"SELECT id, hash FROM left_out WHERE kind = '{kind}'",  # noqa: S608 (ours)
    )
    while page := cursor.fetchmany(_AT_ONCE):
        yield from page
