"""The sample company's customers' terms, and a year of their orders."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from sample_catalog import Item
from sample_people import Shop
from sample_terms import KEY_ACCOUNTS, Promotion, sold_on
from smartclient.domain.ids import CustomerNumber, Login, OrderId, Sku
from smartclient.domain.money import DEFAULT_CURRENCY, rounded
from smartclient.domain.rules.context import RuleContext
from smartclient.domain.sales.catalog import Price, Product, ShipMethod, TaxApplies, TaxRate
from smartclient.domain.sales.customers import Address, Customer, CustomerStatus
from smartclient.domain.sales.orders import Fulfilment, Order, OrderLine, OrderState
from smartclient.domain.sales.pricing import price_order

FIRST_ORDER = 8001
NOTHING = Decimal("0.00")

SHIP_METHODS = (
    ShipMethod(name="GROUND", base=Decimal("6.50"), rate=Decimal("0.35")),
    ShipMethod(name="EXPRESS", base=Decimal("14.00"), rate=Decimal("1.10")),
    ShipMethod(name="PALLET", base=Decimal("48.00"), rate=Decimal("0.12")),
    ShipMethod(name="PICK-UP", base=NOTHING, rate=NOTHING),
)


def _tax(state: str, percent: str, name: str, *, country: str = "US", to: str = "all") -> TaxRate:
    return TaxRate(
        country=country,
        state=state,
        applies_to=TaxApplies(to),
        rate_percent=Decimal(percent),
        name=name,
    )


TAX_RATES = (
    _tax("WA", "6.50", "Washington Sales Tax"),
    _tax("ID", "6.00", "Idaho Sales Tax", to="retail"),
    _tax("ID", "1.50", "Idaho Resale Levy", to="wholesale"),
    _tax("CO", "2.90", "Colorado Sales Tax"),
    _tax("UT", "4.85", "Utah Sales Tax"),
    _tax("NM", "4.88", "New Mexico Gross Receipts"),
    _tax("WI", "5.00", "Wisconsin Sales Tax"),
    _tax("MN", "6.88", "Minnesota Sales Tax"),
    _tax("NE", "5.50", "Nebraska Sales Tax"),
    _tax("VT", "6.00", "Vermont Sales Tax"),
    _tax("NY", "4.00", "New York Sales Tax"),
    _tax("GA", "4.00", "Georgia Sales Tax"),
    _tax("ON", "13.00", "Ontario HST", country="CA"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """An order of the history, as head office has it."""

    number: str
    rep: str
    order: Order
    state: OrderState
    fulfilment: Fulfilment | None
    fulfilled_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """Everything an order depends on."""

    items: Sequence[Item]
    prices: Sequence[Price]
    promotions: Sequence[Promotion]


def addresses_of(shop: Shop, random: Random) -> tuple[Address, ...]:
    """Return the shop's address, and for one in six a warehouse of its own."""
    main = Address(
        kind="main",
        line1=shop.street,
        city=shop.place.city,
        state=shop.place.state,
        postal_code=shop.postal_code,
        country=shop.place.country,
    )
    if random.randrange(6):
        return (main,)
    warehouse = Address(
        kind="shipping",
        line1=f"{random.randrange(10, 400)} Industrial Way",
        line2=f"Dock {random.randrange(1, 9)}",
        city=main.city,
        state=main.state,
        postal_code=main.postal_code,
        country=main.country,
    )
    return (main, warehouse)


def customer_of(shop: Shop, index: int, random: Random) -> Customer:
    """Return the shop's account, without a balance yet."""
    status = {42: "on_hold", 87: "on_hold", 60: "closed", 66: "closed", 118: "closed"}.get(
        index, "active"
    )
    limit = None if index % 9 == 8 else Decimal(random.choice((2500, 5000, 8000, 12000, 20000)))  # noqa: PLR2004
    return Customer(
        number=CustomerNumber(shop.number),
        name=shop.name,
        rep=Login(shop.rep.login),
        territory=shop.rep.territory,
        contact=shop.contact,
        phone=shop.phone,
        email=shop.email,
        status=CustomerStatus(status),
        credit_limit=Decimal(20000) if index < 2 else limit,  # noqa: PLR2004 (the tour's)
        # one account was merged into the tour's other customer
        merged_into=CustomerNumber("G-1002") if index == 60 else None,  # noqa: PLR2004
        price_list=KEY_ACCOUNTS if index % 12 == 5 else "",  # noqa: PLR2004
        payment_terms=random.choice(("30 days", "30 days", "14 days", "2 % 10 days, 30 net")),
        tax_exempt=index % 25 == 9,  # noqa: PLR2004
        addresses=addresses_of(shop, random),
    )


