"""Checksums: sums over the rows held of a feed, and parts of it replaced where they differ."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection

from smartclient.contract.feeds import FeedKind, Row
from smartclient.contract.fingerprints import FingerprintSum, sums
from smartclient.database.raw_sql import execute_raw
from smartclient.store.feeds.feed_pages import replace_between
from smartclient.store.feeds.left_out import left_out_hashes
from smartclient.store.feeds.order_feed import replace_orders_between
from smartclient.store.feeds.row_texts import select_texts

_AT_ONCE = 2_000


def held_sums(
    connection: Connection, kind: FeedKind, width: int, *, link_version: int
) -> dict[int, FingerprintSum]:
    """The sums over the rows held of a feed, and those left out, by part of ``width`` ids.

    Only columns that ``link_version`` has are part of a row's text.
    """
    found = sums(_texts(connection, select_texts(kind, link_version)), width)
    for row_id, row_hash in left_out_hashes(connection, kind):
        part = found.setdefault(row_id // width, FingerprintSum())
        part.rows += 1
        part.total += row_hash
    return found


def _texts(connection: Connection, statement: str) -> Iterator[tuple[int, str]]:
    cursor = execute_raw(connection, statement)
    while page := cursor.fetchmany(_AT_ONCE):
        yield from page


def replace_part(
    connection: Connection,
    kind: FeedKind,
    rows: Sequence[Row],
    *,
    after: int,
    last: int,
    as_of: datetime,
) -> None:
    """Make what is held of a feed with after < id <= last just ``rows``; its cursor stays."""
    if kind is FeedKind.ORDERS:
        replace_orders_between(connection, rows, after=after, last=last, as_of=as_of)
    else:
        replace_between(connection, kind, rows, after=after, last=last)
