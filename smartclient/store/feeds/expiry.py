"""Expired rows of feeds: which leave the store, in parts, and how they are hidden until then.

What unsent work is shown with stays: the customers of drafts and of unfinished orders and changes,
and the products of those orders, by which nothing is priced any more. Prices and offers with a last
day of their own go by that day.
"""

# ruff: noqa: S608 (statements are put together from names of ours; values are days and numbers)

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection

from smartclient.contract.feeds import WITH_CONTENT, FeedKind
from smartclient.database.raw_sql import quoted
from smartclient.database.types import instant_text
from smartclient.domain.freshness_kinds import ALWAYS_KEPT
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.tasks import FINISHED
from smartclient.read_models.server_restores import OFFERED_AGAIN
from smartclient.store.database.tables import FEED_TABLES
from smartclient.store.feeds.feed_pages import delete_rows
from smartclient.store.feeds.partition import HAS_UNANSWERED, UNFINISHED
from smartclient.store.feeds.row_texts import row_id
from smartclient.store.reference.search import ids_json
from smartclient.store.work.earlier_numbers import remove_orders

AT_ONCE: Final = 2_000
CONTENT_AT_ONCE: Final = 50
"""How many rows are removed in one transaction, and how many photos or parts of documents."""

KEPT: Final = frozenset(map(FeedKind, ALWAYS_KEPT))
"""Feeds that stay whatever their age: what says so itself, and work that is not decided."""

REMOVED: Final = (
    *(kind for kind in FeedKind if kind in FEED_TABLES and kind not in KEPT),
    FeedKind.ORDERS,
)
"""Feeds of which rows leave the store when they expire."""

_IS_OPEN = f"({UNFINISHED} OR {HAS_UNANSWERED})"
CUSTOMERS_OF_WORK = (
    "SELECT number FROM (SELECT customer AS number FROM main.orders AS orders "
    f"WHERE state IN ('{OrderState.DRAFT}', '{OrderState.TENTATIVE}') OR {_IS_OPEN} "
    "UNION SELECT document ->> '$.customer' FROM typed_orders "
    "UNION SELECT number FROM customer_edits "
    f"UNION SELECT subject_id FROM tasks WHERE status NOT IN ({quoted(FINISHED)}) "
    "UNION SELECT lane FROM main.open_work) WHERE number IS NOT NULL"
)
"""SQL: the customers of drafts, and of orders and changes that are unfinished or in conflict."""

_LINES_OF_WORK = (
    "SELECT line.value ->> 'sku' AS sku FROM main.orders AS orders, "
    "json_each(orders.document, '$.lines') AS line "
    f"WHERE state IN ('{OrderState.DRAFT}', '{OrderState.TENTATIVE}') OR {_IS_OPEN} "
    "UNION SELECT line.value ->> 'sku' FROM typed_orders, "
    "json_each(typed_orders.document, '$.lines') AS line"
)
_PRODUCTS_OF_WORK = f"SELECT sku FROM ({_LINES_OF_WORK}) WHERE sku IS NOT NULL"
"""SQL: the products of drafts, of unfinished orders, and of changes that are not saved yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenKind:
    """A feed whose expired rows are not shown, until the one it goes by (itself) is of later."""

    kind: FeedKind
    goes_by: FeedKind
    as_of: datetime


def expired_rows(kind: FeedKind, today: date) -> str:
    """SQL for which rows leave, once their feed has expired, on the company's day ``today``."""
    over = f"(valid_to IS NULL OR valid_to < '{today.isoformat()}')"
    if kind in {FeedKind.PRICES, FeedKind.OFFERS}:
        return over
    if kind is FeedKind.OFFER_PRODUCTS:
        return f"offer_code NOT IN (SELECT code FROM main.offers WHERE NOT {over})"
    if kind is FeedKind.CUSTOMERS:
        return f"number NOT IN ({CUSTOMERS_OF_WORK})"
    if kind is FeedKind.ADDRESSES:
        return f"customer NOT IN ({CUSTOMERS_OF_WORK})"
    if kind is FeedKind.PRODUCTS:
        return f"sku NOT IN ({_PRODUCTS_OF_WORK})"
    if kind is FeedKind.ORDERS:
        offered_until = (today - OFFERED_AGAIN).isoformat()
        return (
            "placed IS NOT NULL AND head_office_id IS NOT NULL "
            f"AND (task_id IS NULL OR order_date < '{offered_until}') "
            f"AND NOT {UNFINISHED} AND NOT {HAS_UNANSWERED} "
            "AND order_id NOT IN (SELECT order_id FROM typed_orders)"
        )
    return "1"


def _remaining_rows(each: HiddenKind, today: date) -> str:
    """SQL for which rows of a feed are shown."""
    if each.kind is FeedKind.PRODUCTS and each.goes_by is FeedKind.PRICES:
        # its list price must not be taken for the price that it had
        dated = f"SELECT sku FROM main.prices WHERE valid_to >= '{today.isoformat()}'"
        return f"sku IN ({dated}) OR sku IN ({_PRODUCTS_OF_WORK})"
    return f"NOT ({expired_rows(each.kind, today)})"


def remove_rows(connection: Connection, kind: FeedKind, today: date) -> int:
    """Remove some of the expired rows of a feed, and their search entries; return how many."""
    most = CONTENT_AT_ONCE if kind in WITH_CONTENT else AT_ONCE
    found = connection.exec_driver_sql(
        f"SELECT {row_id(kind)} FROM {kind} WHERE {expired_rows(kind, today)} LIMIT {most}"
    )
    ids = list(found.scalars())
    if ids and kind is FeedKind.ORDERS:
        remove_orders(
            connection, "head_office_id IN (SELECT value FROM json_each(?))", (ids_json(ids),)
        )
    elif ids:
        delete_rows(connection, kind, ids)
    return len(ids)


def hide(connection: Connection, hidden: Iterable[HiddenKind], today: date) -> None:
    """Have the transaction on ``connection``, which is to be rolled back, not see expired rows."""
    for each in hidden:
        rest = _remaining_rows(each, today)
        as_of = connection.exec_driver_sql(
            "SELECT as_of FROM cursors WHERE kind = ?", (str(each.goes_by),)
        ).scalar_one_or_none()
        if as_of == instant_text(each.as_of):
            connection.exec_driver_sql(
                f"CREATE TEMP VIEW {each.kind} AS SELECT * FROM main.{each.kind} AS {each.kind} "
                f"WHERE {rest}"
            )
