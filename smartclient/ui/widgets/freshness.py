"""Freshness: how much of each kind of data is held, and how old it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from smartclient.domain.freshness import Consequence
from smartclient.read_models.data_ages import CacheState
from smartclient.read_models.sync_progress import ClientStatus
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.look.theme import Theme, tabular
from smartclient.ui.look.tokens import SPACE_BETWEEN, SPACE_INSIDE
from smartclient.ui.text import formats, wording
from smartclient.ui.text.plain_text import set_tip
from smartclient.ui.widgets.factories import label

KINDS = ("customers", "products", "prices", "offers", "stock", "orders")
_HALVES = 2
_COLUMNS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """The labels of one kind."""

    name: QLabel
    age: QLabel


class Freshness(QWidget):
    """The age of each kind of data, what its policy marks stands out; how many, on pointing."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._theme = theme
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setHorizontalSpacing(SPACE_BETWEEN)
        self._layout.setVerticalSpacing(SPACE_INSIDE)
        self._layout.setColumnStretch(_COLUMNS - 1, 1)
        self._layout.setColumnStretch(2 * _COLUMNS - 1, 1)
        self._lines = {kind: self._line(index) for index, kind in enumerate(KINDS)}
        self._old: frozenset[str] = frozenset()
        theme.changed.connect(self._dress)

    def show_status(self, client_status: ClientStatus, now: datetime) -> None:
        """Show how fresh the data is."""
        lines, old = [], set()
        for kind, line in self._lines.items():
            state = client_status.cache.get(kind, CacheState(rows=0, as_of=None))
            lines.append(self._show(kind, line, state, now))
            if state.as_of is None or state.consequence(now).reaches(Consequence.MARK):
                old.add(kind)
        self._old = frozenset(old)
        self._dress()
        self.setAccessibleName("; ".join(lines))

    def _line(self, index: int) -> _Line:
        line = _Line(name=label(), age=label(muted=True))
        line.age.setFont(tabular(line.age.font()))
        row, half = divmod(index, _HALVES)
        for column, part in enumerate((line.name, line.age)):
            self._layout.addWidget(part, row, half * _COLUMNS + column)
        return line

    def _show(self, kind: str, line: _Line, state: CacheState, now: datetime) -> str:
        line.name.setText(formats.at_start(wording.feed_label(kind)))
        line.age.setText(formats.age(state.as_of, now))
        text = self.tr("{kind}: {count}, {age}").format(
            kind=line.name.text(), count=formats.count(state.rows), age=line.age.text()
        )
        set_tip(line.name, text)
        set_tip(line.age, text)
        return text

    def _dress(self) -> None:
        colour = self._theme.state(StatusBadge.QUEUED).text
        for kind, line in self._lines.items():
            line.age.setStyleSheet(f"color: {colour};" if kind in self._old else "")
