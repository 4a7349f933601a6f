"""Collapsible sections: a line that names what is hidden below it, and shows it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smartclient.ui.look.icons import icon
from smartclient.ui.look.theme import Theme
from smartclient.ui.look.tokens import SPACE_GROUP, SPACE_INSIDE
from smartclient.ui.widgets.factories import link_button


class CollapsibleSection(QWidget):
    """A body under one line; collapsed until it is opened."""

    def __init__(self, theme: Theme, name: str, text: str, body: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._body = body
        self._line = link_button(name, text, self._run_lock)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_INSIDE)
        layout.addWidget(self._line, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(body)
        body.setContentsMargins(SPACE_GROUP + SPACE_INSIDE, 0, 0, 0)
        body.hide()
        theme.changed.connect(self._dress)
        self._dress()

    def _run_lock(self) -> None:
        self._body.setVisible(self._body.isHidden())
        self._dress()

    def _dress(self) -> None:
        name = "chevron-right" if self._body.isHidden() else "chevron-down"
        self._line.setIcon(icon(name, self._theme.tokens.accent))
