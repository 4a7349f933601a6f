"""Pinned customers: what a rep reads of customers outside the partition."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from smartclient.domain.sales.customers import Customer
from smartclient.domain.sales.orders import OrderState


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
