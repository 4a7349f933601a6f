"""Pricing from the local data."""

from dataclasses import dataclass, replace
from datetime import datetime

from smartclient.contract.feeds import FeedKind
from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError
from smartclient.domain.limits import check_total
from smartclient.domain.rules.context import RuleContext
from smartclient.domain.sales.order_entry import canonical_order
from smartclient.domain.sales.orders import Order
from smartclient.domain.sales.origins import quoted_differently
from smartclient.domain.sales.pricing import price_order
from smartclient.read_models.data_ages import DataAge
from smartclient.read_models.records import CustomerRecord
from smartclient.store.feeds.feeds import QUOTED_FROM
from smartclient.store.unit_of_work import ReadView
from smartclient.use_cases.order_date import dated, office_day
from smartclient.use_cases.queries.expired_data import have_expired
from smartclient.use_cases.queries.lookup import get_customer
from smartclient.use_cases.queries.usable_data import knows_credit, order_ages


def local_context(view: ReadView, order: Order, clock: Clock) -> RuleContext:
    """The local data by which ``order`` is priced and evaluated."""
    return without_expired(known_context(view, order, clock), view, clock)


def known_context(view: ReadView, order: Order, clock: Clock) -> RuleContext:
    """All that is here about ``order``, with what it is shown with after it has expired.

    Where not all is here that credit is counted by, head office judges it.
    """
    context = view.rule_context.for_order(order, today=clock.today(), now=clock.now())
    if context.customer is None or knows_credit(view, clock):
        return context
    return replace(context, customer=replace(context.customer, credit_limit=None))


def without_expired(context: RuleContext, view: ReadView, clock: Clock) -> RuleContext:
    """``context`` without products that can't be priced by it, as their prices have expired.

    What is quoted keeps its price then: the list price would be another.
    """
    expired = have_expired(view, clock, (FeedKind.PRODUCTS, FeedKind.PRICES))
    if FeedKind.PRODUCTS in expired:
        return replace(context, products={})
    if FeedKind.PRICES not in expired:
        return context
    today = clock.today()
    priced = {
        sku
        for sku, prices in context.prices.items()
        if any(price.valid_to is not None and price.valid_to >= today for price in prices)
    }
    known = {sku: product for sku, product in context.products.items() if sku in priced}
    return replace(context, products=known)


def with_sums_as_quoted(priced: Order, order: Order, view: ReadView, clock: Clock) -> Order:
    """``priced`` with the sums of ``order``, where neither can be known as data has expired.

    Without weights and rates its freight and tax would be others; what was changed is summed.
    """
    if priced.lines != order.lines or not have_expired(view, clock, QUOTED_FROM):
        return priced
    return replace(priced, totals=order.totals)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """An order priced from the local data, for whom, and how fresh the data was.

    ``ages`` are of what is too old to be used as it is.
    """

    order: Order
    customer: CustomerRecord
    reference_as_of: datetime | None
    ages: tuple[DataAge, ...]


def priced_locally(view: ReadView, order: Order, clock: Clock) -> Quote:
    """``order`` priced from the local data, under its customer's present number.

    Raises NotFoundError for an unknown customer.
    """
    normalized, record = canonical_for_customer(view, order, clock)
    context = view.rule_context.for_pricing(
        normalized, record.customer, today=clock.today(), now=clock.now()
    )
    context = without_expired(context, view, clock)
    priced = with_sums_as_quoted(price_order(normalized, context), normalized, view, clock)
    check_total(priced)
    return Quote(
        order=priced,
        customer=record,
        reference_as_of=context.reference_as_of,
        ages=order_ages(view, clock, priced, context),
    )


def canonical_for_customer(
    view: ReadView, order: Order, clock: Clock
) -> tuple[Order, CustomerRecord]:
    """``order`` as it is stored, under its customer's number of now, and the customer.

    It is of the day that it is placed or changed on. Raises NotFoundError for an unknown customer.
    """
    normalized = dated(canonical_order(order), view.orders.get(order.id), office_day(view, clock))
    record = get_customer(view, normalized.customer)
    return replace(normalized, customer=record.customer.number), record


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
        "The delivery day {day} is in the past. Choose today or a later day, or none.", day=day
    )
