"""Freshness: how much of each kind of data is held, and how old it is."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from smartclient.domain.progress import CacheState, Standing
from smartclient.ui import formats, wording
from smartclient.ui.icons import icon
from smartclient.ui.signs import ICONS, Sign
from smartclient.ui.theme import Theme, tabular
from smartclient.ui.tokens import SPACE_BETWEEN, SPACE_INSIDE
from smartclient.ui.widgets.parts import label

KINDS = ("customers", "products", "prices", "offers", "stock", "orders")
OLD = timedelta(days=1)
"""What is older than this is marked: a sync a day is what a rep's work asks for."""
_ICON_SIZE = QSize(14, 14)


class Freshness(QWidget):
    """One line for each kind of data, those that are old with a clock."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._theme = theme
        self._inside = QGridLayout(self)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setHorizontalSpacing(SPACE_BETWEEN)
        self._inside.setVerticalSpacing(SPACE_INSIDE)
        self._inside.setColumnStretch(0, 1)
        self._lines = {kind: self._line(at) for at, kind in enumerate(KINDS)}

    def show_standing(self, standing: Standing, now: datetime) -> None:
        """Show how fresh the data is."""
        told = []
        for kind, line in self._lines.items():
            state = standing.cache.get(kind, CacheState(rows=0, as_of=None))
            told.append(self._show(kind, line, state, now))
        self.setAccessibleName("; ".join(told))

    def _line(self, at: int) -> tuple[QLabel, QLabel, QLabel, QLabel]:
        name, count, sign, age = label(), label(), QLabel(), label(muted=True)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for figures in (count, age):
            figures.setFont(tabular(figures.font()))
            figures.setAlignment(right)
        age.setMinimumWidth(96)
        for column, part in enumerate((name, count, sign, age)):
            self._inside.addWidget(part, at, column)
        return name, count, sign, age

    def _show(
        self,
        kind: str,
        line: tuple[QLabel, QLabel, QLabel, QLabel],
        state: CacheState,
        now: datetime,
    ) -> str:
        name, count, sign, age = line
        name.setText(wording.feed_words(kind).capitalize())
        count.setText(formats.count(state.rows))
        age.setText(formats.age(state.as_of, now))
        old = state.as_of is None or now - state.as_of > OLD
        colour = self._theme.state(Sign.QUEUED).text
        if old:
            sign.setPixmap(icon(ICONS[Sign.QUEUED], colour).pixmap(_ICON_SIZE))
        else:
            sign.clear()
        return f"{name.text()}: {count.text()}, {age.text()}"
