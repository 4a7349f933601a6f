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
        self._inside = QGridLayout(self)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setHorizontalSpacing(SPACE_GROUP)
        self._inside.setVerticalSpacing(SPACE_INSIDE)
        self._inside.setColumnStretch(1, 1)

    def show_facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """Show these facts instead."""
        told = [(name, value) for name, value in facts if value]
        self._clear()
        for index, (name, value) in enumerate(told):
            said = label(value, wraps=True)
            said.setTextInteractionFlags(_SELECTABLE)
            said.setAccessibleName(f"{name}: {value}")
            self._inside.addWidget(label(name, muted=True), index, 0, Qt.AlignmentFlag.AlignTop)
            self._inside.addWidget(said, index, 1)
        self.setAccessibleName("; ".join(f"{name}: {value}" for name, value in told))

    def _clear(self) -> None:
        while (item := self._inside.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
