"""The day of an order, by head office's clock as it was last learnt.

An order is of the day on which it is placed, not on which its draft was begun. What was placed
keeps its day, and so does each line that is left as it is; a line that is added or changed is of
the day of that change.
"""

from dataclasses import replace
from datetime import date

from smartclient.domain.clock import Clock, HeadOfficeClock, LearntTime
from smartclient.domain.sales.orders import Order, OrderLine, OrderState
from smartclient.domain.sales.pricing import asked_alike
from smartclient.store.unit_of_work import ReadView
from smartclient.store.work.order_rows import StoredOrder


def office_day(view: ReadView, clock: Clock) -> date:
    """The company's day, never before the last time of head office that was seen here.

    ``clock`` is corrected already by what this program learnt; another may have seen more since.
    """
    known = view.meta.learnt_time()
    return HeadOfficeClock(clock, LearntTime(seen=known.seen, zone=known.zone)).today()


def dated(order: Order, earlier: StoredOrder | None, day: date) -> Order:
    """``order`` with its days, where it is placed or changed on ``day``."""
    if earlier is None or earlier.state is OrderState.DRAFT:
        lines = tuple(replace(line, ordered_on=None) for line in order.lines)
        return replace(order, order_date=day, lines=lines)
    versions = [earlier.order] if earlier.placed is None else [earlier.placed.order, earlier.order]
    placed_on = versions[0].order_date
    changed_on = None if day == placed_on else day
    lines = tuple(_line_dated(line, versions, changed_on) for line in order.lines)
    return replace(order, order_date=placed_on, lines=lines)


def _line_dated(line: OrderLine, versions: list[Order], changed_on: date | None) -> OrderLine:
    for version in versions:
        known = version.line(line.line)
        if known is not None and asked_alike(known, line):
            return replace(line, ordered_on=known.ordered_on)
    return replace(line, ordered_on=changed_on)
