"""Asking: a passphrase or a password, typed by a person for whichever thread needs it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QThread, Signal

from smartclient.domain.errors import SmartClientError
from smartclient.ui.look.theme import Theme
from smartclient.ui.text import wording

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from smartclient.ui.dialogs.setup.secret import SecretDialog

MakeDialog = Callable[[Theme, "QWidget | None"], "SecretDialog"]


@dataclass(slots=True)
class _Request:
    """A secret that a thread waits for."""

    make: MakeDialog
    given: threading.Event = field(default_factory=threading.Event)
    text: str = ""

    def give(self, text: str) -> None:
        """Resume the thread with what was typed; "" when nothing was."""
        self.text = text
        self.given.set()


class SecretPrompt(QObject):
    """Asks for secrets beside ``over``, the window that is open; "" means that none was given.

    After a password was refused to it, it does not ask for it again until ``reset_refusals``:
    a sync in the background would else ask every minute.
    """

    _requested = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.over: QWidget | None = None
        self.times_asked = 0
        self.gave_up = False
        self._theme = theme
        self._waiting: list[_Request] = []
        self._refusal = ""
        self._open = True
        self._requested.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def passphrase(self, new: bool) -> str:  # noqa: FBT001 (as it is asked for)
        """The passphrase of the data on this laptop; a new one is typed twice."""
        from smartclient.ui.dialogs.setup.secret import new_passphrase_dialog, passphrase_dialog  # noqa: PLC0415 (seldom wanted)

        return self._ask(new_passphrase_dialog if new else passphrase_dialog)

    def password(self) -> str:
        """The password for head office's database."""
        from smartclient.ui.dialogs.setup.secret import password_dialog  # noqa: PLC0415 (as above)

        return "" if self.gave_up else self._ask(password_dialog)

    def reset_refusals(self) -> None:
        """Ask again from now on, because the person wants something that needs it."""
        self.gave_up = False

    def go_on(self) -> None:
        """Ask again after ``close``, beside another window."""
        self._open = True

    def refuse(self, error: SmartClientError) -> None:
        """Show with the next question why the last answer was not accepted."""
        self._refusal = wording.error_text(error)

    def close(self) -> None:
        """Ask no more, and let every thread that waits go on with nothing."""
        self._open = False
        for request in self._waiting:
            request.give("")
        self._waiting.clear()

    def _ask(self, make: MakeDialog) -> str:
        self.times_asked += 1
        if not self._open:
            return ""
        if QThread.currentThread() is self.thread():
            dialog = make(self._theme, self.over)
            dialog.refuse(self._refusal)
            dialog.exec()
            text = dialog.secret
            dialog.deleteLater()
        else:
            request = _Request(make)
            self._requested.emit(request)
            request.given.wait()
            text = request.text
        self.gave_up = not text
        return text

    def _show(self, request: _Request) -> None:
        if not self._open:
            request.give("")
            return
        self._waiting.append(request)
        dialog = request.make(self._theme, self.over)

        def answered() -> None:
            if request in self._waiting:
                self._waiting.remove(request)
            request.give(dialog.secret)
            dialog.deleteLater()

        dialog.finished.connect(answered)
        dialog.open()
