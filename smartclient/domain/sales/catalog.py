"""The catalog as both sides see it: products, prices, offers, stock, tax and freight."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from smartclient.domain.days import days_before
from smartclient.domain.ids import Sku

STANDARD_PRICE_LIST = ""
"""The price list of customers that have none of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A product that is, was or will be sold. Dates are inclusive; None means open."""

    sku: Sku
    name: str
    category: str = ""
    subcategory: str = ""
    description: str = ""
    unit: str = "EA"
    color: str = ""
    size: str = ""
    weight: str = ""
    list_price: Decimal = Decimal(0)
    sell_from: date | None = None
    sell_until: date | None = None
    discontinued_on: date | None = None
    replaced_by: Sku | None = None
    former_sku: Sku | None = None
    min_order_quantity: int = 1
    pack_size: int = 1
    image: str = ""
    ean: str = ""

    def last_day(self) -> date | None:
        """The last day the product may be sold, or None when no end is known.

        ``sell_until`` is the last day of sale itself; from ``discontinued_on`` on it is not sold.
        """
        ends = [] if self.sell_until is None else [self.sell_until]
        if self.discontinued_on is not None:
            ends.append(days_before(self.discontinued_on, 1))
        return min(ends, default=None)

    def discontinued(self, on: date) -> bool:
        """Whether the product is no longer sold on the day ``on``."""
        if self.discontinued_on is not None and on >= self.discontinued_on:
            return True
        return self.sell_until is not None and on > self.sell_until

    def not_yet_sold(self, on: date) -> bool:
        """Whether sale has not begun on the day ``on``."""
        return self.sell_from is not None and on < self.sell_from


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """A price per unit on a price list, valid from and to the days given, both included."""

    sku: Sku
    price_list: str
    valid_from: date
    valid_to: date | None
    amount: Decimal


class Audience(StrEnum):
    """Whom an offer is for; a store is a reseller."""

    EVERYONE = "everyone"
    RESELLER = "reseller"
    CONSUMER = "consumer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A discount in percent of the price for a bracket of quantities on certain days."""

    code: str
    description: str
    discount_percent: Decimal
    kind: str = ""
    audience: Audience = Audience.EVERYONE
    valid_from: date
    valid_to: date | None = None
    min_quantity: int = 0
    max_quantity: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """How many of a product are free to sell; no Stock at all means it is not tracked."""

    sku: Sku
    on_hand: int


class TaxApplies(StrEnum):
    """Which sales a tax rate is for."""

    ALL = "all"
    RETAIL = "retail"
    WHOLESALE = "wholesale"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxRate:
    """A sales tax by destination, in percent."""

    country: str
    state: str
    applies_to: TaxApplies
    rate_percent: Decimal
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShipMethod:
    """A way to ship: a base charge plus a rate per pound."""

    name: str
    base: Decimal
    rate: Decimal
