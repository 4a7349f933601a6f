"""The texts of rows held of a feed, of which fingerprints are made."""

# ruff: noqa: S608 (statements are put together from names of ours)

from smartclient.contract.feeds import FeedKind
from smartclient.contract.fingerprints import compared_at, text_in_sqlite

# an order's columns have other names here, beside those for the rep's version of it
_ORDER_COLUMNS = ("head_office_id", "order_id", "number", "placed")


def row_id(kind: FeedKind) -> str:
    """The column that holds head office's key of a row."""
    return "head_office_id" if kind is FeedKind.ORDERS else "id"


def row_text(kind: FeedKind, link_version: int) -> str:
    """SQL: the text of a row; only columns that ``link_version`` has are part of it."""
    orders = kind is FeedKind.ORDERS
    return text_in_sqlite(_ORDER_COLUMNS if orders else compared_at(link_version)[kind])


def select_texts(kind: FeedKind, link_version: int) -> str:
    """The query for the key and the text of every row held."""
    # ids below 0 are of rows that replies brought and the feed has not repeated yet
    held = "head_office_id IS NOT NULL" if kind is FeedKind.ORDERS else "id >= 0"
    return f"SELECT {row_id(kind)}, {row_text(kind, link_version)} FROM {kind} WHERE {held}"
