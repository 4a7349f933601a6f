"""Orders for new accounts while they are being entered: safe from a crash, with their customer."""

from smartclient.domain.clock import Clock
from smartclient.domain.ids import OrderId
from smartclient.domain.sales.orders import OrderState
from smartclient.read_models.tasks import KeptAccountOrder
from smartclient.store.unit_of_work import UnitOfWork


def keep_account_order(kept: KeptAccountOrder, *, work: UnitOfWork, clock: Clock) -> None:
    """Save an order for a customer not opened yet as it is being entered.

    It was a draft for another customer, perhaps, which it is no more.
    """
    with work:
        draft = work.orders.get(kept.order.id)
        if draft is not None and draft.state is OrderState.DRAFT:
            work.orders.delete(kept.order.id)
        work.draft_plans.save_account_order(kept, clock.now())
        work.commit()


def discard_account_order(order_id: OrderId, *, work: UnitOfWork) -> None:
    """Discard an order for a customer not opened yet."""
    with work:
        work.draft_plans.drop(order_id)
        work.commit()
