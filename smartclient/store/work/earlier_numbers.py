"""Earlier numbers: those of head office's that an order was shown under here, and has no more.

Head office, restored from a backup, may number an order otherwise; a rep who has the earlier
number on paper must see both. Stored among the named values: it happens to few orders, if to any.

An order that leaves the store may come back so, when another device offers it again.
"""

# ruff: noqa: S608 (conditions are ours; values are parameters)

from collections.abc import Mapping

from sqlalchemy import Connection

from smartclient.database.raw_sql import fetch_all
from smartclient.domain.ids import OrderId
from smartclient.domain.sales.orders import OrderState
from smartclient.read_models.server_restores import OFFERED_AGAIN
from smartclient.store.database.meta import Meta

_NAME = "earlier_numbers:{}"
_SHOWN_UNDER = """
SELECT o.order_id FROM meta AS m JOIN orders AS o ON m.name = 'earlier_numbers:' || o.order_id
WHERE instr(' ' || m.value || ' ', ?) > 0 ORDER BY o.changed_at DESC
"""


def keep_earlier_numbers(connection: Connection, numbers: Mapping[OrderId, str]) -> None:
    """Store the number under which each order was shown so far."""
    meta = Meta(connection)
    for order_id, number in numbers.items():
        earlier = earlier_numbers(connection, order_id)
        if number not in earlier:
            meta.set(_NAME.format(order_id), " ".join((*earlier, number)))


def remove_orders(connection: Connection, where: str, values: tuple[object, ...] = ()) -> None:
    """Remove the orders ``where``; keep the numbers of those that may come back with another."""
    removed = connection.exec_driver_sql(
        f"DELETE FROM orders WHERE {where} RETURNING order_id, number, state, order_date", values
    ).all()
    seen = Meta(connection).learnt_time().seen if removed else None
    if seen is None:
        return
    oldest = (seen - OFFERED_AGAIN).date().isoformat()
    may_come_back = {
        OrderId(order_id): number
        for order_id, number, state, ordered_on in removed
        if number and state == OrderState.CONFIRMED and ordered_on >= oldest
    }
    keep_earlier_numbers(connection, may_come_back)


def earlier_numbers(connection: Connection, order_id: OrderId) -> tuple[str, ...]:
    """The numbers under which an order was shown, oldest first, () for never another."""
    return tuple((Meta(connection).get(_NAME.format(order_id)) or "").split())


def shown_under(connection: Connection, number: str) -> tuple[OrderId, ...]:
    """The orders here that were shown under a number and have another now, the newest first."""
    return tuple(OrderId(row[0]) for row in fetch_all(connection, _SHOWN_UNDER, (f" {number} ",)))
