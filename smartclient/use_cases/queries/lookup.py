"""Lookups of single records, with the error for one that is missing."""

from dataclasses import replace

from smartclient.contract.cases import Case
from smartclient.contract.operations import Identity
from smartclient.domain.errors import NotFoundError, RefusedError
from smartclient.domain.ids import ConflictId, CustomerNumber, OrderId
from smartclient.domain.sales.orders import Order
from smartclient.domain.text.canonical import composed, upper
from smartclient.read_models.records import CustomerRecord, OrderRecord
from smartclient.read_models.stored_orders import StoredOrder
from smartclient.reconcile.stored_conflicts import StoredConflict
from smartclient.store.unit_of_work import ReadView
from smartclient.use_cases.queries.pinned import no_own_customer, no_own_order


def get_order(view: ReadView, order_id: OrderId) -> StoredOrder:
    """An order; NotFoundError when there is none."""
    stored = view.orders.get(order_id)
    if stored is None:
        raise _no_order(order_id)
    return stored


def order_record(view: ReadView, order_id: OrderId) -> OrderRecord:
    """An order as a screen shows it; NotFoundError when there is none."""
    record = view.orders.record(order_id)
    if record is None:
        raise _no_order(order_id)
    return record


def order_named(view: ReadView, reference: str) -> OrderRecord:
    """The order with this id, number or provisional number, with or without its star.

    NotFoundError for none, RefusedError for one of a customer pinned for reading.

    Of several orders with a provisional number, one without a final number is meant. RefusedError
    for a number that two laptops assigned and that is ambiguous.
    """
    wanted = composed(reference).removesuffix("*")
    named = view.orders.find_by_number(wanted) or view.orders.find_by_number(upper(wanted))
    if not named:
        raise no_own_order(view, wanted)
    records = [order_record(view, order_id) for order_id in named]
    if len(records) > 1:
        records = [record for record in records if not record.number] or records
    if len(records) > 1:
        raise RefusedError(
            "{name} is the name of several orders: {orders}. Say which one by that.",
            name=wanted,
            orders=", ".join(record.number or record.order.id for record in records),
        )
    return records[0]


def get_customer(view: ReadView, number: CustomerNumber) -> CustomerRecord:
    """A customer of the rep's; NotFoundError for none, RefusedError for one pinned for reading.

    A provisional number leads to the customer when it has its final number, too: a screen that
    was opened before can go on with the number it knows.
    """
    record = view.customers.get(number)
    if record is None:
        final = view.customers.renamed_to(number)
        record = None if final is None else view.customers.get(final)
    if record is None:
        raise no_own_customer(view, number)
    return record


def with_final_customer_number(view: ReadView, order: Order) -> Order:
    """``order`` for the number its customer has by now."""
    if view.customers.get(order.customer) is not None:
        return order
    final = view.customers.renamed_to(order.customer)
    return order if final is None else replace(order, customer=final)


def get_conflict(view: ReadView, conflict_id: ConflictId) -> StoredConflict:
    """A conflict; NotFoundError when there is none."""
    stored = view.conflicts.get(conflict_id)
    if stored is None:
        raise NotFoundError(
            "There is no conflict {conflict}. Look at the list of conflicts.", conflict=conflict_id
        )
    return stored


def current_identity(view: ReadView) -> Identity:
    """The identity of who is signed in; RefusedError for nobody."""
    identity = view.meta.identity()
    if identity is None:
        raise RefusedError("Nobody is signed in on this laptop yet. Sign in first.")
    return identity


def is_admin(view: ReadView) -> bool:
    """Whether an admin is signed in."""
    identity = view.meta.identity()
    return identity is not None and identity.is_admin


def open_cases(view: ReadView) -> tuple[Case, ...]:
    """The open cases, oldest first; empty for someone who is no admin."""
    return view.cases.open() if is_admin(view) else ()


def _no_order(order_id: OrderId) -> NotFoundError:
    return NotFoundError("There is no order {order}. Look at the list of orders.", order=order_id)
