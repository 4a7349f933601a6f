"""Limits: how much one order may hold, the same wherever one is entered, imported or received."""

from smartclient.domain.errors import RefusedError
from smartclient.domain.money import TOO_LARGE
from smartclient.domain.sales.orders import Order, OrderLine

MAX_QUANTITY = 1_000_000
"""The largest quantity of one line."""

MOST_LINES = 1_000
"""The most lines an order may have."""


def is_quantity(quantity: int) -> bool:
    """Whether so many pieces can be ordered on one line."""
    return 0 < quantity <= MAX_QUANTITY


def quantity_refused(sku: str) -> RefusedError:
    """The refusal of a quantity of ``sku`` that is no quantity or beyond the limit."""
    return RefusedError(
        "The quantity of {sku} must be a whole number from 1 to {most}.",
        sku=sku,
        most=f"{MAX_QUANTITY:,}",
    )


def too_many_lines() -> RefusedError:
    """The refusal of one more line than an order may have."""
    return RefusedError(
        "An order has at most {most} lines. Enter the rest as another order.",
        most=f"{MOST_LINES:,}",
    )


def check_total(order: Order) -> None:
    """Raise RefusedError for an order that comes to more than is stored of an amount."""
    if abs(order.totals.total) >= TOO_LARGE:
        raise RefusedError("The order total exceeds the maximum. Check the quantities.")


def check_quantities(order: Order, held: Order | None = None) -> None:
    """Raise RefusedError for a quantity that can't be ordered.

    A line that stands in ``held``, the order as it is stored, with the same quantity is left
    alone: what was stored under an earlier limit doesn't keep the rest from being changed.
    """
    for line in order.lines:
        if not is_quantity(line.quantity) and not _is_held(line, held):
            raise quantity_refused(line.sku)


def _is_held(line: OrderLine, held: Order | None) -> bool:
    same = None if held is None else held.line(line.line)
    return same is not None and (same.sku, same.quantity) == (line.sku, line.quantity)
