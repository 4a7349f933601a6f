"""Autosave: an order is saved while it is typed, so that a crash loses nothing."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from smartclient.ui.app_context import AppContext
from smartclient.ui.dialogs.order.editor_commands import EditorCommands
from smartclient.ui.dialogs.order.editor_state import OrderEditorState

AUTOSAVE_AFTER_MS = 150


class OrderAutosave(QObject):
    """Saves an order as it is typed: a new one as a draft, a placed one's changes beside it.

    ``saved`` carries the record of a draft, None for the changes of a placed order.
    """

    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, context: AppContext, state: OrderEditorState, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._state = state
        self._stopped = False
        self._timer = QTimer(self, singleShot=True, interval=AUTOSAVE_AFTER_MS)
        self._timer.timeout.connect(self._save)

    def schedule(self) -> None:
        """Save what has changed, in a moment."""
        if not self._stopped and not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """Save nothing more: the order is being placed, closed or deleted."""
        self._stopped = True
        self._timer.stop()

    def resume(self) -> None:
        """Save again: the editor stays open after all."""
        self._stopped = False
        self.schedule()

    def _save(self) -> None:
        order = self._state.take_unsaved()
        if order is not None:
            commands = EditorCommands.of(self._state, self._context.use_cases)
            self._context.query(
                self, lambda: commands.autosave(order), self.saved.emit, self.failed.emit
            )
