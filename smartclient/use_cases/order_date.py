"""The day of an order, by head office's clock as it was last learnt.

An order is of the day on which it is placed, not on which its draft was begun.
"""

from datetime import date

from smartclient.domain.clock import Clock, HeadOfficeClock, LearntTime
from smartclient.domain.sales.orders import Order, OrderState
from smartclient.quoting import order_days
from smartclient.read_models.stored_orders import StoredOrder
from smartclient.store.unit_of_work import ReadView


def office_day(view: ReadView, clock: Clock) -> date:
    """The company's day, never before the last time of head office that was seen here.

    ``clock`` is corrected already by what this program learnt; another may have seen more since.
    """
    known = view.meta.learnt_time()
    return HeadOfficeClock(clock, LearntTime(seen=known.seen, zone=known.zone)).today()


def dated(order: Order, earlier: StoredOrder | None, day: date) -> Order:
    """``order`` with its days, where it is placed or changed on ``day``."""
    return order_days.dated(order, _placed_versions(earlier), day)


def _placed_versions(earlier: StoredOrder | None) -> tuple[Order, ...]:
    if earlier is None or earlier.state is OrderState.DRAFT:
        return ()
    return (earlier.order,) if earlier.placed is None else (earlier.placed.order, earlier.order)
