"""What the command line enters of an order: its lines, and what is said of it beside them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from smartclient.cli.options import SkuQuantity
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import Sku
from smartclient.domain.sales.orders import Order, OrderLine
from smartclient.domain.text.canonical import same_name

if TYPE_CHECKING:
    from smartclient.use_cases.use_cases import UseCases


def known_products(
    wanted: Iterable[SkuQuantity], use_cases: "UseCases", there: Collection[Sku] = ()
) -> list[SkuQuantity]:
    """Return what is wanted, EANs as the products they stand for.

    NotFoundError for a product that is not known, unless the order has it already.
    """
    return [want if want.sku in there else _of_product(want, use_cases) for want in wanted]


def _of_product(want: SkuQuantity, use_cases: "UseCases") -> SkuQuantity:
    product = use_cases.catalog.product_by_code(want.sku)
    return want if want.sku == product.former_sku else SkuQuantity(product.sku, want.quantity)


def with_entered_lines(order: Order, wanted: Iterable[SkuQuantity]) -> Order:
    """Return a new order with each of its lines as entered."""
    lines = tuple(
        OrderLine(line=number, sku=want.sku, quantity=want.quantity)
        for number, want in enumerate(wanted, start=1)
    )
    return replace(order, lines=lines)


def with_lines(order: Order, wanted: Iterable[SkuQuantity]) -> Order:
    """Return an order with so many of each of these products; RefusedError for 0 of none."""
    for want in wanted:
        order = _with_quantity(order, want)
    return order


def _with_quantity(order: Order, want: SkuQuantity) -> Order:
    """Order so many of a product, on its first line where it has several; none of it for 0."""
    lines = [line for line in order.lines if line.sku == want.sku]
    if not lines and want.quantity == 0:
        raise RefusedError("The order has no line for {sku}.", sku=want.sku)
    if lines and sum(line.quantity for line in lines) == want.quantity:
        return order
    for line in lines[1 if want.quantity else 0 :]:
        order = order.without_line(line.line)
    if not want.quantity:
        return order
    if lines:
        return order.with_line(replace(lines[0], quantity=want.quantity))
    number = order.next_line_number()
    return order.with_line(OrderLine(line=number, sku=want.sku, quantity=want.quantity))


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What was said of an order beside its lines; None leaves it as it is."""

    ship_via: str | None
    deliver_on: date | None
    reference: str | None
    note: str | None

    def on(self, order: Order, use_cases: "UseCases") -> Order:
        """Return ``order`` with these particulars."""
        return replace(
            order,
            ship_via=order.ship_via
            if self.ship_via is None
            else _ship_method(use_cases, self.ship_via),
            deliver_on=self.deliver_on or order.deliver_on,
            reference=order.reference if self.reference is None else self.reference,
            note=order.note if self.note is None else self.note,
        )


def _ship_method(use_cases: "UseCases", text: str) -> str:
    names = [method.name for method in use_cases.catalog.ship_methods()]
    found = next((name for name in names if same_name(name, text)), None)
    if found is None and text.strip():
        raise RefusedError(
            "There is no way to ship called “{name}”. There are: {names}.",
            name=text,
            names="; ".join(names) or "none",
        )
    return found or ""
