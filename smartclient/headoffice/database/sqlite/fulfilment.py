"""Fulfilment in a file: the order's row is changed."""

from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, update

from smartclient.contract.documents import document_json
from smartclient.domain.sales.orders import Fulfilment, PlacedOrder
from smartclient.headoffice.database.tables import tables_for


def advance(
    connection: Connection,
    order_id: int,
    placed: PlacedOrder,
    fulfilment: Fulfilment,
    *,
    on: date | None,
) -> bool:
    """Have the order in a row advance; return whether it did."""
    orders = tables_for("sqlite").orders
    document = document_json(replace(placed, fulfilment=fulfilment, fulfilled_on=on))
    values = {"fulfilment": fulfilment.value, "fulfilled_on": on, "document": document}
    changed = connection.execute(update(orders).where(orders.c.id == order_id).values(**values))
    return changed.rowcount == 1
