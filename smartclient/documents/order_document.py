"""The printable document of an order: all that it shows, and the labels that it is printed with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from smartclient.domain.ids import Sku
from smartclient.domain.money import grouped_text
from smartclient.domain.rules.problems import Change
from smartclient.domain.sales.customers import Address, Customer
from smartclient.domain.sales.given_numbers import starred
from smartclient.domain.sales.orders import CLOSED_STATES, Fulfilment, Order, OrderState
from smartclient.wording.labels import fulfilment_labels

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ANSWERED = CLOSED_STATES | {OrderState.CONFIRMED}


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDocument:
    """One order with everything its document shows. ``customer`` None: it is not known here.

    ``number`` is "" until head office gave one; ``products`` names each product by its SKU.
    ``rep`` is who looks after the customer, ``report`` what head office changed in the order.
    ``priced_as_of`` is as of when the data is that a tentative order is priced from,
    ``known_as_of`` as of when any other order is as head office has it, None where it is not old.
    """

    company: str
    currency: str
    order: Order
    number: str
    state: OrderState
    customer_name: str
    customer: Customer | None = None
    ship_to: Address | None = None
    products: Mapping[Sku, str] = field(default_factory=dict)
    rep: str = ""
    report: tuple[Change, ...] = ()
    adjusted: bool = False
    fulfilment: Fulfilment | None = None
    fulfilled_on: date | None = None
    priced_as_of: datetime | None = None
    known_as_of: datetime | None = None

    @property
    def tentative(self) -> bool:
        """Whether head office has yet to answer the order."""
        return self.state not in _ANSWERED

    @property
    def country(self) -> str:
        """The country the order goes to, "" where none is known."""
        return "" if self.ship_to is None else self.ship_to.country

    @property
    def changes(self) -> tuple[Change, ...]:
        """What head office changed, of an order that is not waiting for another answer."""
        return () if self.tentative else self.report

    @property
    def label(self) -> str:
        """What a person calls the order; a provisional number carries a star."""
        return starred(self.number, self.order.provisional_number)


def plain_percent(percent: Decimal) -> str:
    """A percentage without needless zeros, as English has it."""
    return f"{percent.normalize():f} %"


def plain_day(day: date) -> str:
    """A day as English has it, the month in letters so that nobody misreads it."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def plain_count(number: int) -> str:
    """A whole number with grouped thousands, as English has it."""
    return f"{number:,}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLabels:
    """Labels of an order's document, in English unless given, and how figures are written.

    ``change`` gives the sentence for what head office changed.
    """

    change: Callable[[Change], str]
    order: str = "Order"
    rep: str = "Sales rep"
    report: str = "What head office changed"
    signed_on: str = "Date"
    signature: str = "Signature of the customer"
    customer: str = "Customer"
    ship_to: str = "Ship to"
    number: str = "Number"
    entered_as: str = "Entered as"
    ordered_on: str = "Ordered on"
    deliver_on: str = "Deliver on"
    ship_via: str = "Ship by"
    reference: str = "Your reference"
    terms: str = "Terms"
    delivery: str = "Delivery"
    note: str = "Note"
    line: str = "Line"
    product: str = "Product"
    quantity: str = "Quantity"
    price: str = "Price"
    discount: str = "Discount"
    amount: str = "Amount"
    net: str = "Net"
    tax: str = "Tax"
    freight: str = "Freight"
    total: str = "Total"
    page: str = "Page {page} of {pages}"
    tentative: str = "TENTATIVE"
    tentative_note: str = "Head office has not confirmed this order yet; prices may still change."
    old_note: str = "It is priced from data of {day}."
    known_note: str = "This is how head office had it on {day}."
    adjusted_note: str = "Head office changed this order when it confirmed it."
    cancelled: str = "CANCELLED"
    refused: str = "REFUSED"
    fulfilments: Mapping[Fulfilment, str] = field(default_factory=lambda: fulfilment_labels)
    money: Callable[[Decimal, str], str] = grouped_text
    percent: Callable[[Decimal], str] = plain_percent
    day: Callable[[date], str] = plain_day
    count: Callable[[int], str] = plain_count

    def across(self, document: OrderDocument) -> str:
        """What is written across the page, "" for a confirmed order."""
        if document.tentative:
            return self.tentative
        stamps = {OrderState.CANCELLED: self.cancelled, OrderState.REFUSED: self.refused}
        return stamps.get(document.state, "")

    def remark(self, document: OrderDocument) -> str:
        """The remark below the total, "" for none."""
        if document.tentative:
            parts = (self.tentative_note, self._old(self.old_note, document.priced_as_of))
        else:
            adjusted = document.state is OrderState.CONFIRMED and document.adjusted
            known = self._old(self.known_note, document.known_as_of)
            parts = (self.adjusted_note if adjusted else "", known)
        return " ".join(filter(None, parts))

    def _old(self, note: str, as_of: datetime | None) -> str:
        return "" if as_of is None else note.format(day=self.day(as_of.astimezone().date()))
