"""The days of an order and its lines, as it is placed or changed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from smartclient.domain.sales.orders import Order, OrderLine
from smartclient.domain.sales.pricing import asked_alike


def dated(order: Order, versions: Sequence[Order], day: date) -> Order:
    """``order`` with its days, where it is placed or changed on ``day``.

    ``versions`` are those that were placed before, the first first; () where it never was. What
    was placed keeps its day, and so does each line that is left as it is; a line that is added or
    changed is of the day of that change.
    """
    if not versions:
        lines = tuple(replace(line, ordered_on=None) for line in order.lines)
        return replace(order, order_date=day, lines=lines)
    placed_on = versions[0].order_date
    changed_on = None if day == placed_on else day
    lines = tuple(_line_dated(line, versions, changed_on) for line in order.lines)
    return replace(order, order_date=placed_on, lines=lines)


def _line_dated(line: OrderLine, versions: Sequence[Order], changed_on: date | None) -> OrderLine:
    for version in versions:
        known = version.line(line.line)
        if known is not None and asked_alike(known, line):
            return replace(line, ordered_on=known.ordered_on)
    return replace(line, ordered_on=changed_on)
