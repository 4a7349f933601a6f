"""Edits of an order: what a person entered of it, and what adding to it makes of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import Sku
from smartclient.domain.limits import MOST_LINES, is_quantity, quantity_refused, too_many_lines
from smartclient.domain.sales.orders import Order, OrderLine
from smartclient.domain.sales.origins import Origin

Entered = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFields:
    """What is entered beside an order's lines and its note."""

    ship_to: str
    ship_via: str
    deliver_on: date | None
    reference: str


def entered(order: Order | None) -> Entered:
    """What a person entered of an order, without what was computed from it."""
    if order is None:
        return ()
    return (
        order.customer,
        tuple((line.line, line.sku, line.quantity) for line in order.lines),
        order.ship_to,
        order.ship_via,
        order.deliver_on,
        order.reference,
        order.note,
    )


def is_empty(order: Order) -> bool:
    """Whether nothing but the customer was entered that would be missed."""
    return not (order.lines or order.reference or order.note)


def add_quantity(order: Order, sku: Sku, quantity: int) -> Order:
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


def add_quantities(order: Order, lines: Iterable[OrderLine]) -> tuple[Order, RefusedError | None]:
    """Order so many more of each product, as far as the order holds them; why not, last of all."""
    refused = None
    for line in lines:
        try:
            order = add_quantity(order, line.sku, line.quantity)
        except RefusedError as error:
            refused = error
    return order, refused


def first_number(lines: Iterable[OrderLine]) -> int | None:
    """The number of the first line, None where there is none."""
    return next((line.line for line in lines), None)


def renumbered(origin: Origin, order: Order) -> Origin:
    """Return ``origin`` with its lines under the numbers that their products have in ``order``."""
    numbers = {line.sku: line.line for line in order.lines}
    lines = (replace(line, line=numbers[line.sku]) for line in origin.lines if line.sku in numbers)
    return replace(origin, lines=tuple(lines))


def fields_of(order: Order) -> OrderFields:
    """The fields of an order beside its lines and its note."""
    return OrderFields(
        ship_to=order.ship_to,
        ship_via=order.ship_via,
        deliver_on=order.deliver_on,
        reference=order.reference,
    )


def with_fields(order: Order, fields: OrderFields) -> Order:
    """Return ``order`` with these fields."""
    return replace(
        order,
        ship_to=fields.ship_to,
        ship_via=fields.ship_via,
        deliver_on=fields.deliver_on,
        reference=fields.reference,
    )


def entered_line(line: OrderLine | None) -> tuple[Sku, int] | None:
    """What a person entered of a line."""
    return None if line is None else (line.sku, line.quantity)
