"""Drafting: orders that are not to be sent yet, and the start of new ones."""

from dataclasses import replace

from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import CustomerNumber, OrderId, new_id
from smartclient.domain.sales.given_numbers import Numbered
from smartclient.domain.sales.order_entry import check_heading
from smartclient.domain.sales.orders import Order, OrderState, Totals
from smartclient.domain.sales.origins import DerivedDraft, Origin, OriginKind
from smartclient.domain.text.canonical import canonical_customer_number
from smartclient.quoting.changing import already_placed
from smartclient.read_models.records import OrderRecord
from smartclient.read_models.stored_orders import StoredOrder, label_of
from smartclient.read_models.tasks import DraftPlan
from smartclient.store.unit_of_work import ReadView, UnitOfWork
from smartclient.use_cases.commands.numbering import next_number
from smartclient.use_cases.order_date import dated, office_day
from smartclient.use_cases.pricing import priced_locally
from smartclient.use_cases.queries.lookup import (
    get_customer,
    get_order,
    order_record,
)
from smartclient.use_cases.queries.usable_data import check_can_begin_order


def new_order(customer: CustomerNumber, *, view: ReadView, clock: Clock) -> Order:
    """An empty order for a customer the rep may see, dated today.

    RefusedError where the data here is too old to take orders with.
    """
    check_can_begin_order(view, clock)
    number = canonical_customer_number(customer)
    get_customer(view, number)
    return Order(id=OrderId(new_id()), customer=number, order_date=office_day(view, clock))


def repeat_order(order_id: OrderId, *, view: ReadView, clock: Clock) -> DerivedDraft:
    """A new order with the same customer and lines, priced as of today.

    RefusedError where the data here is too old to take orders with.
    """
    check_can_begin_order(view, clock)
    stored = get_order(view, order_id)
    old = stored.order
    fresh = replace(
        old,
        id=OrderId(new_id()),
        provisional_number="",
        lines=tuple(
            replace(line, unit_price=None, amount=None, without_offer=False, back_order=False)
            for line in old.lines
        ),
        deliver_on=None,
        reference="",
        note="",
        accepted=(),
        totals=Totals(),
    )
    origin = _origin(OriginKind.REPEATED, stored)
    return DerivedDraft(order=priced_locally(view, fresh, clock).order, origins=(origin,))


def origins_of(order_id: OrderId, *, view: ReadView) -> tuple[Origin, ...]:
    """The origins of a draft: itself, as it was saved, where there is no other.

    () for an order that is no draft.
    """
    stored = view.orders.get(order_id)
    if stored is None or stored.state is not OrderState.DRAFT:
        return ()
    return view.orders.origins(order_id) or (_origin(OriginKind.KEPT, stored),)


def save_origins(work: UnitOfWork, order_id: OrderId, origins: tuple[Origin, ...]) -> None:
    """Save the origins of a draft, unless it is its own."""
    others = tuple(origin for origin in origins if origin.kind is not OriginKind.KEPT)
    if others:
        work.orders.set_origins(order_id, others)


def _origin(kind: OriginKind, stored: StoredOrder) -> Origin:
    return Origin(
        kind=kind, order_id=stored.order.id, label=label_of(stored), lines=stored.order.lines
    )


def save_draft(
    order: Order,
    *,
    work: UnitOfWork,
    clock: Clock,
    origins: tuple[Origin, ...] = (),
    plan: DraftPlan | None = None,
) -> OrderRecord:
    """Save ``order`` as a draft; RefusedError when it was placed already.

    ``plan`` is what it is to become beside one order, None for nothing.
    """
    with work:
        earlier = work.orders.get(order.id)
        if earlier is not None and earlier.state is not OrderState.DRAFT:
            raise already_placed(earlier)
        check_heading(order, None if earlier is None else earlier.order)
        quote = priced_locally(work, order, clock)
        keep_draft(work, clock, numbered(work, quote.order, earlier))
        save_origins(work, order.id, origins)
        work.draft_plans.save(order.id, plan or DraftPlan(), clock.now())
        record = order_record(work, order.id)
        work.commit()
    return record


def discard_draft(order_id: OrderId, *, work: UnitOfWork) -> None:
    """Delete a draft for good."""
    with work:
        stored = get_order(work, order_id)
        if stored.state is not OrderState.DRAFT:
            raise RefusedError("{label} is not a draft. Cancel it instead.", label=label_of(stored))
        work.orders.delete(order_id)
        work.draft_plans.drop(order_id)
        work.commit()


def keep_draft(work: UnitOfWork, clock: Clock, order: Order) -> None:
    """Write ``order`` as a draft."""
    work.orders.save(StoredOrder(order=order, state=OrderState.DRAFT, changed_at=clock.now()))


def leave_draft_copy(work: UnitOfWork, clock: Clock, refused: StoredOrder) -> None:
    """Save a copy of a refused order as a draft that the rep can correct.

    It is shown as of today, with what differs from the quote in the refused order.
    """
    copy = replace(
        dated(refused.order, None, office_day(work, clock)),
        id=OrderId(new_id()),
        provisional_number="",
        accepted=(),
    )
    keep_draft(work, clock, numbered(work, copy, None))
    save_origins(work, copy.id, (_origin(OriginKind.REFUSED, refused),))


def numbered(work: UnitOfWork, order: Order, earlier: StoredOrder | None) -> Order:
    """``order`` under the number that this device gives it: the one it has, or the next one."""
    if earlier is not None:
        return replace(order, provisional_number=earlier.order.provisional_number)
    number = next_number(work, Numbered.ORDERS, order.id)
    while work.orders.has_provisional_number(number):
        number = next_number(work, Numbered.ORDERS, new_id())
    return replace(order, provisional_number=number)
