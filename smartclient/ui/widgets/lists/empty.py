"""Empty states: an icon and a sentence in the place of a list that has nothing to show."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from smartclient.domain.errors import SmartClientError
from smartclient.ui.look.icons import icon
from smartclient.ui.look.theme import Theme
from smartclient.ui.look.tokens import SPACE_GROUP, SPACE_PAGE
from smartclient.ui.widgets.factories import label

_ICON = QSize(40, 40)

Explain = Callable[[str], SmartClientError | None]
"""Says why nothing is found for a text, None where that is all; runs off the GUI thread."""


class EmptyState(QWidget):
    """Says why there is nothing, and what to do."""

    def __init__(self, theme: Theme, name: str, glyph: str) -> None:
        super().__init__()
        self._theme = theme
        self._glyph = glyph
        self._icon_label = QLabel()
        self._icon_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text = label(name=name, muted=True, wraps=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE_PAGE, SPACE_GROUP, 2 * SPACE_PAGE, SPACE_GROUP)
        layout.setSpacing(SPACE_GROUP)
        layout.addStretch(2)
        layout.addWidget(self._icon_label)
        layout.addWidget(self._text)
        layout.addStretch(3)
        theme.changed.connect(self._dress)
        self._dress()

    def show_text(self, text: str) -> None:
        """Show ``text``."""
        self._text.setText(text)

    def _dress(self) -> None:
        self._icon_label.setVisible(bool(self._glyph))
        if self._glyph:
            self._icon_label.setPixmap(icon(self._glyph, self._theme.tokens.faint).pixmap(_ICON))
