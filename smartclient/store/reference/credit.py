"""Credit by the local data: the total of a customer's open orders."""

# ruff: noqa: S608 (statements are put together from names of ours; values are parameters)

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import Connection

from smartclient.contract.stored_values import stored_amount
from smartclient.database.raw_sql import fetch_all, quoted
from smartclient.database.sums import summable
from smartclient.domain.ids import CustomerNumber, OrderId
from smartclient.domain.money import ZERO
from smartclient.domain.sales.orders import ACTIVE_STATES
from smartclient.store.reference.search import ids_json

WANTED = (
    "(placed IS NOT NULL OR NOT EXISTS (SELECT 1 FROM tasks AS taken_back "
    "WHERE taken_back.id = task_id AND taken_back.status = 'taking_back'))"
)
"""SQL: whether a row of ``orders`` is an order that is not being withdrawn as a whole."""

OPEN_ORDERS = (
    f"state IN ({quoted(ACTIVE_STATES)}) AND coalesce(fulfilment, '') <> 'invoiced' AND {WANTED}"
)
"""SQL: whether a row of ``orders`` uses credit; one that is invoiced is in the balance already."""


SUM_OF_TOTALS = f"coalesce(sum({summable('total')}), 0)"
"""SQL: the total of orders."""


def open_orders(
    connection: Connection, numbers: Sequence[CustomerNumber], *, without: OrderId | None = None
) -> defaultdict[CustomerNumber, Decimal]:
    """The sum of each customer's open orders, the order ``without`` left out."""
    rows = fetch_all(
        connection,
        f"SELECT customer, {SUM_OF_TOTALS} FROM orders WHERE {OPEN_ORDERS} "
        "AND customer IN (SELECT value FROM json_each(?)) GROUP BY customer",
        (ids_json(numbers),),
    )
    used = defaultdict(lambda: ZERO, {row[0]: stored_amount(row[1]) for row in rows})
    if without is not None:
        own = connection.exec_driver_sql(
            f"SELECT customer, total FROM orders WHERE order_id = ? AND {OPEN_ORDERS}",
            (without,),
        ).one_or_none()
        if own is not None and own[0] in used:
            used[own[0]] -= stored_amount(own[1])
    return used
