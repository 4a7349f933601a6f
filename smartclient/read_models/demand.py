"""Tentative demand: what the rep's orders that are not confirmed take of stock and of credit."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from smartclient.domain.ids import Sku


class DemandKind(StrEnum):
    """What tentative demand is of."""

    STOCK = "stock"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True, kw_only=True)
class StockDemand:
    """How many of a product are in stock, and how many of them other orders here want."""

    line: int
    sku: Sku
    in_stock: int
    in_own_orders: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TentativeDemand:
    """What other orders of the rep, which head office has not confirmed, take from an order.

    ``credit`` is None where the customer has no limit, or nothing of it is used by such orders.
    """

    stock: tuple[StockDemand, ...] = ()
    credit: Decimal | None = None


NO_DEMAND = TentativeDemand()
"""Nothing is taken."""
