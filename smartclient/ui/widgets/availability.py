"""Availability: a button or menu item that goes by how fresh the data here is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from smartclient.domain.tasks import TaskKind
from smartclient.read_models.records import POSSIBLE, CommandState, CustomerRecord
from smartclient.read_models.sync_progress import ClientStatus
from smartclient.ui.app_context import AppContext
from smartclient.ui.text import wording
from smartclient.ui.text.plain_text import set_tip


def begin_order(client_status: ClientStatus) -> CommandState:
    """Whether an order can be begun."""
    return client_status.begin_order


def open_documents(client_status: ClientStatus) -> CommandState:
    """Whether documents can be opened."""
    return client_status.open_documents


def begin_task(kind: TaskKind) -> Callable[[ClientStatus], CommandState]:
    """Whether a task of this kind can be begun."""
    return lambda client_status: client_status.can_begin(kind)


def of_customer(
    kind: TaskKind, shown: Callable[[], CustomerRecord | None]
) -> Callable[[ClientStatus], CommandState]:
    """Whether the customer that is ``shown`` can be changed or deleted, by the kind of the task.

    What is known of one that head office does not have yet is not of any age.
    """

    def state(client_status: ClientStatus) -> CommandState:
        record = shown()
        is_new = record is None or record.confirmed is None
        return POSSIBLE if is_new else client_status.can_begin(kind)

    return state


def show_possible(control: QWidget | QAction, state: CommandState, tip: str = "") -> None:
    """Enable ``control`` where ``state`` allows it, or say why not to eye and screen reader."""
    control.setEnabled(state.possible)
    why = "" if state.possible else wording.filled(state.why, state.arguments)
    set_tip(control, why or tip)
    if isinstance(control, QWidget):
        control.setAccessibleDescription(why)


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
        show_possible(self._control, state, self._tip)
        self._control.setEnabled(self._is_asked_for and state.possible)
