"""Branches: the same order for several customers, each with its own quantities."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from smartclient.domain.ids import CustomerNumber, OrderId, Sku, new_id
from smartclient.domain.sales.orders import Order, Totals


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A further customer who gets the lines of an order.

    ``quantities`` are those that differ from the order's, by product; 0 leaves the product out.
    ``ship_to`` is the kind of the address that its order goes to, "" for the usual one.
    """

    customer: CustomerNumber
    quantities: Mapping[Sku, int] = field(default_factory=dict)
    ship_to: str = ""

    def with_quantity(self, sku: Sku, quantity: int) -> "Branch":
        """The branch with so many of a product."""
        return replace(self, quantities={**self.quantities, sku: quantity})

    def without_quantity(self, sku: Sku) -> "Branch":
        """The branch with as many of a product as the order has."""
        kept = {other: count for other, count in self.quantities.items() if other != sku}
        return replace(self, quantities=kept)


def order_for_branch(order: Order, branch: Branch) -> Order:
    """A new order for ``branch`` with the lines of ``order``, not priced yet."""
    lines = tuple(
        replace(
            line,
            quantity=branch.quantities.get(line.sku, line.quantity),
            unit_price=None,
            amount=None,
            without_offer=False,
            back_order=False,
        )
        for line in order.lines
        if branch.quantities.get(line.sku, line.quantity)
    )
    return replace(
        order,
        id=OrderId(new_id()),
        customer=branch.customer,
        provisional_number="",
        lines=lines,
        ship_to=branch.ship_to,
        accepted=(),
        totals=Totals(),
    )
