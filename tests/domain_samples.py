"""A small made-up world for tests of rules: one customer, a few products, and facts about them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from smartclient.domain.ids import CustomerNumber, Login, OrderId, Sku
from smartclient.domain.rules.context import RuleContext
from smartclient.domain.rules.policies import Policies
from smartclient.domain.rules.problems import ResolvedBy, RuleCode
from smartclient.domain.sales.catalog import (
    Offer,
    Price,
    Product,
    ShipMethod,
    Stock,
    TaxApplies,
    TaxRate,
)
from smartclient.domain.sales.customers import Address, Customer
from smartclient.domain.sales.orders import Order, OrderLine
from smartclient.domain.sales.pricing import price_order
from tests.changed import changed

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

FRAME = Sku("FR-58")
FRAME_NEXT = Sku("FR-60")
HELMET = Sku("HL-1")
BOTTLE = Sku("WB-H098")

CUSTOMER = Customer(
    number=CustomerNumber("C-00001"),
    name="Hill Cycles",
    rep=Login("hill\\anna"),
    addresses=(Address(kind="main", line1="1 High Street", state="WA", country="US"),),
)

PRODUCTS = {
    product.sku: product
    for product in (
        Product(sku=FRAME, name="Road Frame 58", list_price=Decimal("1431.50"), weight="2.24 LB"),
        Product(sku=FRAME_NEXT, name="Road Frame 60", list_price=Decimal("1500.00")),
        Product(sku=HELMET, name="Helmet", list_price=Decimal("34.99"), weight="430 G"),
        Product(sku=BOTTLE, name="Water Bottle", list_price=Decimal("4.99")),
    )
}


def context(**changes: object) -> RuleContext:
    """Return what is known of the little world, with ``changes``."""
    known = RuleContext(today=TODAY, now=NOW, customer=CUSTOMER, products=PRODUCTS)
    return changed(known, **changes)


def with_product(sku: Sku, **changes: object) -> dict[Sku, Product]:
    """Return the products with one changed."""
    return {**PRODUCTS, sku: changed(PRODUCTS[sku], **changes)}


def with_policy(code: RuleCode, settlement: ResolvedBy) -> Policies:
    """Return the delivered policies with one rule settled otherwise."""
    policies = Policies()
    return replace(policies, rules={**policies.rules, code: settlement})


def offer(percent: str, least: int = 0, most: int | None = None, **changes: object) -> Offer:
    """Return an offer of ``percent`` for a bracket of quantities, valid now."""
    code = str(changes.pop("code", f"S{percent}"))
    offer = Offer(
        code=code,
        description=f"{percent} off",
        discount_percent=Decimal(percent),
        valid_from=date(2026, 1, 1),
        min_quantity=least,
        max_quantity=most,
    )
    return changed(offer, **changes)


def price(sku: Sku, amount: str, **changes: object) -> Price:
    """Return a price on the standard list, valid since the beginning of the year."""
    price = Price(
        sku=sku,
        price_list="",
        valid_from=date(2026, 1, 1),
        valid_to=None,
        amount=Decimal(amount),
    )
    return changed(price, **changes)


def stock(sku: Sku, on_hand: int) -> dict[Sku, Stock]:
    """Return stock of one product; the others are not tracked."""
    return {sku: Stock(sku=sku, on_hand=on_hand)}


def tax(percent: str, applies_to: TaxApplies = TaxApplies.ALL, state: str = "WA") -> TaxRate:
    """Return a tax rate in the state of the customer."""
    return TaxRate(
        country="US",
        state=state,
        applies_to=applies_to,
        rate_percent=Decimal(percent),
        name="Sales tax",
    )


TRUCK = {"TRUCK": ShipMethod(name="TRUCK", base=Decimal("3.95"), rate=Decimal("0.99"))}


def order(*wanted: tuple[Sku, int], known: RuleContext | None = None, **changes: object) -> Order:
    """Return an order of ``wanted`` as quoted from ``known`` (the little world as it is)."""
    lines = tuple(
        OrderLine(line=number, sku=sku, quantity=quantity)
        for number, (sku, quantity) in enumerate(wanted, start=1)
    )
    order = Order(id=OrderId("order-1"), customer=CUSTOMER.number, order_date=TODAY, lines=lines)
    return price_order(changed(order, **changes), known or context())
