"""Pages: what every page of the window has: a title, its controls, and a look again on demand."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRegularExpression, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from smartclient.ui.app_context import AppContext
from smartclient.ui.look.tokens import SPACE_GROUP, SPACE_PAGE
from smartclient.ui.widgets.button_row import ButtonRow
from smartclient.ui.widgets.factories import row, title

translate = QCoreApplication.translate


class Page(QWidget):
    """One page. It looks things up when it is shown, and again when something has changed."""

    def __init__(self, context: AppContext, name: str, heading: str) -> None:
        super().__init__()
        self.context = context
        self.heading = heading
        self.setObjectName(name)
        self.setAccessibleName(heading)
        self._stale = True
        self.content_layout = QVBoxLayout(self)
        self.content_layout.setContentsMargins(SPACE_PAGE, SPACE_GROUP, SPACE_PAGE, SPACE_GROUP)
        self.content_layout.setSpacing(SPACE_GROUP)
        context.changed.connect(self._grow_stale)

    @property
    def customer(self) -> str:
        """The number of the customer that the page is about, "" for none."""
        return ""

    @property
    def help_name(self) -> str:
        """The name by which the manual is opened on what the page shows."""
        return self.objectName()

    def search(self) -> None:
        """Go to the search field that is to be seen on the page, if there is one."""
        fields = self.findChildren(QLineEdit, QRegularExpression("^search"))
        field = next((field for field in fields if field.isVisibleTo(self)), None)
        if field is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            field.selectAll()

    def refresh(self) -> None:
        """Look up again what the page shows."""
        raise NotImplementedError

    def put_header(self, *controls: QWidget) -> None:
        """Put the title at the top, with controls at its right."""
        self.content_layout.addLayout(row(title(self.heading), None, *controls))

    def put_header_with_buttons(self, *buttons: QPushButton) -> None:
        """Put the title at the top, with buttons at its right, on several lines if need be."""
        header = row(title(self.heading))
        header.addLayout(ButtonRow((), buttons), 1)
        self.content_layout.addLayout(header)

    def put_first(self, widget: QWidget) -> None:
        """Put something below the title, before all that the page shows."""
        self.content_layout.insertWidget(1, widget)

    def showEvent(self, event: QShowEvent) -> None:
        """Look up what has changed since the page was last seen."""
        super().showEvent(event)
        if self._stale:
            self._look()

    def _grow_stale(self) -> None:
        self._stale = True
        if self.isVisible():
            self._look()

    def _look(self) -> None:
        self._stale = False
        self.refresh()
