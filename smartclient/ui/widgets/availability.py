"""Availability: what a button or menu item goes by, and why it is disabled."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from smartclient.domain.tasks import TaskKind
from smartclient.read_models.functions import CONTROLS, link_state
from smartclient.read_models.records import POSSIBLE, CommandState, CustomerRecord
from smartclient.read_models.sync_progress import ClientStatus
from smartclient.ui.app_context import AppContext
from smartclient.ui.text import wording
from smartclient.ui.text.plain_text import restore_tip, set_tip

_OWN_TIP = "tipWhilePossible"

translate = QCoreApplication.translate


def begin_order(client_status: ClientStatus) -> CommandState:
    """Whether an order can be begun."""
    return client_status.begin_order


def open_documents(client_status: ClientStatus) -> CommandState:
    """Whether documents can be opened."""
    return client_status.open_documents


def needs_link(control: QWidget | QAction) -> Callable[[ClientStatus], CommandState]:
    """Whether what ``control`` needs of the link is there, by the table of functions."""
    needs = CONTROLS[control.objectName()]

    def state(client_status: ClientStatus) -> CommandState:
        return link_state(
            needs, offline_by_choice=client_status.offline_by_choice, link=client_status.link
        )

    return state


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


def why_not(state: CommandState) -> str:
    """Why something can't be done, "" where it can."""
    return "" if state.possible else wording.filled(state.why, state.arguments)


def show_possible(control: QWidget | QAction, state: CommandState, tip: str = "") -> None:
    """Enable ``control`` where ``state`` allows it, or say why not to eye and screen reader."""
    allow(control, why_not(state), tip)


def allow(control: QWidget | QAction, why_not: str, tip: str | None = None) -> None:
    """Enable ``control``, or say ``why_not`` to eye and screen reader; "" for what is possible.

    ``tip`` is its tooltip while it is possible, None for the one that it has.
    """
    if tip is None and control.isEnabled():
        control.setProperty(_OWN_TIP, control.toolTip())
    control.setEnabled(not why_not)
    if why_not or tip is not None:
        set_tip(control, why_not or tip or "")
    else:
        restore_tip(control, str(control.property(_OWN_TIP) or ""))
    if isinstance(control, QWidget):
        control.setAccessibleDescription(why_not)


def unless_chosen(chosen: object | None) -> str:
    """Why nothing can be done where no row of a list is ``chosen``, "" where one is."""
    if chosen is not None:
        return ""
    return translate("Availability", "Choose an entry in the list first.")


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
        self._why_not = ""
        context.status_changed.connect(self._apply)
        self._apply()

    def allow(self, why_not: str) -> None:
        """Enable the control where what else it depends on allows it, too; else say why not."""
        self._why_not = why_not
        self._apply()

    def _apply(self) -> None:
        client_status = self._context.client_status
        state = POSSIBLE if client_status is None else self._state_of(client_status)
        # what no choice on the page changes is said first
        if state.possible and self._why_not:
            allow(self._control, self._why_not)
        else:
            show_possible(self._control, state, self._tip)
