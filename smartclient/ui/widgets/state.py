"""A record's state, spelled: icon and word on the state's tint."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QLabel

from smartclient.ui.icons import icon
from smartclient.ui.signs import ICONS, TENTATIVE, Shown
from smartclient.ui.theme import Theme
from smartclient.ui.tokens import SPACE_BETWEEN, SPACE_INSIDE
from smartclient.ui.widgets.parts import label, row

_ICON_SIZE = QSize(16, 16)


class StateLabel(QFrame):
    """The same sign as in every list: a bar and italics while tentative, icon, word, tint."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._theme = theme
        self._shown: Shown | None = None
        self._sign = QLabel()
        self._word = label()
        inside = row(self._sign, self._word, spacing=SPACE_BETWEEN)
        inside.setContentsMargins(SPACE_BETWEEN, SPACE_INSIDE, SPACE_BETWEEN + 2, SPACE_INSIDE)
        self.setLayout(inside)
        theme.changed.connect(self._dress)

    @property
    def text(self) -> str:
        """The word that is shown."""
        return self._word.text()

    def show_state(self, shown: Shown) -> None:
        """Show a state."""
        self._shown = shown
        self._dress()

    def _dress(self) -> None:
        if self._shown is None:
            return
        shown, colours = self._shown, self._theme.state(self._shown.sign)
        tentative = shown.sign in TENTATIVE
        font = self._word.font()
        font.setItalic(tentative)
        self._word.setFont(font)
        self._word.setText(shown.word)
        self._word.setAccessibleName(shown.spoken)
        self.setAccessibleName(shown.spoken)
        self._sign.setPixmap(icon(ICONS[shown.sign], colours.text).pixmap(_ICON_SIZE))
        bar = f"border-left: 4px solid {colours.text};" if tentative else ""
        ground = f"background: {colours.ground};" if colours.ground else ""
        self.setStyleSheet(
            f"StateLabel {{ {bar} {ground} border-radius: 3px; }}"
            f" QLabel {{ color: {colours.text}; background: transparent; }}"
        )
