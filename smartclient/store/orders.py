"""Orders in the store: what the rep made of them, and what head office last said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, delete, func, or_, select
from sqlalchemy.dialects.sqlite import insert

from smartclient.domain.ids import CustomerNumber, OrderId, Sku, TaskId
from smartclient.domain.listing import OrderFilter, OrderSums, PricePaid, StateSum
from smartclient.domain.orders import Fulfilment, Order, OrderState, PlacedOrder
from smartclient.domain.records import OrderRecord, OrderSummary
from smartclient.domain.tasks import TaskStatus
from smartclient.store.documents import from_document, to_document
from smartclient.store.price_history import prices_paid
from smartclient.store.tables import customer_edits, customers, orders, tasks


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredOrder:
    """One order as the store holds it.

    ``order`` is how the rep sees it now, ``placed`` how head office last said it is (None: it
    never has). ``task_id`` is the newest task about it, finished or not.
    """

    order: Order
    number: str = ""
    state: OrderState
    task_id: TaskId | None = None
    adjusted: bool = False
    fulfilment: Fulfilment | None = None
    fulfilled_on: date | None = None
    changed_at: datetime
    placed: PlacedOrder | None = None


_insert = insert(orders)
_save = _insert.on_conflict_do_update(
    index_elements=[orders.c.order_id],
    set_={
        column.name: _insert.excluded[column.name]
        for column in orders.c
        if column.name not in {"order_id", "head_office_id"}
    },
)

_get = select(orders).where(orders.c.order_id == bindparam("order_id"))

_customer_name = func.coalesce(
    func.json_extract(customer_edits.c.document, "$.name"), customers.c.name, orders.c.customer
)
_joined = (
    orders.outerjoin(tasks, tasks.c.id == orders.c.task_id)
    .outerjoin(customers, customers.c.number == orders.c.customer)
    .outerjoin(customer_edits, customer_edits.c.number == orders.c.customer)
)
_summaries: Select[Any] = select(
    orders.c.order_id,
    orders.c.provisional_number,
    orders.c.number,
    orders.c.customer,
    _customer_name.label("customer_name"),
    orders.c.state,
    tasks.c.status.label("task"),
    orders.c.adjusted,
    orders.c.fulfilment,
    orders.c.order_date,
    orders.c.total,
    orders.c.changed_at,
).select_from(_joined)
_sums = (
    select(
        orders.c.state,
        func.count().label("orders"),
        func.sum(orders.c.total, type_=orders.c.total.type).label("total"),
    )
    .select_from(_joined)
    .group_by(orders.c.state)
)
_records = select(
    orders, _customer_name.label("customer_name"), tasks.c.status.label("task")
).select_from(_joined)


class Orders:
    """Every order the rep can see, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, stored: StoredOrder) -> None:
        """Write an order, in the place of the one with its id."""
        self._connection.execute(_save, _values(stored))

    def get(self, order_id: OrderId) -> StoredOrder | None:
        """Return an order, or None."""
        row = self._connection.execute(_get, {"order_id": order_id}).one_or_none()
        return None if row is None else _stored(row)

    def record(self, order_id: OrderId) -> OrderRecord | None:
        """Return an order with its customer's name and its task, as a screen needs it."""
        row = self._connection.execute(_records.where(orders.c.order_id == order_id)).one_or_none()
        if row is None:
            return None
        return OrderRecord(
            order=from_document(row.document, Order),
            customer_name=row.customer_name,
            number=row.number,
            state=OrderState(row.state),
            task=None if row.task is None else TaskStatus(row.task),
            task_id=row.task_id,
            adjusted=row.adjusted,
            fulfilment=None if row.fulfilment is None else Fulfilment(row.fulfilment),
            fulfilled_on=row.fulfilled_on,
            changed_at=row.changed_at,
        )

    def find(self, reference: str) -> OrderId | None:
        """Return the id of the order with this id, number or provisional number, or None.

        Where a provisional number was used twice, the newest order is meant.
        """
        matches = or_(
            orders.c.order_id == reference,
            orders.c.number == reference,
            orders.c.provisional_number == reference,
        )
        newest = select(orders.c.order_id).where(matches).order_by(orders.c.changed_at.desc())
        return self._connection.execute(newest.limit(1)).scalar_one_or_none()

    def delete(self, order_id: OrderId) -> None:
        """Remove an order."""
        self._connection.execute(delete(orders).where(orders.c.order_id == order_id))

    def search(
        self,
        *,
        state: OrderState | None,
        text: str,
        customer: CustomerNumber | None,
        limit: int | None,
        offset: int,
    ) -> tuple[OrderSummary, ...]:
        """Return orders, newest first; ``text`` matches numbers, customer and reference."""
        wanted = OrderFilter(state=state, text=text, customer=customer)
        return self.matching(wanted, limit=limit, offset=offset)

    def matching(
        self, wanted: OrderFilter, *, limit: int | None = None, offset: int = 0
    ) -> tuple[OrderSummary, ...]:
        """Return the orders that are wanted, newest first."""
        found = _summaries.where(*_conditions(wanted)).order_by(
            orders.c.order_date.desc(), orders.c.changed_at.desc(), orders.c.order_id
        )
        rows = self._connection.execute(found.limit(limit).offset(offset))
        return tuple(_summary(row) for row in rows)

    def sums(self, wanted: OrderFilter) -> OrderSums:
        """Return what the orders that are wanted come to, by state."""
        rows = self._connection.execute(_sums.where(*_conditions(wanted)))
        return OrderSums(
            by_state={
                OrderState(row.state): StateSum(count=row.orders, total=row.total) for row in rows
            }
        )

    def prices_paid(
        self, customer: CustomerNumber, skus: Sequence[Sku], *, without: OrderId, limit: int
    ) -> tuple[PricePaid, ...]:
        """Return what a customer was quoted for a product; see ``store.price_history``."""
        return prices_paid(self._connection, customer, skus, without=without, limit=limit)

    def of_customer(self, number: CustomerNumber) -> tuple[OrderSummary, ...]:
        """Return every order of a customer, newest first."""
        return self.search(state=None, text="", customer=number, limit=None, offset=0)


