"""Dialogs: those that the manual says something about, and the plain question."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from smartclient.ui.dialogs.plain_dialog import PlainDialog
from smartclient.ui.widgets.factories import button, label, wrapped_heading

ABOUT = "about"
"""The property of a dialog that holds the id of the record it is about."""


class Dialog(PlainDialog):
    """A dialog that the manual says something about: F1 opens it there."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the manual on F1."""
        if event.matches(QKeySequence.StandardKey.HelpContents):
            self.show_help()
        else:
            super().keyPressEvent(event)

    @property
    def help_name(self) -> str:
        """The name by which the manual is opened on what this dialog is about."""
        return self.objectName()

    def show_help(self) -> None:
        """Open the manual on what this dialog is about."""
        from smartclient.ui.dialogs.help import open_help_about  # noqa: PLC0415 (itself a dialog)

        open_help_about(self.help_name, self)


def bring_forward(window: QWidget, name: str) -> bool:
    """Bring the dialog of this object name forward; whether it is open."""
    dialog = window.findChild(QDialog, name)
    if dialog is None or not dialog.isVisible():
        return False
    dialog.raise_()
    dialog.activateWindow()
    return True


class Question(Dialog):
    """A question with two answers, each spelled out; a note may go with the first.

    Enter chooses the first answer, or the second where the first is ``risky``.
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
        self.be_wide(460)
        self._note = QPlainTextEdit()
        self.content_layout.addWidget(wrapped_heading(title))
        self.content_layout.addWidget(label(text, wraps=True))
        if note:
            self._note.setObjectName(f"{name}Note")
            self._note.setAccessibleName(note)
            self._note.setPlaceholderText(note)
            self._note.setTabChangesFocus(True)
            self._note.setFixedHeight(88)
            self.content_layout.addWidget(self._note)
        self.yes = button(f"{name}Yes", yes, self.accept, primary=True)
        self.no = button(f"{name}No", no, self.reject)
        (self.no if risky else self.yes).setDefault(True)
        self.put_buttons(None, self.no, self.yes)
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
