"""Earlier numbers: those of head office's that an order was shown under here, and has no more.

Head office, restored from a backup, may number an order otherwise; whoever has the earlier number
on paper is to be told. Kept among the named values: it happens to few orders, if to any.
"""

from collections.abc import Mapping

from sqlalchemy import Connection

from smartclient.domain.ids import OrderId
from smartclient.store.meta import Meta

_NAME = "earlier_numbers:{}"


def keep_earlier_numbers(connection: Connection, numbers: Mapping[OrderId, str]) -> None:
    """Remember under which number each order was shown so far."""
    meta = Meta(connection)
    for order_id, number in numbers.items():
        earlier = earlier_numbers(connection, order_id)
        if number not in earlier:
            meta.set(_NAME.format(order_id), " ".join((*earlier, number)))


def earlier_numbers(connection: Connection, order_id: OrderId) -> tuple[str, ...]:
    """Return the numbers under which an order was shown, oldest first, () for never another."""
    return tuple((Meta(connection).get(_NAME.format(order_id)) or "").split())
