"""Fulfilment on SQL Server: by a procedure, so that nobody who calls it may change an order."""

from datetime import date

from sqlalchemy import Connection

from smartclient.domain.sales.orders import Fulfilment, PlacedOrder

_ADVANCE = "EXEC sync.advance_order_v1 ?, ?, ?"


def advance(
    connection: Connection,
    order_id: int,
    placed: PlacedOrder,  # noqa: ARG001 (the procedure changes the document that is stored)
    fulfilment: Fulfilment,
    *,
    on: date | None,
) -> bool:
    """Have the order in a row advance; return whether it did."""
    values = (order_id, fulfilment.value, on)
    return bool(connection.exec_driver_sql(_ADVANCE, values).scalar_one())