def history(
    company: Company, customers: Sequence[Customer], until: date, random: Random
) -> Iterator[Sale]:
    """Yield a year of orders up to the day before ``until``, by date and number."""
    base = _facts(company, until)
    wanted = []
    for customer in customers:
        busy = random.choice((2, 4, 6, 6, 9, 12))
        # the tour's order must not look like one that was just placed
        latest = 12 if customer.number == "G-1001" else 1
        days = (random.randrange(latest, 365) for _ in range(busy))
        wanted += [(until - timedelta(days=day), customer) for day in days]
    wanted.sort(key=lambda pair: (pair[0], pair[1].number))
    for count, (day, customer) in enumerate(wanted):
        order = _order(count, day, customer, company.items, random)
        facts = RuleContext(**{**base, "customer": customer, "today": day})  # type: ignore[arg-type]
        yield _sale(price_order(order, facts), customer, until, random)


def _facts(company: Company, until: date) -> Mapping[str, object]:
    prices, offers = defaultdict(list), defaultdict(list)
    for price in company.prices:
        prices[price.sku].append(price)
    for promotion in company.promotions:
        for item in promotion.items:
            offers[Sku(item.sku)].append(promotion.offer)
    return {
        "now": datetime.combine(until, time(12), tzinfo=UTC),
        "products": {Sku(item.sku): _product(item) for item in company.items},
        "prices": {sku: tuple(found) for sku, found in prices.items()},
        "offers": {sku: tuple(found) for sku, found in offers.items()},
        "tax_rates": TAX_RATES,
        "ship_methods": {method.name: method for method in SHIP_METHODS},
    }


def _product(item: Item) -> Product:
    return Product(
        sku=Sku(item.sku), name=item.name, weight=f"{item.pounds} LB", list_price=item.price
    )


def _order(
    count: int, day: date, customer: Customer, items: Sequence[Item], random: Random
) -> Order:
    sold = [item for item in items if sold_on(item, day)]
    chosen = random.sample(sold, random.choice((1, 2, 2, 3, 3, 4, 6)))
    lines = tuple(
        OrderLine(line=number, sku=Sku(item.sku), quantity=_quantity(item, random))
        for number, item in enumerate(chosen, start=1)
    )
    return Order(
        id=OrderId(str(FIRST_ORDER + count)),
        customer=customer.number,
        order_date=day,
        lines=lines,
        ship_via=random.choice(("GROUND", "GROUND", "GROUND", "EXPRESS", "PALLET", "PICK-UP", "")),
        reference=f"PO {random.randrange(1000, 9999)}" if random.randrange(3) == 0 else "",
    )


def _quantity(item: Item, random: Random) -> int:
    if item.pack > 1:
        return item.pack * random.choice((1, 1, 2, 3, 5, 12))
    if item.price > Decimal(60):
        return random.choice((1, 1, 2, 3))
    return random.choice((2, 3, 4, 6, 6, 12, 24))


def _sale(order: Order, customer: Customer, until: date, random: Random) -> Sale:
    age = (until - order.order_date).days
    state, fulfilment, after = OrderState.CONFIRMED, None, 0
    if random.randrange(40) == 0:
        state = OrderState.CANCELLED
    elif age > 45:  # noqa: PLR2004 (days)
        fulfilment, after = Fulfilment.INVOICED, random.randrange(4, 21)
    elif age > 6:  # noqa: PLR2004 (days)
        words = (Fulfilment.INVOICED, Fulfilment.SHIPPED, Fulfilment.SHIPPED)
        fulfilment, after = random.choice(words), random.randrange(2, 6)
    elif age > 2:  # noqa: PLR2004 (days)
        fulfilment, after = random.choice((None, Fulfilment.BACK_ORDERED, Fulfilment.SHIPPED)), 1
    return Sale(
        number=f"SO-{order.id}",
        rep=customer.rep,
        order=order,
        state=state,
        fulfilment=fulfilment,
        fulfilled_on=order.order_date + timedelta(days=after) if fulfilment else None,
    )


def balance_of(sales: Sequence[Sale], since: date, random: Random) -> Decimal:
    """Return what a customer still owes: some of what was invoiced since that day."""
    owed = (
        sale.order.totals.total
        for sale in sales
        if sale.fulfilment is Fulfilment.INVOICED
        and sale.order.order_date >= since
        and random.randrange(3)
    )
    return rounded(sum(owed, NOTHING), DEFAULT_CURRENCY)


def open_total(sales: Sequence[Sale]) -> Decimal:
    """Return what a customer's orders that stand and are not invoiced come to."""
    standing = (
        sale.order.totals.total
        for sale in sales
        if sale.state is OrderState.CONFIRMED and sale.fulfilment is not Fulfilment.INVOICED
    )
    return sum(standing, NOTHING)
