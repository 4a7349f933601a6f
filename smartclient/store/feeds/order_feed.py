"""Orders from the feed, merged with what the rep made of them.

What head office holds is always stored beside it; what the rep sees follows head office only when
nothing of the rep's own is unfinished about the order.
"""

# ruff: noqa: S608 (statements are put together from names of ours; values are parameters)

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from operator import attrgetter

from sqlalchemy import Connection

from smartclient.contract.feeds import COLUMNS, FeedKind, Row
from smartclient.database.types import instant_text
from smartclient.domain.ids import OrderId
from smartclient.domain.sales.orders import PlacedOrder
from smartclient.read_models.stored_orders import StoredOrder
from smartclient.store.database.json_codec import from_document
from smartclient.store.feeds.left_out import note_between, note_rows
from smartclient.store.feeds.partition import UNFINISHED
from smartclient.store.reference.search import ids_json
from smartclient.store.work.earlier_numbers import keep_earlier_numbers, remove_orders
from smartclient.store.work.order_rows import OrderRow, order_row, read_rows, write_orders

_ORDER_ID = COLUMNS[FeedKind.ORDERS].index("order_id")
_DOCUMENT = COLUMNS[FeedKind.ORDERS].index("document")
_OF_LATE = timedelta(days=2)
_AMONG = "IN (SELECT value FROM json_each(?))"


def replace_orders_between(
    connection: Connection, rows: Sequence[Row], *, after: int, last: int, as_of: datetime
) -> None:
    """Make the placed orders with after < id <= last just those of ``rows``.

    An order the rep worked on here is never removed, only detached: when head office was
    restored from a backup it comes back by being offered again.
    """
    found = (after, last, ids_json([row[_ORDER_ID] for row in rows]))
    outside = f"head_office_id > ? AND head_office_id <= ? AND order_id NOT {_AMONG}"
    remove_orders(connection, f"{outside} AND task_id IS NULL AND NOT {UNFINISHED}", found)
    connection.exec_driver_sql(f"UPDATE orders SET head_office_id = NULL WHERE {outside}", found)
    note_between(connection, FeedKind.ORDERS, after=after, last=last)
    merge_orders(connection, rows, as_of=as_of)


def merge_orders(connection: Connection, rows: Sequence[Row], *, as_of: datetime) -> None:
    """Merge orders as head office has them now."""
    if not rows:
        return
    note_rows(connection, FeedKind.ORDERS, rows)
    incoming = {str(row[_ORDER_ID]): _arrived(row, as_of) for row in rows}
    # an id may name another order since head office was restored from a backup
    connection.exec_driver_sql(
        f"UPDATE orders SET head_office_id = NULL WHERE head_office_id {_AMONG}",
        (ids_json([row.head_office_id for row in incoming.values()]),),
    )
    held = read_rows(connection, list(incoming))
    keep_earlier_numbers(
        connection,
        {
            OrderId(order_id): row.number
            for order_id, row in held.items()
            if row.number not in {"", incoming[order_id].number}
        },
    )
    unfinished = _unfinished(connection, list(held))
    moment = instant_text(as_of)
    write_orders(
        connection,
        (
            _merged(row, held.get(order_id), moment, is_unfinished=order_id in unfinished)
            for order_id, row in incoming.items()
        ),
    )


def _arrived(row: Row, as_of: datetime) -> OrderRow:
    """The row of an order that is known from head office alone."""
    document = str(row[_DOCUMENT])
    placed = from_document(document, PlacedOrder)
    since = _since(placed.order.order_date, as_of)
    return order_row(
        StoredOrder.of(placed, changed_at=since),
        placed=document,
        head_office_id=int(row[0]),  # type: ignore[arg-type]
    )


def _unfinished(connection: Connection, order_ids: list[str]) -> frozenset[str]:
    """Which of these orders a task can still change."""
    found = connection.exec_driver_sql(
        f"SELECT order_id FROM orders WHERE order_id {_AMONG} AND {UNFINISHED}",
        (ids_json(order_ids),),
    )
    return frozenset(found.scalars())


def _merged(row: OrderRow, held: OrderRow | None, moment: str, *, is_unfinished: bool) -> OrderRow:
    """The row of an order that arrived at ``moment``, merged with the ``held`` one, if any."""
    if held is None:
        return row
    if is_unfinished:
        return held._replace(**{name: getattr(row, name) for name in _HELD})
    return row._replace(
        provisional_number=held.provisional_number,
        task_id=held.task_id,
        adjusted=held.adjusted or row.adjusted,
        changed_at=held.changed_at if _seen(row) == _seen(held) else moment,
    )


_HELD = ("head_office_id", "number", "fulfilment", "fulfilled_on", "placed")
"""What head office holds of an order, beside what the rep sees of it."""

_seen = attrgetter("document", "number", "state", "fulfilment")
"""What a person sees change in an order."""


def _since(ordered_on: date, as_of: datetime) -> datetime:
    """Since when an order that arrived just now has been in its state.

    For an order of another day its arrival is no change: it may have been so since that day, and
    midnight, UTC, means that the hour isn't known.
    """
    day = datetime.combine(ordered_on, time.min, UTC)
    return as_of if as_of - day < _OF_LATE else day
