"""An order as typed beside its last quote: which of its lines are as they were quoted."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from smartclient.domain.sales.orders import Order
from smartclient.read_models.records import CustomerRecord, OrderPreview
from smartclient.ui.dialogs.order.order_edits import entered_line, fields_of, with_fields


def preview_as_typed(order: Order, quote: OrderPreview) -> OrderPreview:
    """``quote`` of the order as typed, with the problems of the lines that are as quoted."""
    same = _as_quoted(order, quote)
    problems = tuple(p for p in quote.problems if p.line is None or p.line in same)
    return replace(quote, order=order, problems=problems)


def with_quoted_prices(order: Order, quote: OrderPreview | None) -> Order:
    """The order as typed; a line that is not as it was quoted has no price."""
    same = _as_quoted(order, quote)
    lines = tuple(
        line if line.line in same else replace(line, unit_price=None, amount=None)
        for line in order.lines
    )
    return replace(order, lines=lines)


def quoted_as_typed(typed: Order, quoted: Order, *, is_for_account: bool) -> Order:
    """The quoted order with what was typed beside its lines meanwhile.

    One that ``is_for_account`` was quoted for a customer that is not there yet.
    """
    return replace(
        with_fields(quoted, fields_of(typed)),
        note=typed.note,
        provisional_number=typed.provisional_number,
        customer=typed.customer if is_for_account else quoted.customer,
    )


def credit_left(
    order: Order, customer: CustomerRecord | None, counted: Order | None
) -> Decimal | None:
    """What a customer may still order after this order; None where that is not known.

    ``counted`` is the order as it is among those that use the credit already.
    """
    limit = None if customer is None else customer.customer.credit_limit
    used = None if customer is None else customer.credit_used
    if limit is None or used is None:
        return None
    own = Decimal(0) if counted is None else counted.totals.total
    return limit - used + own - order.totals.total


def _as_quoted(order: Order, quote: OrderPreview | None) -> frozenset[int]:
    """The numbers of the lines that are as they were last quoted."""
    quoted = {} if quote is None else {line.line: line for line in quote.order.lines}
    same = (x.line for x in order.lines if entered_line(x) == entered_line(quoted.get(x.line)))
    return frozenset(same)
