"""Orders: what a rep enters, what it was quoted at, and what became of it."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from smartclient.domain.ids import CustomerNumber, OrderId, Sku


class OrderState(StrEnum):
    """The one state a person sees of an order."""

    DRAFT = "draft"
    TENTATIVE = "tentative"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    REFUSED = "refused"


ACTIVE_STATES = frozenset({OrderState.TENTATIVE, OrderState.CONFIRMED})
"""States of an order that is placed and still wanted."""

CLOSED_STATES = frozenset({OrderState.CANCELLED, OrderState.REFUSED})
"""States of an order that is not carried out."""


class Fulfilment(StrEnum):
    """What became of a confirmed order, as head office reports it; each is a step further."""

    BACK_ORDERED = "back_ordered"
    SHIPPED = "shipped"
    INVOICED = "invoiced"


GOODS_LEFT = frozenset({Fulfilment.SHIPPED, Fulfilment.INVOICED})
"""Once goods have left for an order, it can't be changed or cancelled any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A problem that a person has answered for: the rule does not raise it again.

    ``code`` is a RuleCode; ``line`` None means the whole order. ``value`` is what was accepted
    (a price, a quantity), so that a later, different value is asked about again; empty when the
    rule has no value. ``by_admin`` is set only by head office, never taken from a message.
    """

    code: str
    line: int | None = None
    value: str = ""
    by_admin: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLine:
    """One line. ``line`` is its number, from 1, never reused within the order.

    ``unit_price`` is the price of one unit before the discount, as quoted to the customer;
    ``amount`` is the line, discount taken off, rounded to the currency's smallest unit. Both are
    None until priced.
    ``back_order`` means: what is not in stock may follow later. ``ordered_on`` is the day on which
    an amendment added or changed the line; None means the order's date.
    """

    line: int
    sku: Sku
    quantity: int
    unit_price: Decimal | None = None
    discount_percent: Decimal = Decimal(0)
    offer: str = ""
    amount: Decimal | None = None
    without_offer: bool = False
    back_order: bool = False
    ordered_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """An order's sums, each in the currency's smallest unit; total = net + tax + freight."""

    net: Decimal = Decimal("0.00")
    tax: Decimal = Decimal("0.00")
    freight: Decimal = Decimal("0.00")
    total: Decimal = Decimal("0.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An order as the rep sees it; every edit returns a new one.

    ``order_date`` is the company's day on which it was placed. ``ship_to`` is the kind of the
    customer's address ("" = the shipping address if there is one, else the main one).
    ``ship_via`` "" means none chosen: no freight.
    """

    id: OrderId
    customer: CustomerNumber
    order_date: date
    provisional_number: str = ""
    lines: tuple[OrderLine, ...] = ()
    ship_to: str = ""
    ship_via: str = ""
    deliver_on: date | None = None
    reference: str = ""
    note: str = ""
    accepted: tuple[Waiver, ...] = ()
    totals: Totals = Totals()

    def line(self, number: int) -> OrderLine | None:
        """The line numbered ``number``, or None."""
        return next((line for line in self.lines if line.line == number), None)

    def next_line_number(self) -> int:
        """The number for a new line."""
        return max((line.line for line in self.lines), default=0) + 1

    def with_line(self, line: OrderLine) -> "Order":
        """The order with ``line`` in the place of the one with its number, or added."""
        if self.line(line.line) is None:
            return replace(self, lines=(*self.lines, line))
        lines = tuple(line if old.line == line.line else old for old in self.lines)
        return replace(self, lines=lines)

    def without_line(self, number: int) -> "Order":
        """The order without the line numbered ``number``."""
        return replace(self, lines=tuple(line for line in self.lines if line.line != number))

    def accepting(self, acceptance: Waiver) -> "Order":
        """The order with ``acceptance`` in place of any for the same code and line."""
        others = tuple(
            old
            for old in self.accepted
            if (old.code, old.line) != (acceptance.code, acceptance.line)
        )
        return replace(self, accepted=(*others, acceptance))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedOrder:
    """An order as head office holds it. ``fulfilled_on`` is the day of the last fulfilment.

    ``reserved`` is how many of each product are taken from the stock for it; None where a head
    office of an older version does not say.
    """

    order: Order
    number: str
    state: OrderState
    adjusted: bool = False
    fulfilment: Fulfilment | None = None
    fulfilled_on: date | None = None
    reserved: tuple[tuple[Sku, int], ...] | None = None
