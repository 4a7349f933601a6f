"""The field for a quantity: what is typed stays as it is, and what is no quantity is refused."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from smartclient.domain.limits import MAX_QUANTITY, is_quantity
from smartclient.ui.text import formats

_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


class QuantityField(QLineEdit):
    """A field for a whole number of pieces; Up and Down add one or subtract one.

    Unlike Qt's spin box it never turns what was typed into another number: not into its largest
    one, and not into one without the characters that don't belong to a number.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(self.tr("Quantity"))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    @property
    def quantity(self) -> int | None:
        """The quantity that was typed, None for what can't be ordered."""
        number = formats.whole_number(self.text())
        return number if number is not None and is_quantity(number) else None

    def set_quantity(self, quantity: int) -> None:
        """Show ``quantity``."""
        self.setText(str(quantity))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take one more on Up, one less on Down."""
        step = 0 if event.modifiers() else _STEPS.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        self.set_quantity(min(max((self.quantity or 0) + step, 1), MAX_QUANTITY))
        self.selectAll()
