"""Context: all that pricing and the rules may read, gathered by their caller.

The worker gathers them from head office's tables under locks, the laptop from its local store;
the rules can't see a difference and read nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from smartclient.domain.check_out import CheckOut
from smartclient.domain.ids import CustomerNumber, OrderId, Sku
from smartclient.domain.money import DEFAULT_CURRENCY
from smartclient.domain.rules.policies import Policies
from smartclient.domain.sales.catalog import Offer, Price, Product, ShipMethod, Stock, TaxRate
from smartclient.domain.sales.customers import Customer
from smartclient.domain.sales.orders import Order


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierOrder:
    """An order that the duplicate rule compares with: of the same customer, and not cancelled."""

    id: OrderId
    number: str
    order_date: date
    quantities: tuple[tuple[Sku, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleContext:
    """What is known when an order is priced or evaluated.

    ``currency`` (ISO 4217) is that of every amount, and says how they are rounded.
    ``customer`` is the one requested, after merging (None = unknown); ``in_partition`` whether
    the sender may sell to it, and ``checked_out`` the check-out by which another rep holds it (None
    = nobody does). ``products`` is keyed by current SKU and holds the replacements
    too; ``renumbered`` maps a former SKU to the current one. ``prices`` and ``offers`` are by
    SKU, unfiltered by date; missing means none. ``stock`` holds what is free to sell to this
    order: on hand less what other orders have taken (missing = not tracked). ``credit_used`` is
    the balance plus the customer's open orders without this one. ``reference_as_of`` is when the
    sender's reference data was last complete, None when it is head office's own; ``refreshed``
    whether that is since head office found it too old. ``placed`` is
    the order as head office last confirmed it, when this is an amendment: what stands in it
    unchanged is not evaluated again. ``received_at`` and ``received_on`` are when head office
    received the order and on which of its days, None before that. ``days`` are those on which it
    can have been entered, as far as head office doubts any.
    """

    today: date
    now: datetime
    currency: str = DEFAULT_CURRENCY
    customer: Customer | None = None
    checked_out: CheckOut | None = None
    merged_from: CustomerNumber | None = None
    in_partition: bool = True
    products: Mapping[Sku, Product] = field(default_factory=dict)
    renumbered: Mapping[Sku, Sku] = field(default_factory=dict)
    prices: Mapping[Sku, tuple[Price, ...]] = field(default_factory=dict)
    offers: Mapping[Sku, tuple[Offer, ...]] = field(default_factory=dict)
    stock: Mapping[Sku, Stock] = field(default_factory=dict)
    tax_rates: tuple[TaxRate, ...] = ()
    ship_methods: Mapping[str, ShipMethod] = field(default_factory=dict)
    credit_used: Decimal = Decimal(0)
    earlier_orders: tuple[EarlierOrder, ...] = ()
    reference_as_of: datetime | None = None
    refreshed: bool = False
    placed: Order | None = None
    received_at: datetime | None = None
    received_on: date | None = None
    days: "BelievedDays | None" = None
    policies: Policies = field(default_factory=Policies)


@dataclass(frozen=True, slots=True, kw_only=True)
class BelievedDays:
    """The first and the last day on which an order can have been entered, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarCustomer:
    """A customer that a new one may be the double of."""

    number: CustomerNumber
    name: str
    city: str = ""
    phone: str = ""
    email: str = ""
