"""A data set to tick: its name, and below it what is in it and how fresh that is."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton, QVBoxLayout, QWidget

from smartclient.read_models.take_along import TakeAlong
from smartclient.ui.look.tokens import FIELD_HEIGHT, SPACE_BETWEEN
from smartclient.ui.text.plain_text import button_text
from smartclient.ui.widgets.availability import allow
from smartclient.ui.widgets.factories import label


class Choose(Protocol):
    """Takes a data set along, or leaves it."""

    def __call__(self, name: str, *, on: bool) -> None:
        """Take the data set of that name along if ``on``."""


class DataSetTick(QWidget):
    """One data set; ``box`` is ticked where it is taken along. It keeps the focus when it changes.

    ``choose`` is called when a person ticks it or takes the tick away.
    """

    def __init__(self, place: int, choose: Choose) -> None:
        super().__init__()
        self._name = ""
        self.box = QCheckBox()
        self.box.setObjectName(f"takeAlongTick{place}")
        self.box.setMinimumHeight(FIELD_HEIGHT)
        self.box.toggled.connect(lambda on: choose(self._name, on=on))
        self._about = label(name=f"takeAlong{place}", muted=True, wraps=True)
        self._about.setContentsMargins(self._beside_box(), 0, 0, SPACE_BETWEEN)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.box)
        layout.addWidget(self._about)

    def show_set(self, shown: TakeAlong, about: str) -> None:
        """Show a data set as it is now."""
        self._name = shown.name
        self.box.setText(button_text(shown.name))
        self.box.setAccessibleName(shown.name)
        required = self.tr("Head office has every device of yours take this along.")
        allow(self.box, required if shown.required else "")
        self.box.setAccessibleDescription(about)
        with QSignalBlocker(self.box):
            self.box.setChecked(shown.taken)
        self._about.setText(about)

    def _beside_box(self) -> int:
        """How far from the left edge the name begins, in pixels."""
        option = QStyleOptionButton()
        self.box.initStyleOption(option)
        part = QStyle.SubElement.SE_CheckBoxContents
        return self.box.style().subElementRect(part, option, self.box).left()
