"""The search field at the top of a list."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from smartclient.ui.icons import icon
from smartclient.ui.theme import Theme

_WIDTH = 280


class SearchField(QLineEdit):
    """A field whose text narrows a list as it is typed."""

    def __init__(self, theme: Theme, name: str, placeholder: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(True)
        self.setFixedWidth(_WIDTH)
        self._theme = theme
        self._sign = QAction(self)
        self.addAction(self._sign, QLineEdit.ActionPosition.LeadingPosition)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self._sign.setIcon(icon("magnify", self._theme.tokens.muted))
