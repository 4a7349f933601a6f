"""The content of the order that is being entered: its lines, each change of them, the way back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import Sku
from smartclient.domain.limits import MOST_LINES, is_quantity, quantity_refused, too_many_lines
from smartclient.domain.rules.problems import Problem
from smartclient.domain.sales.orders import Order, OrderLine
from smartclient.domain.sales.origins import Origin
from smartclient.read_models.order_list import OrderedProduct
from smartclient.read_models.records import OrderPreview
from smartclient.ui.app_context import AppContext

_MOST_STEPS = 100

Fields = Callable[[Order], Order]
"""Returns an order with what the fields beside its lines say."""


class EditedOrder(QObject):
    """The order as it is entered, and what the desk makes of it.

    ``changed`` says that the rep changed its lines, ``shown`` carries it as it is known
    (``OrderPreview``): at once as entered, and again when the desk has priced and judged it.
    ``pointed`` names the line that was just added or changed. ``refused`` carries the error that
    says why something is not taken.
    """

    changed = Signal()
    shown = Signal(object)
    quoted = Signal(object)
    pointed = Signal(int)
    refused = Signal(object)

    def __init__(self, context: AppContext, fields: Fields, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._fields = fields
        self._quoting = context.latest(self)
        self._order: Order | None = None
        self._known: OrderPreview | None = None
        self._before: list[tuple[OrderLine, ...]] = []
        self._made_from: tuple[Origin, ...] = ()

    @property
    def made_from(self) -> tuple[Origin, ...]:
        """What the draft was made from."""
        return self._made_from

    @property
    def order(self) -> Order | None:
        """The order as it stands, with what the fields say; None before a customer is chosen."""
        return None if self._order is None else self._fields(self._order)

    @property
    def to_place(self) -> Order | None:
        """The order as it stands; a line that the desk has not priced as it is has no price."""
        order = self.order
        if order is None:
            return None
        priced = self._unchanged(order)
        lines = tuple(
            line if line.line in priced else replace(line, unit_price=None, amount=None)
            for line in order.lines
        )
        return replace(order, lines=lines)

    def begin(
        self,
        order: Order,
        products: dict[Sku, OrderedProduct],
        made_from: tuple[Origin, ...] = (),
    ) -> None:
        """Begin with ``order``, or go on with it for another customer."""
        self._order = order
        self._made_from = made_from
        self._known = OrderPreview(order=order, products=products, made_from=made_from)

    def carry(self, order: Order) -> None:
        """Go on with ``order``, whose lines are the same."""
        self._order = order

    def name_of(self, sku: Sku) -> str:
        """Return what a product of the order is called, "" where that is not known."""
        product = None if self._known is None else self._known.products.get(sku)
        return "" if product is None else product.name

    def add(self, sku: Sku, name: str, quantity: int) -> None:
        """Order so many more of a product, on the line it has or on a new one."""
        if self._order is None or self._known is None:
            return
        try:
            order = add_quantity(self._order, sku, quantity)
        except RefusedError as error:
            self.refused.emit(error)
            return
        named = {sku: OrderedProduct(name=name), **self._known.products}
        self._known = replace(self._known, products=named)
        self._take(order)
        self._point_to(line.line for line in order.lines if line.sku == sku)

    def add_all(self, lines: Iterable[OrderLine], origin: Origin | None = None) -> None:
        """Order so many more of each product, as far as the order holds them.

        The lines are those of ``origin``: what they were quoted at there is shown.
        """
        order, refused = self._order, None
        if order is None:
            return
        for line in lines:
            try:
                order = add_quantity(order, line.sku, line.quantity)
            except RefusedError as error:
                refused = error
        if origin is not None:
            self._made_from = (*self._made_from, _under_numbers_of(order, origin))
        self._take(order)
        if refused is not None:
            self.refused.emit(refused)

    def set_quantity(self, number: int, quantity: int) -> None:
        """Order so many on the line numbered ``number``."""
        line = self._order.line(number) if self._order is not None else None
        if self._order is None or line is None or line.quantity == quantity:
            return
        self._take(self._order.with_line(replace(line, quantity=quantity)))

    def drop(self, number: int) -> None:
        """Take a line off."""
        if self._order is not None:
            self._take(self._order.without_line(number))

    def undo(self) -> None:
        """Take the last change of the lines back."""
        if self._order is None or not self._before:
            return
        now = {line.line: line for line in self._order.lines}
        lines = self._before.pop()
        self._put(replace(self._order, lines=lines))
        self._point_to(
            line.line for line in lines if _entered(line) != _entered(now.get(line.line))
        )

    def quote(self) -> None:
        """Show the order as it is entered, and have the desk price and judge it."""
        order = self.order
        if order is None or self._known is None:
            return
        problems = self._still_true(self._known.problems, order)
        self.shown.emit(replace(self._known, order=order, problems=problems))
        use_cases, made_from = self._context.use_cases, self._made_from
        self._quoting.run(lambda: use_cases.orders.quote(order, made_from=made_from), self._show)

    def _take(self, order: Order) -> None:
        if self._order is not None:
            self._before = [*self._before, self._order.lines][-_MOST_STEPS:]
        self._put(order)

    def _put(self, order: Order) -> None:
        self._order = order
        self.changed.emit()
        self.quote()

    def _point_to(self, numbers: Iterable[int]) -> None:
        number = next(iter(numbers), None)
        if number is not None:
            self.pointed.emit(number)

    def _show(self, preview: OrderPreview) -> None:
        number = "" if self._order is None else self._order.provisional_number
        self._order = replace(preview.order, provisional_number=number)
        # a line that comes back is called by its name at once
        named = {} if self._known is None else self._known.products
        self._known = replace(preview, order=self._order, products={**named, **preview.products})
        self.shown.emit(self._known)
        self.quoted.emit(self._known)

    def _still_true(self, problems: Iterable[Problem], order: Order) -> tuple[Problem, ...]:
        """Return what is known of lines that did not change since, until it is known of all."""
        same = self._unchanged(order)
        return tuple(one for one in problems if one.line is None or one.line in same)

    def _unchanged(self, order: Order) -> frozenset[int]:
        """Return the numbers of the lines that are as the desk last saw them."""
        was = {} if self._known is None else {line.line: line for line in self._known.order.lines}
        same = (line.line for line in order.lines if _entered(line) == _entered(was.get(line.line)))
        return frozenset(same)


def _under_numbers_of(order: Order, origin: Origin) -> Origin:
    """Return ``origin`` with its lines under the numbers that their products have in ``order``."""
    numbers = {line.sku: line.line for line in order.lines}
    lines = (replace(line, line=numbers[line.sku]) for line in origin.lines if line.sku in numbers)
    return replace(origin, lines=tuple(lines))


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


def _entered(line: OrderLine | None) -> tuple[Sku, int] | None:
    return None if line is None else (line.sku, line.quantity)
