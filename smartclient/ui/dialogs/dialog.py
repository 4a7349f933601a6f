"""Dialogs: what every dialog of the window has in common, and the plain question."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from smartclient.ui.tokens import SPACE_GROUP, SPACE_PAGE
from smartclient.ui.widgets.parts import button, heading, label, row

ABOUT = "about"
"""The property of a dialog that holds the id of the record it is about."""


class Dialog(QDialog):
    """A dialog beside the window, laid out from top to bottom on the window's grid."""

    def __init__(self, parent: QWidget | None, name: str, title: str) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(SPACE_PAGE, SPACE_PAGE, SPACE_PAGE, SPACE_PAGE)
        self.inside.setSpacing(SPACE_GROUP)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the texts need."""
        super().showEvent(event)
        self.make_room()

    def make_room(self) -> None:
        """Be as high as the texts need at this width, where the screen has the room.

        Qt makes a dialog no higher than two thirds of the screen, and cuts off what is below.
        """
        room = self.screen().availableSize().height()
        needed = min(self.inside.totalHeightForWidth(self.width()), room)
        if needed > self.height():
            self.resize(self.width(), needed)


class Question(Dialog):
    """A question with two answers, each said in full; a note may go with the first.

    Enter takes the first answer, or the second where the first is ``risky``.
    """

    def __init__(
        self,
        parent: QWidget,
        name: str,
        *,
        title: str,
        text: str,
        yes: str,
        no: str,
        note: str = "",
        risky: bool = False,
    ) -> None:
        super().__init__(parent, name, title)
        self.setMinimumWidth(460)
        self._note = QPlainTextEdit()
        self.inside.addWidget(heading(title))
        self.inside.addWidget(label(text, wraps=True))
        if note:
            self._note.setObjectName(f"{name}Note")
            self._note.setAccessibleName(note)
            self._note.setPlaceholderText(note)
            self._note.setTabChangesFocus(True)
            self._note.setFixedHeight(88)
            self.inside.addWidget(self._note)
        self.yes = button(f"{name}Yes", yes, self.accept, primary=True)
        self.no = button(f"{name}No", no, self.reject)
        (self.no if risky else self.yes).setDefault(True)
        self.inside.addLayout(row(None, self.no, self.yes))
        if not note:
            (self.no if risky else self.yes).setFocus()

    @property
    def note(self) -> str:
        """What was written with the answer."""
        return self._note.toPlainText().strip()

    def ask(self, then: Callable[[str], None]) -> None:
        """Open without blocking; ``then`` is given the note when the first answer is chosen."""
        self.accepted.connect(lambda: then(self.note))
        self.finished.connect(self.deleteLater)
        self.open()
