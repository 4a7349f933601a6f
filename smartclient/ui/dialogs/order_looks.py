"""What the order editor is given when it looks something up, and how lines are added."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from smartclient.domain.catalog import ShipMethod
from smartclient.domain.ids import Sku
from smartclient.domain.limits import MOST_LINES, is_quantity, quantity_refused, too_many_lines
from smartclient.domain.listing import OrderedProduct
from smartclient.domain.orders import Order, OrderLine
from smartclient.domain.problems import Problem
from smartclient.domain.records import CustomerRecord, TypedOrder


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What is looked up before an order can be edited."""

    order: Order
    customer: CustomerRecord
    methods: tuple[ShipMethod, ...]
    products: dict[Sku, OrderedProduct]
    restored: TypedOrder | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An order priced, what head office's rules say of it, and when it may arrive."""

    order: Order
    problems: tuple[Problem, ...] = ()
    products: dict[Sku, OrderedProduct] = field(default_factory=dict)
    arrives: date | None = None


def with_more(order: Order, sku: Sku, quantity: int) -> Order:
    """Return ``order`` with so many more of a product, on the line it has or on a new one.

    RefusedError for more of a product, or more lines, than an order may have.
    """
    same = next((line for line in order.lines if line.sku == sku), None)
    if same is not None:
        if not is_quantity(same.quantity + quantity):
            raise quantity_refused(sku)
        return order.with_line(replace(same, quantity=same.quantity + quantity))
    if len(order.lines) >= MOST_LINES:
        raise too_many_lines()
    line = OrderLine(line=order.next_line_number(), sku=sku, quantity=quantity)
    return order.with_line(line)
