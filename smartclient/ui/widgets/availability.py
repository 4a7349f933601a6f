"""Availability: a button or menu item that goes by how fresh the data here is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from smartclient.read_models.records import POSSIBLE, CommandState
from smartclient.read_models.sync_progress import ClientStatus
from smartclient.ui.app_context import AppContext
from smartclient.ui.text import wording
from smartclient.ui.text.plain_text import set_tip


def begin_order(client_status: ClientStatus) -> CommandState:
    """Whether an order can be begun."""
    return client_status.begin_order


def change_customer(client_status: ClientStatus) -> CommandState:
    """Whether a customer can be changed."""
    return client_status.change_customer


class Availability(QObject):
    """Enables ``control`` while ``state_of`` the client's status allows it, and says why not."""

    def __init__(
        self,
        context: AppContext,
        control: QWidget | QAction,
        state_of: Callable[[ClientStatus], CommandState],
    ) -> None:
        super().__init__(control)
        self._context = context
        self._control = control
        self._state_of = state_of
        self._tip = control.toolTip()
        self._is_asked_for = control.isEnabled()
        context.status_changed.connect(self._apply)
        self._apply()

    def enable(self, possible: bool) -> None:  # noqa: FBT001 (as Qt's setEnabled)
        """Enable the control where whatever else it depends on allows it, too."""
        self._is_asked_for = possible
        self._apply()

    def _apply(self) -> None:
        client_status = self._context.client_status
        state = POSSIBLE if client_status is None else self._state_of(client_status)
        self._control.setEnabled(self._is_asked_for and state.possible)
        why = "" if state.possible else wording.filled(state.why, state.arguments)
        set_tip(self._control, why or self._tip)
