"""What may be entered as an order, and in which form it is stored: the same on either side."""

from dataclasses import replace

from smartclient.domain.errors import RefusedError
from smartclient.domain.fields import ORDER, ORDER_DAY
from smartclient.domain.limits import MOST_LINES, too_many_lines
from smartclient.domain.sales.orders import Order, OrderLine
from smartclient.domain.text.canonical import canonical_customer_number, canonical_sku

_TEXTS = ("ship_to", "ship_via", "reference", "note")
"""The texts of an order that a person enters."""


def canonical_order(order: Order) -> Order:
    """Put the numbers and texts of an order into the form in which they are stored and compared.

    Whether a text may be entered is a question for ``check_heading``: a stored one may not.
    Raises RefusedError for a number of a customer or product that can't be one.
    """
    return replace(
        with_canonical_numbers(order),
        ship_to=ORDER["ship_to"].normalized(order.ship_to),
        ship_via=ORDER["ship_via"].normalized(order.ship_via),
        reference=ORDER["reference"].normalized(order.reference),
        note=ORDER["note"].normalized(order.note),
    )


def with_canonical_numbers(order: Order) -> Order:
    """Put the numbers of an order's customer and products into canonical form."""
    return replace(
        order,
        customer=canonical_customer_number(order.customer),
        lines=tuple(_canonical_line(line) for line in order.lines),
    )


def _canonical_line(line: OrderLine) -> OrderLine:
    sku = canonical_sku(line.sku)
    return line if sku == line.sku else replace(line, sku=sku)


def check_lines(order: Order) -> None:
    """Raise RefusedError for no lines, too many, or two with the same number.

    Quantities are apart (``check_quantities``): what is allowed depends on what is stored.
    """
    if not order.lines:
        raise RefusedError("The order has no lines. Add at least one product.")
    if len(order.lines) > MOST_LINES:
        raise too_many_lines()
    if len({line.line for line in order.lines}) < len(order.lines):
        raise RefusedError("Two lines of this order have the same number. Enter it again.")


def check_heading(order: Order, held: Order | None = None) -> None:
    """Raise RefusedError for a text or a delivery day that can't be entered.

    What is the same in ``held``, the order as it is stored, is left alone: an earlier version let
    it through, and it must not keep the rest from being changed.
    """
    for name in _TEXTS:
        text = getattr(order, name)
        if held is None or text != getattr(held, name):
            ORDER[name].read(text)
    if order.deliver_on is not None and (held is None or order.deliver_on != held.deliver_on):
        ORDER_DAY.read(order.deliver_on)
