"""The preview of a task of several orders: what it will cost, and what stands against it."""

from collections.abc import Iterable
from dataclasses import replace

from smartclient.domain.clock import Clock
from smartclient.domain.errors import SmartClientError
from smartclient.domain.sales.orders import Order
from smartclient.domain.sales.origins import Origin
from smartclient.read_models.tasks import NewAccount, PlannedOrder
from smartclient.store.unit_of_work import UnitOfWork
from smartclient.use_cases.commands.customers import save_created
from smartclient.use_cases.commands.place_order import save_placed
from smartclient.use_cases.queries.order_preview import quote


def preview_orders(
    orders: Iterable[Order],
    *,
    account: NewAccount | None = None,
    origins: tuple[Origin, ...] = (),
    work: UnitOfWork,
    clock: Clock,
) -> tuple[PlannedOrder, ...]:
    """Each order as it is seen once those before it are placed; nothing is saved.

    Stock and credit that one takes are missing to the next. ``origins`` are those of the first.
    RefusedError for an ``account`` that can't be opened.
    """
    planned = []
    with work:
        wanted = list(orders)
        if account is not None:
            number = save_created(work, clock, account.fields, account.address).customer.number
            wanted = [replace(order, customer=number) for order in wanted]
        for place, order in enumerate(wanted):
            planned.append(_planned(order, () if place else origins, work, clock))
    return tuple(planned)


def _planned(
    order: Order, origins: tuple[Origin, ...], work: UnitOfWork, clock: Clock
) -> PlannedOrder:
    preview = None
    try:
        preview = quote(order, view=work, clock=clock, origins=origins)
        if order.lines:
            save_placed(work, clock, preview.order)
    except SmartClientError as refusal:
        return PlannedOrder(preview=preview, refusal=refusal)
    return PlannedOrder(preview=preview)
