"""Freshness: how much of each kind of data is held, how old it is, and whether that is too old."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from smartclient.domain.freshness import FreshnessState
from smartclient.read_models.data_ages import CacheState
from smartclient.read_models.sync_progress import ClientStatus
from smartclient.ui.look.icons import icon
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.look.theme import Theme, tabular
from smartclient.ui.look.tokens import SPACE_BETWEEN, SPACE_INSIDE
from smartclient.ui.text import formats, wording
from smartclient.ui.text.plain_text import set_tip
from smartclient.ui.widgets.factories import label

KINDS = ("customers", "products", "prices", "offers", "stock", "orders")
_HALVES = 2
_COLUMNS = 3
_SIGN = QSize(16, 16)
_SIGNS = {
    FreshnessState.STALE: ("clock-alert-outline", StatusBadge.QUEUED),
    FreshnessState.EXPIRED: ("alert-circle-outline", StatusBadge.REJECTED),
}
"""The sign beside the age of data that is not fresh, and the colours of both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """The labels of one kind."""

    name: QLabel
    sign: QLabel
    age: QLabel


class Freshness(QWidget):
    """The age of each kind of data, with a sign where it is not fresh; more on pointing.

    ``summary`` says in a word how fresh all of it is: as the least fresh kind.
    """

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
        self._states: dict[str, FreshnessState] = {}
        self.summary = label(name=f"{name}Summary", muted=True)
        theme.changed.connect(self._dress)

    def show_status(self, client_status: ClientStatus, now: datetime) -> None:
        """Show how fresh the data is."""
        lines = []
        for kind, line in self._lines.items():
            state = client_status.cache.get(kind, CacheState(rows=0, as_of=None))
            self._states[kind] = state.freshness(now).state
            lines.append(self._show(kind, line, state, now))
        self._dress()
        self.setAccessibleName("; ".join(lines))
        least_fresh = max(self._states.values(), key=list(FreshnessState).index)
        self.summary.setText(wording.freshness_state_label(least_fresh))

    def _line(self, index: int) -> _Line:
        line = _Line(name=label(), sign=label(), age=label(muted=True))
        line.age.setFont(tabular(line.age.font()))
        row, half = divmod(index, _HALVES)
        for column, part in enumerate((line.name, line.sign, line.age)):
            self._layout.addWidget(part, row, half * _COLUMNS + column)
        return line

    def _show(self, kind: str, line: _Line, state: CacheState, now: datetime) -> str:
        line.name.setText(formats.at_start(wording.feed_label(kind)))
        line.age.setText(formats.age(state.as_of, now))
        text = self.tr("{kind}: {count}, {age}, {state}").format(
            kind=line.name.text(),
            count=formats.count(state.rows),
            age=line.age.text(),
            state=wording.freshness_state_label(self._states[kind]),
        )
        for part in (line.name, line.sign, line.age):
            set_tip(part, text)
        return text

    def _dress(self) -> None:
        for kind, line in self._lines.items():
            shown = _SIGNS.get(self._states.get(kind, FreshnessState.FRESH))
            line.sign.setVisible(shown is not None)
            if shown is None:
                line.age.setStyleSheet("")
                continue
            name, badge = shown
            colour = self._theme.state(badge).text
            line.sign.setPixmap(icon(name, colour).pixmap(_SIGN))
            line.age.setStyleSheet(f"color: {colour};")
