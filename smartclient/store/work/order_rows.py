"""Rows of orders: how an order is stored, be it saved here or brought by a reply or a feed."""

# ruff: noqa: S608 (statements are put together from names of ours; values are parameters)

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection

from smartclient.database.raw_sql import execute_raw, fetch_all
from smartclient.database.types import instant_text
from smartclient.domain.ids import CustomerNumber, OrderId
from smartclient.domain.money import to_scaled
from smartclient.domain.sales.orders import Order, OrderState, PlacedOrder
from smartclient.read_models.stored_orders import StoredOrder
from smartclient.store.database.json_codec import from_document, to_document
from smartclient.store.reference.search import ids_json

OF_TODAY = date.max
"""The day by which drafts are listed: they are of today until they are placed, before others."""


class OrderRow(NamedTuple):
    """One row of the table of orders, with its columns as they are stored.

    ``head_office_id`` is its id in the feed; None leaves the one that is stored.
    """

    order_id: str
    provisional_number: str
    number: str
    customer: str
    state: str
    task_id: str | None
    adjusted: int
    fulfilment: str | None
    fulfilled_on: str | None
    order_date: str
    total: int
    changed_at: str
    document: str
    placed: str | None
    head_office_id: int | None = None


_COLUMNS = ", ".join(OrderRow._fields)
_OWN = OrderRow._fields[1:-1]
_WRITE = (
    f"INSERT INTO orders ({_COLUMNS}) VALUES ({', '.join('?' * len(OrderRow._fields))}) "
    "ON CONFLICT (order_id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in _OWN)
    + ", head_office_id = coalesce(excluded.head_office_id, head_office_id)"
)
_AMONG = "order_id IN (SELECT value FROM json_each(?))"


def write_orders(connection: Connection, rows: Iterable[OrderRow]) -> None:
    """Write orders, each in the place of the one with its id."""
    batch = list(rows)
    if len(batch) == 1:
        # part of every save: plainer, and without SQLAlchemy's cost
        execute_raw(connection, _WRITE, batch[0])
    elif batch:
        connection.exec_driver_sql(_WRITE, batch)


def read_rows(connection: Connection, order_ids: Sequence[str]) -> dict[str, OrderRow]:
    """The rows of these orders that are here, by id."""
    found = fetch_all(
        connection, f"SELECT {_COLUMNS} FROM orders WHERE {_AMONG}", (ids_json(list(order_ids)),)
    )
    return {row[0]: OrderRow(*row) for row in found}


def order_row(
    stored: StoredOrder, *, placed: str | None = None, head_office_id: int | None = None
) -> OrderRow:
    """The row of an order; ``placed`` is the text of what head office holds, as it came."""
    order = stored.order
    if placed is None and stored.placed is not None:
        placed = to_document(stored.placed)
    return OrderRow(
        order_id=order.id,
        provisional_number=order.provisional_number,
        number=stored.number,
        customer=order.customer,
        state=str(stored.state),
        task_id=stored.task_id,
        adjusted=int(stored.adjusted),
        fulfilment=None if stored.fulfilment is None else str(stored.fulfilment),
        fulfilled_on=None if stored.fulfilled_on is None else stored.fulfilled_on.isoformat(),
        order_date=(OF_TODAY if stored.state is OrderState.DRAFT else order.order_date).isoformat(),
        total=to_scaled(order.totals.total),
        changed_at=instant_text(stored.changed_at),
        document=to_document(order),
        placed=placed,
        head_office_id=head_office_id,
    )


def give_to_customer(connection: Connection, old: CustomerNumber, new: CustomerNumber) -> None:
    """Write the orders of the customer ``old`` as orders of ``new``."""
    found = fetch_all(connection, "SELECT order_id FROM orders WHERE customer = ?", (old,))
    held = read_rows(connection, [OrderId(row[0]) for row in found])
    write_orders(connection, (_for_customer(row, new) for row in held.values()))


def _for_customer(row: OrderRow, customer: CustomerNumber) -> OrderRow:
    order = replace(from_document(row.document, Order), customer=customer)
    placed = None if row.placed is None else from_document(row.placed, PlacedOrder)
    if placed is not None:
        placed = replace(placed, order=replace(placed.order, customer=customer))
    return row._replace(
        customer=customer,
        document=to_document(order),
        placed=None if placed is None else to_document(placed),
    )
