"""Sections of the page of head office: one list with its buttons, shown one at a time."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from smartclient.ui.app_context import AppContext
from smartclient.ui.look.tokens import SPACE_GROUP


class Section(QWidget):
    """One section, which looks up what it shows when asked to."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.content_layout = QVBoxLayout(self)
        self.content_layout.setContentsMargins(0, 0, 0, 0)
        self.content_layout.setSpacing(SPACE_GROUP)

    def refresh(self) -> None:
        """Look up again what the section shows."""
        raise NotImplementedError
