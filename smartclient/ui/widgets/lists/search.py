"""The search field at the top of a list."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from smartclient.ui.look.icons import icon
from smartclient.ui.look.theme import Theme

_WIDTH = 280


class SearchField(QLineEdit):
    """A field whose text narrows a list as it is typed; Down and Enter go on to what was found."""

    went_down = Signal()

    def __init__(self, theme: Theme, name: str, placeholder: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setFixedWidth(_WIDTH)
        self._theme = theme
        self._icon_action = QAction(self.tr("Search"), self)
        self._clear = QAction(self.tr("Clear"), self)
        self._clear.setVisible(False)
        self._clear.triggered.connect(self.clear)
        self.addAction(self._icon_action, QLineEdit.ActionPosition.LeadingPosition)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))
        theme.changed.connect(self._dress)
        self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the list on Down or Enter; Escape empties the field."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.went_down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        self._icon_action.setIcon(icon("magnify", self._theme.tokens.muted))
        self._clear.setIcon(icon("close-circle", self._theme.tokens.muted))
