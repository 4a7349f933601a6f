"""Tiles: one figure with what it counts, in a state's colour while there is something to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton

from smartclient.ui.look.icons import icon
from smartclient.ui.look.status_badges import ICONS, StatusBadge
from smartclient.ui.look.theme import Theme
from smartclient.ui.look.tokens import SPACE_BETWEEN, SPACE_GROUP, SPACE_INSIDE
from smartclient.ui.text import formats
from smartclient.ui.widgets.factories import heading, label, link_button

_FIGURE_FACTOR = 1.7
_ICON_SIZE = QSize(18, 18)


class Tile(QFrame):
    """One figure, a sentence about it, and where it leads."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        badge: StatusBadge,
        texts: tuple[str, str],
        leads: Callable[[], None],
    ) -> None:
        super().__init__()
        text, go = texts
        self.setProperty("card", "true")
        self.setObjectName(name)
        self._theme = theme
        self._badge = badge
        self._count = 0
        self._what = text
        self._icon = QLabel()
        self._figure: QLabel = heading("")
        font = self._figure.font()
        font.setPointSizeF(font.pointSizeF() * _FIGURE_FACTOR)
        self._figure.setFont(font)
        self._more = label(muted=True, wraps=True)
        self.go: QPushButton = link_button(f"{name}Go", go, leads)
        self.go.setAccessibleName(f"{go}: {text}")
        layout = QGridLayout(self)
        layout.setContentsMargins(SPACE_GROUP, SPACE_GROUP, SPACE_GROUP, SPACE_BETWEEN)
        layout.setVerticalSpacing(SPACE_INSIDE)
        layout.setColumnStretch(0, 1)
        layout.addWidget(label(text, muted=True), 0, 0)
        layout.addWidget(self._icon, 0, 1)
        layout.addWidget(self._figure, 1, 0, 1, 2)
        layout.addWidget(self._more, 2, 0, 1, 2)
        layout.setRowStretch(2, 1)
        layout.addWidget(self.go, 3, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        theme.changed.connect(self._dress)

    def show_figure(self, figure: int, more: str) -> None:
        """Show a figure, and a sentence about it."""
        self._count = figure
        self._figure.setText(formats.count(figure))
        self._more.setText(more)
        self.setAccessibleName(f"{self._what}: {formats.count(figure)}. {more}")
        self._dress()

    def _dress(self) -> None:
        tokens = self._theme.tokens
        colour = self._theme.state(self._badge).text if self._count else tokens.muted
        self._icon.setPixmap(icon(ICONS[self._badge], colour).pixmap(_ICON_SIZE))
        urgent = self._count and self._badge is StatusBadge.IN_CONFLICT
        self._figure.setStyleSheet(f"color: {colour if urgent else tokens.text};")
