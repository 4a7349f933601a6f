"""Entering: what an order editor looks up and keeps while an order is being entered."""

from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import CustomerNumber, OrderId, Sku
from smartclient.domain.listing import PricePaid
from smartclient.domain.orders import Order
from smartclient.domain.text import canonical_customer_number, canonical_sku
from smartclient.store.typed import TypedOrder
from smartclient.store.unit_of_work import Repositories, UnitOfWork
from smartclient.tasks.amending import check_amendable
from smartclient.tasks.known import known_order


def keep_typed(order: Order, *, work: UnitOfWork, clock: Clock) -> None:
    """Keep a placed order as it is being changed; NotFoundError for one that is not here."""
    with work:
        known_order(work, order.id)
        work.typed.keep(TypedOrder(order=order, kept_at=clock.now()))
        work.commit()


def typed_order(order_id: OrderId, *, view: Repositories) -> Order | None:
    """Return what was typed about an order and can still be saved, or None."""
    typed = view.typed.get(order_id)
    stored = view.orders.get(order_id)
    if typed is None or stored is None:
        return None
    try:
        check_amendable(stored)
    except RefusedError:
        return None
    return typed.order


def forget_typed(order_id: OrderId, *, work: UnitOfWork) -> None:
    """Give up what was typed about an order."""
    with work:
        work.typed.drop(order_id)
        work.commit()


def prices_paid(
    customer: CustomerNumber, sku: Sku, *, view: Repositories, without: OrderId, limit: int
) -> tuple[PricePaid, ...]:
    """Return what a customer was quoted for a product, under its former number too."""
    wanted = canonical_sku(sku)
    product = view.catalog.product(wanted)
    former = None if product is None else product.former_sku
    skus = (wanted,) if former is None else (wanted, former)
    return view.orders.prices_paid(
        canonical_customer_number(customer), skus, without=without, limit=limit
    )
