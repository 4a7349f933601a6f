"""Orders in the store: the rep's version, and head office's last one."""

# ruff: noqa: S608 (statements are put together from names of ours; values are parameters)

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    delete,
    func,
    or_,
    select,
)

from smartclient.database.raw_sql import execute_raw, fetch_all, fetch_one
from smartclient.database.sums import sum_of
from smartclient.domain.ids import CustomerNumber, OrderId, Sku
from smartclient.domain.sales.orders import Fulfilment, Order, OrderState, PlacedOrder
from smartclient.domain.sales.origins import Origin
from smartclient.domain.tasks import TaskStatus
from smartclient.domain.text.searching import folded
from smartclient.read_models.order_list import OrderFilter, OrderSums, PricePaid, StateSum
from smartclient.read_models.records import OrderRecord, OrderSummary
from smartclient.read_models.stored_orders import StoredOrder
from smartclient.store.database.json_codec import from_document, to_document
from smartclient.store.database.tables import customer_edits, customers, orders, tasks
from smartclient.store.feeds.partition import (
    FORGOTTEN,
    remove_deleted_orders,
    remove_departed_orders,
)
from smartclient.store.reference.price_history import prices_paid
from smartclient.store.reference.search import without_unstorable
from smartclient.store.work.earlier_numbers import (
    earlier_numbers,
    keep_earlier_numbers,
    shown_under,
)
from smartclient.store.work.order_rows import order_row, write_orders

_MADE_FROM = "SELECT made_from FROM orders WHERE order_id = ?"
_SET_MADE_FROM = "UPDATE orders SET made_from = ? WHERE order_id = ?"
_EXISTS = "SELECT 1 FROM orders WHERE order_id = ?"
_HAS_PROVISIONAL = "SELECT 1 FROM orders WHERE provisional_number = ?"
_FORGOTTEN = f"SELECT order_id FROM orders WHERE {FORGOTTEN}"
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
        sum_of(orders.c.total).label("total"),
    )
    .select_from(_joined)
    .group_by(orders.c.state)
)
_records = select(
    orders, _customer_name.label("customer_name"), tasks.c.status.label("task")
).select_from(_joined)

_NEWEST_FIRST = (orders.c.order_date.desc(), orders.c.changed_at.desc(), orders.c.order_id.desc())


