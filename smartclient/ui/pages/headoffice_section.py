"""Sections of the page of head office: one list with its buttons, shown one at a time."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from smartclient.ui.app_context import AppContext
from smartclient.ui.look.tokens import SPACE_GROUP


class Section(QWidget):
    """One section, which looks up what it shows when asked to."""

    def __init__(self, bench: AppContext) -> None:
        super().__init__()
        self.bench = bench
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.setSpacing(SPACE_GROUP)

    def refresh(self) -> None:
        """Look up again what the section shows."""
        raise NotImplementedError
