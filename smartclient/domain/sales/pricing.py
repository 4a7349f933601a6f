"""Pricing: what an order costs, worked out alike on the laptop and at head office.

How amounts are rounded, and why, is explained in ``smartclient.domain.money``.
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from smartclient.domain.fields import pounds
from smartclient.domain.ids import Sku
from smartclient.domain.money import ZERO, rounded
from smartclient.domain.rules.context import RuleContext
from smartclient.domain.rules.problems import PriceDay
from smartclient.domain.sales.catalog import (
    STANDARD_PRICE_LIST,
    Audience,
    Offer,
    Price,
    ShipMethod,
    TaxApplies,
)
from smartclient.domain.sales.customers import MAIN_ADDRESS, Address, Customer
from smartclient.domain.sales.orders import Order, OrderLine, Totals
from smartclient.domain.text.canonical import name_key, same_name

HUNDRED = Decimal(100)

DAYS_FROM_STOCK = 2
DAYS_WITHOUT_STOCK = 10
"""Working days until a delivery: from the shelf, and when goods must come in first."""

_WORKING_DAYS = 5


def price_day(line: OrderLine, order: Order, context: RuleContext) -> date:
    """The day whose price and offers count for a line, by the policy ``price_day``.

    Where head office has not received the order yet, it may today. Nothing is delivered before it
    was ordered, whatever day an order asks for.
    """
    ordered = line.ordered_on or order.order_date
    match context.policies.price_day:
        case PriceDay.RECEIPT:
            return context.received_on or context.today
        case PriceDay.DELIVERY:
            return max(order.deliver_on or ordered, ordered)
    return ordered


def current_sku(sku: Sku, context: RuleContext) -> Sku:
    """The number a product has now, which is ``sku`` unless it was renumbered."""
    return sku if sku in context.products else context.renumbered.get(sku, sku)


def price_list_of(customer: Customer | None) -> str:
    """The price list a customer buys from."""
    return STANDARD_PRICE_LIST if customer is None else customer.price_list


def price_of(sku: Sku, price_list: str, on: date, context: RuleContext) -> Decimal | None:
    """The price of one unit on the day ``on``, None for an unknown product.

    The customer's price list counts first, then the standard one, then the list price.
    """
    product = context.products.get(current_sku(sku, context))
    if product is None:
        return None
    chosen = price_in_force(sku, price_list, on, context)
    return product.list_price if chosen is None else chosen.amount


def price_in_force(sku: Sku, price_list: str, on: date, context: RuleContext) -> Price | None:
    """The price of a price list that counts on the day ``on``, None where the list price does."""
    own: Price | None = None
    standard: Price | None = None
    for price in context.prices.get(current_sku(sku, context), ()):
        if on < price.valid_from or (price.valid_to is not None and on > price.valid_to):
            continue
        if same_name(price.price_list, price_list):
            own = _later(own, price)
        elif price.price_list == STANDARD_PRICE_LIST:
            standard = _later(standard, price)
    return own or standard


def _later(one: Price | None, other: Price) -> Price:
    """The price that began later; periods don't overlap, this only makes it certain."""
    return other if one is None or other.valid_from > one.valid_from else one


def offer_applies(offer: Offer, quantity: int, on: date) -> bool:
    """Whether a store that buys ``quantity`` on the day ``on`` has a discount by ``offer``."""
    return (
        offer_open(offer, on)
        and offer.min_quantity <= quantity
        and (offer.max_quantity is None or quantity <= offer.max_quantity)
    )


def offer_open(offer: Offer, on: date) -> bool:
    """Whether ``offer`` discounts anything for a store on the day ``on``, at any quantity."""
    return (
        offer.discount_percent > 0
        and offer.audience is not Audience.CONSUMER
        and offer.valid_from <= on
        and (offer.valid_to is None or on <= offer.valid_to)
    )


def best_offer(sku: Sku, quantity: int, on: date, context: RuleContext) -> Offer | None:
    """The one best offer for a store that buys ``quantity`` on the day ``on``, if any.

    Offers are not added up. Of two equally good ones it is the first by code.
    """
    best: Offer | None = None
    for offer in context.offers.get(current_sku(sku, context), ()):
        if not offer_applies(offer, quantity, on):
            continue
        if best is None or _by_discount(offer) < _by_discount(best):
            best = offer
    return best


def _by_discount(offer: Offer) -> tuple[Decimal, str]:
    return -offer.discount_percent, name_key(offer.code)


def line_amount(
    quantity: int, unit_price: Decimal, discount_percent: Decimal, currency: str
) -> Decimal:
    """What a line costs, discount taken off, rounded to the currency's smallest unit."""
    gross = unit_price * quantity
    if discount_percent:
        gross = gross * (HUNDRED - discount_percent) / HUNDRED
    return rounded(gross, currency)


def price_order(order: Order, context: RuleContext) -> Order:
    """``order`` with every line quoted for its day, and its sums computed.

    A line that is as head office confirmed it keeps its terms. A line of an unknown product keeps
    the price it was quoted, or costs nothing.
    """
    lines = tuple(
        as_confirmed(line, context.placed) or quoted(line, order, context) for line in order.lines
    )
    return _totalled(order, lines, context)


def total_order(order: Order, context: RuleContext) -> Order:
    """``order`` with amounts and sums computed from the prices its lines already have."""
    return _totalled(order, order.lines, context)


