"""What devices take along: requests about it, and pinned customers as they travel."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from smartclient.domain.data_sets import DataSet
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.sales.customers import Customer
from smartclient.domain.sales.orders import OrderState


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeDataSet:
    """Define the data set that is called ``name``; None removes it."""

    name: str
    data_set: DataSet | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PinCustomer:
    """Let the sender read a customer outside the partition, or no longer, if not ``pinned``."""

    number: CustomerNumber
    pinned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PinnedOrder:
    """An order of a pinned customer."""

    number: str
    ordered_on: date
    state: OrderState
    total: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class PinnedCustomer:
    """A customer outside the partition, to be read: the account, and its newest orders."""

    customer: Customer
    orders: tuple[PinnedOrder, ...] = ()
