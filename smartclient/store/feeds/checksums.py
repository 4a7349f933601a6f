"""Checksums: sums over the rows held of a feed, and parts of it replaced where they differ."""

# ruff: noqa: S608 (statements are put together from names of ours; values are parameters)

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection

from smartclient.contract.feeds import FeedKind, Row
from smartclient.contract.fingerprints import FingerprintSum, compared_at, sums, text_in_sqlite
from smartclient.database.raw_sql import execute_raw
from smartclient.store.feeds.feed_pages import replace_between
from smartclient.store.feeds.order_feed import replace_orders_between

_AT_ONCE = 2_000

# an order's columns have other names here, beside those for the rep's version of it
_ORDER_COLUMNS = ("head_office_id", "order_id", "number", "placed")


def held_sums(
    connection: Connection, kind: FeedKind, width: int, *, link_version: int
) -> dict[int, FingerprintSum]:
    """The sums over the rows held of a feed, by part of ``width`` ids.

    Only columns that ``link_version`` has are part of a row's text.
    """
    return sums(_texts(connection, _select(kind, link_version)), width)


def _select(kind: FeedKind, link_version: int) -> str:
    if kind is FeedKind.ORDERS:
        return (
            f"SELECT head_office_id, {text_in_sqlite(_ORDER_COLUMNS)} FROM orders "
            "WHERE head_office_id IS NOT NULL"
        )
    columns = compared_at(link_version)[kind]
    # ids below 0 are of rows that replies brought and the feed has not repeated yet
    return f"SELECT id, {text_in_sqlite(columns)} FROM {kind} WHERE id >= 0"


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