def _conditions(wanted: OrderFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.state is not None:
        yield orders.c.state == str(wanted.state)
    if wanted.tasks:
        yield tasks.c.status.in_([str(status) for status in sorted(wanted.tasks)])
    if wanted.adjusted:
        yield orders.c.adjusted
    if wanted.fulfilment is not None:
        yield orders.c.fulfilment == str(wanted.fulfilment)
    if wanted.customer is not None:
        yield orders.c.customer == wanted.customer
    for word in wanted.text.split():
        yield _matches(word)


def _matches(word: str) -> ColumnElement[bool]:
    columns: tuple[ColumnElement[Any], ...] = (
        orders.c.number,
        orders.c.provisional_number,
        orders.c.customer,
        _customer_name,
        func.json_extract(orders.c.document, "$.reference"),
    )
    return or_(*(column.icontains(word, autoescape=True) for column in columns))


def _values(stored: StoredOrder) -> dict[str, object]:
    order = stored.order
    return {
        "order_id": order.id,
        "provisional_number": order.provisional_number,
        "number": stored.number,
        "customer": order.customer,
        "state": str(stored.state),
        "task_id": stored.task_id,
        "adjusted": stored.adjusted,
        "fulfilment": None if stored.fulfilment is None else str(stored.fulfilment),
        "fulfilled_on": stored.fulfilled_on,
        "order_date": order.order_date,
        "total": order.totals.total,
        "changed_at": stored.changed_at,
        "document": to_document(order),
        "placed": None if stored.placed is None else to_document(stored.placed),
    }


def _stored(row: Row[Any]) -> StoredOrder:
    return StoredOrder(
        order=from_document(row.document, Order),
        number=row.number,
        state=OrderState(row.state),
        task_id=row.task_id,
        adjusted=row.adjusted,
        fulfilment=None if row.fulfilment is None else Fulfilment(row.fulfilment),
        fulfilled_on=row.fulfilled_on,
        changed_at=row.changed_at,
        placed=None if row.placed is None else from_document(row.placed, PlacedOrder),
    )


def _summary(row: Row[Any]) -> OrderSummary:
    return OrderSummary(
        id=row.order_id,
        provisional_number=row.provisional_number,
        number=row.number,
        customer=row.customer,
        customer_name=row.customer_name,
        state=OrderState(row.state),
        task=None if row.task is None else TaskStatus(row.task),
        adjusted=row.adjusted,
        fulfilment=None if row.fulfilment is None else Fulfilment(row.fulfilment),
        order_date=row.order_date,
        total=row.total,
        changed_at=row.changed_at,
    )
