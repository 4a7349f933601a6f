"""Sections of the page of head office: one list with its buttons, shown one at a time."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QVBoxLayout, QWidget

from smartclient.ui.app_context import AppContext
from smartclient.ui.look.tokens import SPACE_GROUP
from smartclient.ui.widgets.age_note import AgeNote


class Section(QWidget):
    """One section, which looks up what it shows when asked to."""

    def __init__(self, context: AppContext, kinds: Collection[str]) -> None:
        """Show above all how old the data of ``kinds`` is that the section shows."""
        super().__init__()
        self.context = context
        self.content_layout = QVBoxLayout(self)
        self.content_layout.setContentsMargins(0, 0, 0, 0)
        self.content_layout.setSpacing(SPACE_GROUP)
        self.content_layout.addWidget(AgeNote(context, "sectionAges", kinds))

    def refresh(self) -> None:
        """Look up again what the section shows."""
        raise NotImplementedError
