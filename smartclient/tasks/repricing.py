"""Repricing: drafts of orders refused for old data, quoted anew once the data is fresh."""

from dataclasses import replace

from smartclient.domain.clock import Clock
from smartclient.domain.ids import OrderId
from smartclient.domain.orders import OrderState
from smartclient.domain.pricing import price_order
from smartclient.store.unit_of_work import Repositories
from smartclient.tasks.pricing import local_facts

_WAITING = "drafts_to_reprice"


def reprice_after_pull(work: Repositories, order_id: OrderId) -> None:
    """Have a draft priced anew after the next pull."""
    waiting = (work.meta.get(_WAITING) or "").split()
    work.meta.set(_WAITING, " ".join(dict.fromkeys((*waiting, order_id))))


def reprice_drafts(work: Repositories, clock: Clock) -> None:
    """Price anew the drafts that wait for it; the day of the order becomes today."""
    waiting = work.meta.get(_WAITING)
    if not waiting:
        return
    for order_id in waiting.split():
        stored = work.orders.get(OrderId(order_id))
        if stored is not None and stored.state is OrderState.DRAFT:
            order = replace(stored.order, order_date=clock.today())
            priced = price_order(order, local_facts(work, order, clock))
            work.orders.save(replace(stored, order=priced, changed_at=clock.now()))
    work.meta.delete(_WAITING)