class OrderReader:
    """Reads every order the rep can see, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, order_id: OrderId) -> StoredOrder | None:
        """An order, or None."""
        # called for every new order that is saved: finding none must cost next to nothing
        if fetch_one(self._connection, _EXISTS, (order_id,)) is None:
            return None
        return _stored(self._connection.execute(_get, {"order_id": order_id}).one())

    def origins(self, order_id: OrderId) -> tuple[Origin, ...]:
        """What an order was made from as a draft; () for nothing."""
        row = fetch_one(self._connection, _MADE_FROM, (order_id,))
        return () if row is None or row[0] is None else from_document(row[0], tuple[Origin, ...])

    def earlier_numbers(self, order_id: OrderId) -> tuple[str, ...]:
        """The numbers of head office's that an order was shown under, oldest first."""
        return earlier_numbers(self._connection, order_id)

    def record(self, order_id: OrderId) -> OrderRecord | None:
        """An order with its customer's name and its task, as a screen needs it."""
        row = self._connection.execute(_records.where(orders.c.order_id == order_id)).one_or_none()
        return None if row is None else _record(row)

    def records(self, wanted: OrderFilter, *, limit: int | None = None) -> tuple[OrderRecord, ...]:
        """The orders that are wanted with their lines, newest first."""
        found = _records.where(*_conditions(wanted)).order_by(*_NEWEST_FIRST).limit(limit)
        return tuple(_record(row) for row in self._connection.execute(found))

    def find_by_number(self, reference: str) -> tuple[OrderId, ...]:
        """The ids of the orders with this id or number, else with this provisional number.

        Else of those that had this number before head office was restored: it is on their paper.

        Two laptops of one rep count their provisional numbers each by itself, so there may be
        several. The newest come first; nothing is called by an empty name.
        """
        if not reference:
            return ()
        numbered = and_(orders.c.number != "", orders.c.number == reference)
        final = or_(orders.c.order_id == reference, numbered)
        named = self._ids(final) or self._ids(orders.c.provisional_number == reference)
        return named or shown_under(self._connection, reference)

    def has_provisional_number(self, number: str) -> bool:
        """Whether an order here has, or had, this provisional number."""
        return fetch_one(self._connection, _HAS_PROVISIONAL, (number,)) is not None

    def _ids(self, condition: ColumnElement[bool]) -> tuple[OrderId, ...]:
        newest = select(orders.c.order_id).where(condition).order_by(orders.c.changed_at.desc())
        return tuple(self._connection.execute(newest).scalars())

    def forgotten(self) -> tuple[OrderId, ...]:
        """The confirmed orders that head office, restored from a backup, holds no more.

        Another device placed each, or this one so long ago that it keeps no request of it: nothing
        that was sent from here brings it back.
        """
        return tuple(OrderId(row[0]) for row in fetch_all(self._connection, _FORGOTTEN))

    def search(
        self,
        *,
        state: OrderState | None,
        text: str,
        customer: CustomerNumber | None,
        limit: int | None,
        offset: int,
    ) -> tuple[OrderSummary, ...]:
        """Orders, newest first; ``text`` matches numbers, customer and reference."""
        wanted = OrderFilter(state=state, text=text, customer=customer)
        return self.matching(wanted, limit=limit, offset=offset)

    def matching(
        self, wanted: OrderFilter, *, limit: int | None = None, offset: int = 0
    ) -> tuple[OrderSummary, ...]:
        """The orders that are wanted, newest first."""
        found = _summaries.where(*_conditions(wanted)).order_by(*_NEWEST_FIRST)
        rows = self._connection.execute(found.limit(limit).offset(offset))
        return tuple(_summary(row) for row in rows)

    def sums(self, wanted: OrderFilter) -> OrderSums:
        """The count and total of the matching orders, by state."""
        rows = self._connection.execute(_sums.where(*_conditions(wanted)))
        return OrderSums(
            by_state={
                OrderState(row.state): StateSum(count=row.orders, total=row.total) for row in rows
            }
        )

    def prices_paid(
        self, customer: CustomerNumber, skus: Sequence[Sku], *, without: OrderId, limit: int
    ) -> tuple[PricePaid, ...]:
        """What a customer was quoted for a product; see ``store.price_history``."""
        return prices_paid(self._connection, customer, skus, without=without, limit=limit)

    def for_customer(self, number: CustomerNumber) -> tuple[OrderSummary, ...]:
        """Every order of a customer, newest first."""
        return self.search(state=None, text="", customer=number, limit=None, offset=0)


class Orders(OrderReader):
    """Reads and writes orders."""

    def save(self, stored: StoredOrder) -> None:
        """Write an order, in the place of the one with its id."""
        write_orders(self._connection, [order_row(stored)])

    def set_origins(self, order_id: OrderId, origins: Sequence[Origin]) -> None:
        """Store an order's origins; they stay with the order, whatever is saved of it."""
        execute_raw(self._connection, _SET_MADE_FROM, (to_document(origins), order_id))

    def keep_earlier_number(self, order_id: OrderId, number: str) -> None:
        """Remember that an order was shown under a number of head office's."""
        keep_earlier_numbers(self._connection, {order_id: number})

    def purge_departed(self) -> None:
        """Remove the orders of customers who are no longer the rep's; never what is unfinished."""
        remove_departed_orders(self._connection)

    def purge_deleted(self) -> None:
        """Remove the placed orders that head office holds no more; never what is unfinished."""
        remove_deleted_orders(self._connection)

    def delete(self, order_id: OrderId) -> None:
        """Remove an order."""
        self._connection.execute(delete(orders).where(orders.c.order_id == order_id))


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
    for word in without_unstorable(wanted.text).split():
        yield _matches(word)


def _matches(word: str) -> ColumnElement[bool]:
    columns: tuple[ColumnElement[Any], ...] = (
        orders.c.number,
        orders.c.provisional_number,
        orders.c.customer,
        _customer_name,
        func.json_extract(orders.c.document, "$.reference"),
    )
    return or_(*(func.search_holds(column, folded(word)) for column in columns))


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


def _record(row: Row[Any]) -> OrderRecord:
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