def as_confirmed(line: OrderLine, placed: Order | None) -> OrderLine | None:
    """``line`` on the terms head office confirmed, None where something else is requested."""
    known = None if placed is None else placed.line(line.line)
    if known is None or known.unit_price is None or not asked_alike(known, line):
        return None
    return replace(known, back_order=line.back_order)


def asked_alike(one: OrderLine, other: OrderLine) -> bool:
    """Whether a person asks the same of two lines, as far as their price goes by it."""
    return (one.sku, one.quantity, one.without_offer) == (
        other.sku,
        other.quantity,
        other.without_offer,
    )


def quoted(line: OrderLine, order: Order, context: RuleContext) -> OrderLine:
    """``line`` at the price and with the offer of its day."""
    day = price_day(line, order, context)
    price = price_of(line.sku, price_list_of(context.customer), day, context)
    if price is None:
        return line if line.unit_price is not None else replace(line, unit_price=ZERO)
    return with_best_offer(replace(line, unit_price=price), order, context)


def with_best_offer(line: OrderLine, order: Order, context: RuleContext) -> OrderLine:
    """``line`` with the best offer of its day, none for one that goes without."""
    day = price_day(line, order, context)
    offer = None if line.without_offer else best_offer(line.sku, line.quantity, day, context)
    percent, code = (ZERO, "") if offer is None else (offer.discount_percent, offer.code)
    if line.discount_percent == percent and same_name(line.offer, code):
        return line
    return replace(line, discount_percent=percent, offer=code)


def _totalled(order: Order, lines: tuple[OrderLine, ...], context: RuleContext) -> Order:
    with_amounts = []
    currency = context.currency
    net = rounded(ZERO, currency)
    for line in lines:
        price = line.unit_price or ZERO
        amount = line_amount(line.quantity, price, line.discount_percent, currency)
        net += amount
        with_amounts.append(line if line.amount == amount else replace(line, amount=amount))
    tax = rounded(net * tax_percent(order, context) / HUNDRED, currency)
    freight = freight_of(order, lines, context)
    totals = Totals(net=net, tax=tax, freight=freight, total=net + tax + freight)
    return replace(order, lines=tuple(with_amounts), totals=totals)


def ship_to_address(order: Order) -> str:
    """The kind of address an order asks for, "shipping" where it names none."""
    return order.ship_to or "shipping"


def destination(order: Order, customer: Customer) -> Address | None:
    """The address an order goes to: as asked, else the main one, else the first."""
    wanted = ship_to_address(order)
    main: Address | None = None
    for address in customer.addresses:
        if same_name(address.kind, wanted):
            return address
        if same_name(address.kind, MAIN_ADDRESS):
            main = address
    return main or (customer.addresses[0] if customer.addresses else None)


def tax_percent(order: Order, context: RuleContext) -> Decimal:
    """The tax rate on an order's net, by its destination.

    Customers are stores: the wholesale rate if there is one, else the rate for all sales.
    """
    customer = context.customer
    if customer is None or customer.tax_exempt:
        return ZERO
    address = destination(order, customer)
    if address is None:
        return ZERO
    general = ZERO
    for rate in context.tax_rates:
        if not (same_name(rate.state, address.state) and same_name(rate.country, address.country)):
            continue
        if rate.applies_to is TaxApplies.WHOLESALE:
            return rate.rate_percent
        if rate.applies_to is TaxApplies.ALL:
            general = rate.rate_percent
    return general


def _ship_method(name: str, context: RuleContext) -> ShipMethod | None:
    named = context.ship_methods.get(name)
    if named is not None:
        return named
    return next(
        (
            ship_method
            for ship_method in context.ship_methods.values()
            if same_name(ship_method.name, name)
        ),
        None,
    )


def freight_of(order: Order, lines: tuple[OrderLine, ...], context: RuleContext) -> Decimal:
    """The freight: the method's base charge plus its rate per pound; none chosen, none."""
    method = _ship_method(order.ship_via, context) if order.ship_via and lines else None
    if method is None:
        return rounded(ZERO, context.currency)
    weight = ZERO
    for line in lines:
        product = context.products.get(current_sku(line.sku, context))
        if product is not None and product.weight:
            weight += (pounds(product.weight) or ZERO) * line.quantity
    return rounded(method.base + method.rate * weight, context.currency)


def delivery_estimate(order: Order, context: RuleContext) -> date | None:
    """The day by which the whole order can arrive, None when it can't be known.

    Counted in working days from the order's date (or today, if that is later), from the shelf
    when stock covers every line or is not tracked, and never before the day requested or the
    day on which the last product goes on sale. It can't be known for an order with no lines, or
    with a product that is unknown or no longer sold.
    """
    start = max(order.order_date, context.today)
    wanted: dict[Sku, int] = {}
    earliest = order.deliver_on or start
    for line in order.lines:
        sku = current_sku(line.sku, context)
        product = context.products.get(sku)
        if product is None or product.discontinued(start):
            return None
        wanted[sku] = wanted.get(sku, 0) + line.quantity
        if product.sell_from is not None:
            earliest = max(earliest, product.sell_from)
    if not wanted:
        return None
    short = any(
        sku in context.stock and n > context.stock[sku].on_hand for sku, n in wanted.items()
    )
    arrives = _working_days_after(start, DAYS_WITHOUT_STOCK if short else DAYS_FROM_STOCK)
    return max(arrives, earliest)


def _working_days_after(day: date, days: int) -> date:
    while days and day < date.max:
        day += timedelta(days=1)
        if day.weekday() < _WORKING_DAYS:
            days -= 1
    return day
