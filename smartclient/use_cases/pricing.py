"""Pricing at the desk: local facts for an order, and what they make of it."""

from dataclasses import dataclass, replace
from datetime import datetime

from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError
from smartclient.domain.fields import ORDER, ORDER_DAY
from smartclient.domain.limits import MOST_LINES, check_quantities, check_total, too_many_lines
from smartclient.domain.rules.context import RuleContext
from smartclient.domain.sales.orders import Order, OrderLine
from smartclient.domain.sales.origins import quoted_differently
from smartclient.domain.sales.pricing import price_order
from smartclient.domain.text.canonical import canonical_customer_number, canonical_sku, composed
from smartclient.read_models.records import CustomerRecord
from smartclient.store.unit_of_work import ReadView
from smartclient.use_cases.order_date import dated, office_day
from smartclient.use_cases.queries.lookup import get_customer


def local_context(view: ReadView, order: Order, clock: Clock) -> RuleContext:
    """Return what the laptop knows that ``order`` is priced and judged by."""
    return view.rule_context.for_order(order, today=clock.today(), now=clock.now())


_TEXTS = ("ship_to", "ship_via", "reference", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """An order priced from the local data, for whom, and how fresh the data was."""

    order: Order
    customer: CustomerRecord
    reference_as_of: datetime | None


def priced_locally(view: ReadView, order: Order, clock: Clock) -> Quote:
    """Return ``order`` priced anew from the local data, for its customer's number of now.

    Raises NotFoundError for an unknown customer.
    """
    normalized, record = canonical_for_customer(view, order, clock)
    context = view.rule_context.for_pricing(
        normalized, record.customer, today=clock.today(), now=clock.now()
    )
    priced = price_order(normalized, context)
    check_total(priced)
    return Quote(order=priced, customer=record, reference_as_of=context.reference_as_of)


def canonical_for_customer(
    view: ReadView, order: Order, clock: Clock
) -> tuple[Order, CustomerRecord]:
    """Return ``order`` as it is stored, under its customer's number of now, and the customer.

    It is of the day that it is placed or changed on. Raises NotFoundError for an unknown customer.
    """
    normalized = dated(canonical_order(order), view.orders.get(order.id), office_day(view, clock))
    record = get_customer(view, normalized.customer)
    return replace(normalized, customer=record.customer.number), record


def canonical_order(order: Order) -> Order:
    """Return ``order`` with its text as it is compared; what is wrong with it is no matter here."""
    return replace(
        order,
        customer=canonical_customer_number(order.customer),
        lines=tuple(_canonical_line(line) for line in order.lines),
        ship_to=composed(order.ship_to),
        ship_via=composed(order.ship_via),
        reference=composed(order.reference),
        note=composed(order.note),
    )


def check_entered(order: Order, held: Order | None = None) -> None:
    """Raise RefusedError for a text or a day that can't be entered.

    What stands so in ``held``, the order as it is stored, is left alone: an earlier version let it
    through, and it must not keep the rest from being changed.
    """
    for name in _TEXTS:
        text = getattr(order, name)
        if held is None or text != getattr(held, name):
            ORDER[name].read(text)
    if order.deliver_on is not None and (held is None or order.deliver_on != held.deliver_on):
        ORDER_DAY.read(order.deliver_on)


def _canonical_line(line: OrderLine) -> OrderLine:
    sku = canonical_sku(line.sku)
    return line if sku == line.sku else replace(line, sku=sku)


def check_as_quoted(order: Order, priced: Order) -> None:
    """Raise RefusedError for an order that costs something else by now than it was quoted at.

    A line without a price was not quoted yet: it may have any.
    """
    line = quoted_differently(order, priced)
    if line is not None:
        raise RefusedError(
            "Line {line}, {sku}, is not quoted as before: prices or offers have changed. Look at "
            "the order again, then place it.",
            line=line.line,
            sku=line.sku,
        )


def check_delivery(order: Order, clock: Clock, earlier: Order | None = None) -> None:
    """Raise RefusedError for a delivery day that is over, unless ``earlier`` has the same."""
    day = order.deliver_on
    if day is None or day >= clock.today() or (earlier is not None and day == earlier.deliver_on):
        return
    raise RefusedError(
        "The delivery day {day} is over. Choose today or a later day, or none.", day=day
    )


def check_lines(order: Order, held: Order | None = None) -> None:
    """Raise RefusedError for an order that can't be placed: empty, too long, an odd quantity.

    ``held`` is the order as it is stored, None for a new one.
    """
    if not order.lines:
        raise RefusedError("The order has no lines. Add at least one product.")
    if len(order.lines) > MOST_LINES:
        raise too_many_lines()
    check_quantities(order, held)
    if len({line.line for line in order.lines}) != len(order.lines):
        raise RefusedError("Two lines of the order have the same number. Enter them again.")
