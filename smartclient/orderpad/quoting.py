"""Quoting in the page: an order priced and checked by the rules, as its editor shows it."""

from dataclasses import dataclass, replace

from smartclient.domain.check_out import CheckOut, Hold
from smartclient.domain.errors import NotFoundError
from smartclient.domain.rules.check_outs import held_error
from smartclient.domain.rules.context import RuleContext
from smartclient.domain.rules.gathering import context_for_order
from smartclient.domain.rules.problems import ResolvedBy, RuleCode
from smartclient.domain.sales.customers import Customer
from smartclient.domain.sales.order_entry import canonical_order
from smartclient.domain.sales.orders import Order
from smartclient.domain.sales.origins import Origin
from smartclient.orderpad.device_data import DeviceData
from smartclient.quoting.demand import tentative_demand
from smartclient.quoting.expired_terms import without_expired
from smartclient.quoting.order_days import dated
from smartclient.quoting.preview import PricedOrder, preview, priced
from smartclient.read_models.demand import TentativeDemand
from smartclient.read_models.records import OrderPreview


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """An order as it is priced here, and the customer it is for, under the number of now."""

    priced: PricedOrder
    customer: Customer


def quoted(order: Order, data: DeviceData) -> Quote:
    """``order`` priced; NotFoundError for a customer who is not here."""
    dated_order, customer = _for_customer(order, data)
    known = known_context(dated_order, data)
    return Quote(
        priced=priced(dated_order, known, data.quoted_data(dated_order, customer)),
        customer=customer,
    )


def previewed(order: Order, data: DeviceData, *, origins: tuple[Origin, ...] = ()) -> OrderPreview:
    """``order`` priced, and evaluated; NotFoundError for a customer who is not here."""
    dated_order, customer = _for_customer(order, data)
    return preview(
        dated_order,
        known_context(dated_order, data),
        data.quoted_data(dated_order, customer),
        origins=origins,
        demand=lambda quote: _demand(quote, data),
    )


def known_context(order: Order, data: DeviceData) -> RuleContext:
    """All that is here about ``order``, with what it is shown with after it has expired.

    Where not all is here that credit is counted by, head office judges it.
    """
    device = data.device
    context = context_for_order(order, data, today=device.today, now=device.now)
    if context.customer is None or data.knows_credit():
        return context
    return replace(context, customer=replace(context.customer, credit_limit=None))


def local_context(order: Order, data: DeviceData) -> RuleContext:
    """The data here by which ``order`` is priced and evaluated."""
    known = known_context(order, data)
    customer = known.customer
    if customer is None:
        return known
    expired = data.quoted_data(order, customer).expired
    return without_expired(known, expired, data.device.today)


def own_check_out(customer: Customer, data: DeviceData) -> str:
    """The number of the check-out by which the rep holds a customer, "" for none.

    BlockedError where another holds it, and orders for it are refused.
    """
    held, hold = hold_of(customer, data) or (None, Hold.FREE)
    if held is None:
        return ""
    if hold is not Hold.OTHERS:
        return held.number
    if data.policies().for_rule(RuleCode.CUSTOMER_CHECKED_OUT) is ResolvedBy.REFUSE:
        raise held_error(customer, held)
    return ""


def hold_of(customer: Customer, data: DeviceData) -> tuple[CheckOut, Hold] | None:
    """The check-out by which a customer is held, and what it means for the rep; None: by nobody."""
    device = data.device
    held = customer.held(now=device.now, epoch=device.generation)
    if held is None:
        return None
    return held, held.hold(
        device.login, now=device.now, epoch=device.generation, proof=device.proof
    )


def _for_customer(order: Order, data: DeviceData) -> tuple[Order, Customer]:
    held = data.held(order.id)
    versions = () if held is None else held.versions
    normalized = dated(canonical_order(order), versions, data.device.today)
    customer = data.customer(normalized.customer)
    if customer is None:
        raise NotFoundError(
            "Customer {number} is not on this device. Sync, then look at your customers.",
            number=normalized.customer,
        )
    return replace(normalized, customer=customer.number), customer


def _demand(quote: PricedOrder, data: DeviceData) -> TentativeDemand:
    order, context = quote.order, quote.context
    customer = context.customer
    return tentative_demand(
        order,
        context,
        on_hand=data.stock(tuple(context.products)),
        in_orders=data.tentative_total(customer.number if customer else order.customer, order.id),
    )
