"""Orders from the feed, merged with what the rep made of them.

What head office holds is always kept beside it; what the rep sees follows head office only when
nothing of the rep's own is unfinished about the order.
"""

# ruff: noqa: S608 (statements are put together from names of ours; values are parameters)

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Connection

from smartclient.contract.feeds import COLUMNS, FeedKind, Row
from smartclient.database.types import instant_text
from smartclient.domain.ids import OrderId
from smartclient.domain.money import to_scaled
from smartclient.domain.sales.orders import PlacedOrder
from smartclient.store.database.json_codec import from_document, to_document
from smartclient.store.feeds.partition import UNFINISHED
from smartclient.store.reference.search import ids_json
from smartclient.store.work.earlier_numbers import keep_earlier_numbers, remove_orders

_ORDER_ID = COLUMNS[FeedKind.ORDERS].index("order_id")
_DOCUMENT = COLUMNS[FeedKind.ORDERS].index("document")
_OF_LATE = timedelta(days=2)
_AMONG = "IN (SELECT value FROM json_each(?))"

_INSERT = """
INSERT INTO orders (head_office_id, number, customer, state, adjusted, fulfilment, fulfilled_on,
                    order_date, total, changed_at, document, placed, provisional_number, order_id)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_FOLLOW = """
UPDATE orders SET head_office_id = ?1, number = ?2, customer = ?3, state = ?4,
                  adjusted = adjusted OR ?5, fulfilment = ?6, fulfilled_on = ?7, order_date = ?8,
                  total = ?9, placed = ?11, document = ?12,
                  changed_at = CASE WHEN document = ?12 AND number = ?2 AND state = ?4
                                     AND fulfilment IS ?6 THEN changed_at ELSE ?10 END
WHERE order_id = ?13
"""
_KEEP = """
UPDATE orders SET head_office_id = ?, number = ?, fulfilment = ?, fulfilled_on = ?, placed = ?
WHERE order_id = ?
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Incoming:
    """One row of the feed, read."""

    head_office_id: int
    placed: PlacedOrder
    document: str


def replace_orders_between(
    connection: Connection, rows: Sequence[Row], *, after: int, last: int, as_of: datetime
) -> None:
    """Make the placed orders with after < id <= last just those of ``rows``.

    An order the rep worked on here is never removed, only let go of: when head office was
    restored from a backup it comes back by being offered again.
    """
    found = (after, last, ids_json([row[_ORDER_ID] for row in rows]))
    outside = f"head_office_id > ? AND head_office_id <= ? AND order_id NOT {_AMONG}"
    remove_orders(connection, f"{outside} AND task_id IS NULL AND NOT {UNFINISHED}", found)
    connection.exec_driver_sql(f"UPDATE orders SET head_office_id = NULL WHERE {outside}", found)
    merge_orders(connection, rows, as_of=as_of)


def merge_orders(connection: Connection, rows: Sequence[Row], *, as_of: datetime) -> None:
    """Take in orders as head office has them now."""
    if not rows:
        return
    incoming = {
        str(row[_ORDER_ID]): _Incoming(
            head_office_id=int(row[0]),  # type: ignore[arg-type]
            placed=from_document(str(row[_DOCUMENT]), PlacedOrder),
            document=str(row[_DOCUMENT]),
        )
        for row in rows
    }
    # an id may name another order since head office was restored from a backup
    connection.exec_driver_sql(
        f"UPDATE orders SET head_office_id = NULL WHERE head_office_id {_AMONG}",
        (ids_json([order.head_office_id for order in incoming.values()]),),
    )
    held = connection.exec_driver_sql(
        f"SELECT order_id, {UNFINISHED}, number FROM orders WHERE order_id {_AMONG}",
        (ids_json(list(incoming)),),
    ).all()
    unfinished = {order_id: bool(busy) for order_id, busy, _ in held}
    renumbered = {
        OrderId(order_id): number
        for order_id, _, number in held
        if number not in {"", incoming[order_id].placed.number}
    }
    keep_earlier_numbers(connection, renumbered)
    new = [order for key, order in incoming.items() if key not in unfinished]
    busy = [order for key, order in incoming.items() if unfinished.get(key) is True]
    idle = [order for key, order in incoming.items() if unfinished.get(key) is False]
    moment = instant_text(as_of)
    _many(connection, _INSERT, (_insert_values(order, as_of) for order in new))
    _many(connection, _FOLLOW, (_follow_values(order, moment) for order in idle))
    _many(connection, _KEEP, (_keep_values(order) for order in busy))


def _many(connection: Connection, statement: str, values: Iterable[tuple[object, ...]]) -> None:
    batch = list(values)
    if batch:
        connection.exec_driver_sql(statement, batch)


def _shown(incoming: _Incoming, moment: str) -> tuple[object, ...]:
    placed, order = incoming.placed, incoming.placed.order
    return (
        incoming.head_office_id,
        placed.number,
        order.customer,
        str(placed.state),
        int(placed.adjusted),
        None if placed.fulfilment is None else str(placed.fulfilment),
        None if placed.fulfilled_on is None else placed.fulfilled_on.isoformat(),
        order.order_date.isoformat(),
        to_scaled(order.totals.total),
        moment,
    )


def _insert_values(incoming: _Incoming, as_of: datetime) -> tuple[object, ...]:
    order = incoming.placed.order
    return (
        *_shown(incoming, instant_text(_since(order.order_date, as_of))),
        to_document(order),
        incoming.document,
        order.provisional_number,
        order.id,
    )


def _since(ordered_on: date, as_of: datetime) -> datetime:
    """Return since when an order that arrived just now stands as it does.

    That it arrived is no news of an order from another day: since then it may have stood so, and
    midnight, UTC, says that the hour isn't known.
    """
    day = datetime.combine(ordered_on, time.min, UTC)
    return as_of if as_of - day < _OF_LATE else day


def _follow_values(incoming: _Incoming, moment: str) -> tuple[object, ...]:
    order = incoming.placed.order
    return (*_shown(incoming, moment), incoming.document, to_document(order), order.id)


def _keep_values(incoming: _Incoming) -> tuple[object, ...]:
    shown = _shown(incoming, "")
    return (shown[0], shown[1], shown[5], shown[6], incoming.document, incoming.placed.order.id)
