"""The price history of a product: what one customer was quoted for it, read from its orders."""

# ruff: noqa: S608 (put together from names of ours; values are parameters)

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from smartclient.contract.stored_values import stored_day
from smartclient.database.raw_sql import quoted
from smartclient.domain.ids import CustomerNumber, OrderId, Sku
from smartclient.domain.sales.orders import ACTIVE_STATES, OrderLine, OrderState
from smartclient.read_models.order_list import PricePaid
from smartclient.store.database.json_codec import from_document
from smartclient.store.reference.credit import WANTED
from smartclient.store.reference.search import ids_json

_PAID = f"""
SELECT o.order_id, o.number, o.provisional_number, o.state, o.order_date, l.value
FROM orders o, json_each(o.document, '$.lines') l
WHERE o.customer = ? AND o.state IN ({quoted(ACTIVE_STATES)}) AND o.order_id <> ?
  AND {WANTED}
  AND l.value ->> '$.sku' IN (SELECT value FROM json_each(?))
ORDER BY o.order_date DESC, o.changed_at DESC, o.order_id LIMIT ?
"""


def prices_paid(
    connection: Connection,
    customer: CustomerNumber,
    skus: Sequence[Sku],
    *,
    without: OrderId,
    limit: int,
) -> tuple[PricePaid, ...]:
    """What a customer was quoted for a product under any of its numbers, newest first.

    The order ``without`` is left out, and what was refused, cancelled or never placed.
    """
    rows = connection.exec_driver_sql(_PAID, (customer, without, ids_json(skus), limit))
    return tuple(_paid(row) for row in rows.all())


def _paid(row: Sequence[Any]) -> PricePaid:
    line = from_document(row[5], OrderLine)
    return PricePaid(
        order_id=OrderId(row[0]),
        number=row[1],
        provisional_number=row[2],
        state=OrderState(row[3]),
        order_date=stored_day(row[4]) or date.min,
        quantity=line.quantity,
        unit_price=line.unit_price,
        discount_percent=line.discount_percent,
        offer=line.offer,
    )
