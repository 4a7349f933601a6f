"""Pricing from the local data."""

from dataclasses import dataclass, replace
from datetime import datetime

from smartclient.contract.feeds import FeedKind
from smartclient.domain.clock import Clock
from smartclient.domain.rules.context import RuleContext
from smartclient.domain.sales.order_entry import canonical_order
from smartclient.domain.sales.orders import Order
from smartclient.quoting.expired_terms import without_expired
from smartclient.quoting.preview import QuotedData, priced
from smartclient.quoting.quoted_feeds import QUOTED_FROM
from smartclient.read_models.data_ages import DataAge
from smartclient.read_models.records import CustomerRecord
from smartclient.store.unit_of_work import ReadView
from smartclient.use_cases.order_date import dated, office_day
from smartclient.use_cases.queries.expired_data import have_expired
from smartclient.use_cases.queries.lookup import get_customer
from smartclient.use_cases.queries.usable_data import cache_of, knows_credit

_PRICED_BY = (FeedKind.PRODUCTS, FeedKind.PRICES)


def local_context(view: ReadView, order: Order, clock: Clock) -> RuleContext:
    """The local data by which ``order`` is priced and evaluated."""
    context = known_context(view, order, clock)
    return without_expired(context, have_expired(view, clock, _PRICED_BY), clock.today())


def known_context(view: ReadView, order: Order, clock: Clock) -> RuleContext:
    """All that is here about ``order``, with what it is shown with after it has expired.

    Where not all is here that credit is counted by, head office judges it.
    """
    context = view.rule_context.for_order(order, today=clock.today(), now=clock.now())
    if context.customer is None or knows_credit(view, clock):
        return context
    return replace(context, customer=replace(context.customer, credit_limit=None))


def quoted_data(view: ReadView, clock: Clock) -> QuotedData:
    """How old the data is that orders are quoted from."""
    return QuotedData(
        cache=cache_of(view, QUOTED_FROM), expired=have_expired(view, clock, QUOTED_FROM)
    )


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
    quote = priced(normalized, context, quoted_data(view, clock))
    return Quote(
        order=quote.order,
        customer=record,
        reference_as_of=context.reference_as_of,
        ages=quote.ages,
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
