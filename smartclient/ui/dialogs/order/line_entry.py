"""The entry of a line: product, quantity, next, without leaving the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.ui.app_context import AppContext
from smartclient.ui.widgets.factories import button, label, row
from smartclient.ui.widgets.lists.finder import AutocompleteField, Match
from smartclient.ui.widgets.lists.matches import product_matches
from smartclient.ui.widgets.quantity import QuantityField


class LineEntry(QWidget):
    """A product field and a quantity; Enter goes on to the quantity, then adds the line.

    ``looked_at`` carries the product that was chosen, ``refused`` the product for which no valid
    quantity was typed. Enter in an empty product field emits ``complete``.
    """

    added = Signal(str, str, int)
    refused = Signal(str)
    looked_at = Signal(str, str)
    complete = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self.product = AutocompleteField(
            context,
            "orderProduct",
            self.tr("Product name or number"),
            product_matches(context, None),
            explain=context.use_cases.catalog.why_not_found,
        )
        self.quantity = QuantityField("orderQuantity")
        self.quantity.set_quantity(1)
        self.quantity.setFixedWidth(96)
        self._add = button("buttonAddLine", self.tr("&Add line"), self.add)
        title = label(self.tr("&Product"), muted=True)
        title.setTextFormat(Qt.TextFormat.AutoText)
        title.setBuddy(self.product)
        layout = row(
            title, self.product, label(self.tr("Quantity"), muted=True), self.quantity, self._add
        )
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.product.picked.connect(self._go_on)
        self.product.installEventFilter(self)
        self.quantity.installEventFilter(self)

    def price_for(self, customer: CustomerNumber | None) -> None:
        """Find products with the prices of ``customer`` from now on; None for standard ones."""
        self.product.find_with(product_matches(self._context, customer))

    def add(self) -> None:
        """Add a line of the chosen product, and be ready for the next."""
        chosen = self.product.chosen
        if chosen is None:
            self.product.setFocus()
            return
        sku, name = _product_in(chosen)
        quantity = self.quantity.quantity
        if quantity is None:
            self.refused.emit(sku)
            self._ask_quantity()
            return
        self.added.emit(Sku(sku), name, quantity)
        self.product.set_match(None)
        self.quantity.set_quantity(1)
        self.product.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the quantity adds the line, in an empty product it completes the order.

        Where the field has nothing to undo, Ctrl+Z is the order's.
        """
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undone = event.matches(QKeySequence.StandardKey.Undo)
            if undone and isinstance(watched, QLineEdit) and not watched.isUndoAvailable():
                event.ignore()
                return True
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if enter and watched is self.quantity and not event.modifiers():
                self.add()
                return True
            if enter and watched is self.product and not self.product.text().strip():
                self.complete.emit()
                return True
        return super().eventFilter(watched, event)

    def _go_on(self) -> None:
        if self.product.chosen is not None:
            self.looked_at.emit(*_product_in(self.product.chosen))
        self._ask_quantity()

    def _ask_quantity(self) -> None:
        self.quantity.setFocus()
        self.quantity.selectAll()


def _product_in(match: Match) -> tuple[str, str]:
    """The number and the name of a product that was found."""
    sku = str(match.value)
    return sku, match.text.removeprefix(sku).strip()
