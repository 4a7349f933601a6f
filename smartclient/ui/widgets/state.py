"""A record's state, spelled: icon and word on the state's tint."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel

from smartclient.ui.look import status_badges
from smartclient.ui.look.icons import icon
from smartclient.ui.look.status_badges import ICONS, TENTATIVE, BadgeLabel
from smartclient.ui.look.theme import Theme
from smartclient.ui.look.tokens import SPACE_BETWEEN, SPACE_INSIDE
from smartclient.ui.text.plain_text import set_tip
from smartclient.ui.widgets.factories import label, row

_ICON_SIZE = QSize(16, 16)


class StateLabel(QFrame):
    """The same badge as in every list: a bar and italics while tentative, icon, label, tint.

    ``clicked``: the rep asks what the state means, where that can be asked.
    """

    clicked = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._theme = theme
        self._shown: BadgeLabel | None = None
        self._icon_label = QLabel()
        self._label = label()
        layout = row(self._icon_label, self._label, spacing=SPACE_BETWEEN)
        layout.setContentsMargins(SPACE_BETWEEN, SPACE_INSIDE, SPACE_BETWEEN + 2, SPACE_INSIDE)
        self.setLayout(layout)
        theme.changed.connect(self._dress)

    @property
    def text(self) -> str:
        """The word that is shown."""
        return self._label.text()

    def make_clickable(self) -> None:
        """Make the badge clickable, and reachable by Tab, to show what it means."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show what the badge means."""
        if self.focusPolicy() == Qt.FocusPolicy.NoFocus:
            super().mousePressEvent(event)
        else:
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show what the badge means on Space or Enter."""
        if event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def show_state(self, shown: BadgeLabel) -> None:
        """Show a state."""
        self._shown = shown
        self._dress()

    def _dress(self) -> None:
        if self._shown is None:
            return
        shown, colours = self._shown, self._theme.state(self._shown.badge)
        tentative = shown.badge in TENTATIVE
        self._label.setText(shown.label)
        self._label.setAccessibleName(shown.accessible_name)
        self.setAccessibleName(shown.accessible_name)
        set_tip(self, status_badges.meaning(shown.badge))
        self.setAccessibleDescription(status_badges.meaning(shown.badge))
        self._icon_label.setPixmap(icon(ICONS[shown.badge], colours.text).pixmap(_ICON_SIZE))
        bar = f"border-left: 4px solid {colours.text if tentative else 'transparent'};"
        ring = f"StateLabel:focus {{ border: 1px solid {self._theme.tokens.accent}; {bar} }}"
        ground = f"background: {colours.ground};" if colours.ground else ""
        self.setStyleSheet(
            f"StateLabel {{ {bar} {ground} border-radius: 3px; }}"
            f" {ring} QLabel {{ color: {colours.text}; background: transparent;"
            f" font-style: {'italic' if tentative else 'normal'}; }}"
        )
