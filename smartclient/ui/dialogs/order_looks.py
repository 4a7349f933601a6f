"""What the order editor is given before an order can be edited."""

from __future__ import annotations

from dataclasses import dataclass

from smartclient.domain.catalog import ShipMethod
from smartclient.domain.ids import Sku
from smartclient.domain.listing import OrderedProduct
from smartclient.domain.orders import Order
from smartclient.domain.records import CustomerRecord, TypedOrder


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What is looked up before an order can be edited."""

    order: Order
    customer: CustomerRecord
    methods: tuple[ShipMethod, ...]
    products: dict[Sku, OrderedProduct]
    restored: TypedOrder | None = None
