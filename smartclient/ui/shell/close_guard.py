"""Leaving: what happens between the wish to close the window and its end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from smartclient.domain.errors import SmartClientError
from smartclient.read_models.sync_progress import ClientStatus
from smartclient.ui.app_context import AppContext
from smartclient.ui.dialogs.confirm_exit import ConfirmExitDialog, ExitChoice


class CloseGuard(QObject):
    """Closes the window when nothing is left to send, or when the rep confirms.

    ``send`` goes online and syncs; ``end`` closes the window for good; ``to_tray`` returns what
    closes it while the program goes on, None where this desktop has no tray.
    """

    def __init__(
        self,
        context: AppContext,
        window: QWidget,
        *,
        send: Callable[[], None],
        end: Callable[[], None],
        to_tray: Callable[[], Callable[[], None] | None],
    ) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._send = send
        self._end = end
        self._to_tray = to_tray
        self._sending = False
        self._dialog: ConfirmExitDialog | None = None

    def begin(self) -> None:
        """Look whether something is unsent, and ask what to do about it."""
        if self._dialog is None:
            self._context.query(
                self, self._context.use_cases.status.current, self._ask, self._give_up
            )

    def sync_ended(self) -> None:
        """Go on after the sync that was started to send what was left."""
        if self._sending:
            self._sending = False
            self.begin()

    def _ask(self, client_status: ClientStatus) -> None:
        if not client_status.to_send:
            self._end()
            return
        has_tray = self._to_tray() is not None
        self._dialog = ConfirmExitDialog(client_status, self._window, has_tray=has_tray)
        self._dialog.finished.connect(self._act)
        self._dialog.open()

    def _act(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is None:
            return
        dialog.deleteLater()
        if dialog.choice is ExitChoice.CLOSE:
            self._end()
        elif dialog.choice is ExitChoice.TRAY:
            keep_in_tray = self._to_tray()
            if keep_in_tray is not None:
                keep_in_tray()
        elif dialog.choice is ExitChoice.SEND:
            self._sending = True
            self._send()

    def _give_up(self, _error: SmartClientError) -> None:
        # what can't be looked up can't be sent either; what was saved stays saved
        self._end()
