"""Lists of orders: the filter, the totals, and the prices paid in them."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from smartclient.domain.ids import CustomerNumber, OrderId
from smartclient.domain.sales.orders import Fulfilment, OrderState
from smartclient.domain.tasks import TaskStatus
from smartclient.domain.text.canonical import same_name


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFilter:
    """The filter of a list of orders; a field that is left out matches any.

    ``tasks`` are statuses of the newest task about the order, ``adjusted`` asks for those that
    head office changed, ``text`` matches numbers, customer and reference.
    """

    state: OrderState | None = None
    tasks: frozenset[TaskStatus] = frozenset()
    adjusted: bool = False
    fulfilment: Fulfilment | None = None
    text: str = ""
    customer: CustomerNumber | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StateSum:
    """The count and the total of the orders in one state."""

    count: int
    total: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderSums:
    """The totals of orders by state: what is refused is no sale."""

    by_state: dict[OrderState, StateSum] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many orders there are."""
        return sum(each.count for each in self.by_state.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class PricePaid:
    """What a customer paid for a product in one order: per unit, before the discount."""

    order_id: OrderId
    number: str
    provisional_number: str
    state: OrderState
    order_date: date
    quantity: int
    unit_price: Decimal | None
    discount_percent: Decimal
    offer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderedProduct:
    """The name of a product in an order, and its offers: description by code."""

    name: str
    unit: str = ""
    offers: dict[str, str] = field(default_factory=dict)

    def offer_text(self, code: str) -> str:
        """The description of an offer, its code where the product is not in it."""
        texts = (text for known, text in self.offers.items() if same_name(known, code))
        return next(texts, code)
