"""Facts: names and values in two columns, the empty ones left out."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from smartclient.ui.look.tokens import SPACE_GROUP, SPACE_INSIDE
from smartclient.ui.widgets.factories import label

_SELECTABLE = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)


class KeyValueGrid(QWidget):
    """A small table of what is known, that can be copied from."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setHorizontalSpacing(SPACE_GROUP)
        self._layout.setVerticalSpacing(SPACE_INSIDE)
        self._layout.setColumnStretch(1, 1)

    def show_facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """Show these facts instead."""
        shown = [(name, value) for name, value in facts if value]
        self._clear()
        for index, (name, value) in enumerate(shown):
            value_label = label(value, wraps=True)
            value_label.setTextInteractionFlags(_SELECTABLE)
            value_label.setAccessibleName(f"{name}: {value}")
            self._layout.addWidget(label(name, muted=True), index, 0, Qt.AlignmentFlag.AlignTop)
            self._layout.addWidget(value_label, index, 1)
        self.setAccessibleName("; ".join(f"{name}: {value}" for name, value in shown))

    def _clear(self) -> None:
        while (item := self._layout.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
