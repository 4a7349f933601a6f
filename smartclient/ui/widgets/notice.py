"""Notices: a sentence on a tint, where the rep looks, for a warning or a refusal."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.look.theme import Theme


class Notice(QLabel):
    """A sentence in the colours of a state; hidden while there is no text."""

    def __init__(self, theme: Theme, name: str, badge: StatusBadge) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self._theme = theme
        self._badge = badge
        theme.changed.connect(self._dress)
        self._dress()
        self.hide()

    def show_text(self, text: str) -> None:
        """Show ``text``; "" hides the notice."""
        self.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))

    def dress_as(self, badge: StatusBadge) -> None:
        """Wear the colours of another state."""
        self._badge = badge
        self._dress()

    def _dress(self) -> None:
        tint = self._theme.state(self._badge)
        self.setStyleSheet(
            f"color: {tint.text}; background: {tint.ground}; padding: 8px; border-radius: 4px;"
        )
