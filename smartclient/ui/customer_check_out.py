"""Checking a customer out and in: the button of its page, and what is said of who holds it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QPushButton

from smartclient.domain.check_out import Hold
from smartclient.domain.errors import RefusedError, SmartClientError
from smartclient.domain.ids import CustomerNumber
from smartclient.read_models.check_outs import CheckedOut, CheckOutOutcome
from smartclient.read_models.functions import OUT_OF_REACH, Need, link_state
from smartclient.read_models.records import POSSIBLE, CommandState, CustomerRecord
from smartclient.ui.app_context import AppContext
from smartclient.ui.text import formats
from smartclient.ui.widgets.availability import show_possible
from smartclient.ui.widgets.notice import Notice

translate = QCoreApplication.translate

_OWN = (Hold.OWN, Hold.UNSURE)


def held_text(checked_out: CheckedOut | None) -> str:
    """Who has a customer checked out, and until when, "" for nobody."""
    if checked_out is None:
        return ""
    check_out = checked_out.check_out
    words = {
        "holder": check_out.holder,
        "device": check_out.device,
        "until": formats.deadline(check_out.until),
    }
    match checked_out.hold:
        case Hold.OWN:
            text = translate("CheckOut", "You have checked this customer out until {until}.")
        case Hold.UNSURE:
            text = translate(
                "CheckOut",
                "You have checked this customer out until {until}, as far as is known here. Sync "
                "to be sure.",
            )
        case _:
            text = translate(
                "CheckOut",
                "{holder} ({device}) has checked this customer out until {until}. Nobody else may "
                "change it until then.",
            )
    return text.format(**words)


def holder_text(checked_out: CheckedOut | None, now: datetime) -> str:
    """Who has a customer checked out, and until when, as short as a list has room for."""
    if checked_out is None:
        return ""
    text = translate("CheckOut", "{holder}, until {until}")
    is_own, holder = checked_out.hold in _OWN, checked_out.check_out.holder
    return text.format(
        holder=translate("CheckOut", "you") if is_own else holder,
        until=formats.coming(checked_out.check_out.until, now),
    )


class HeldNotice(QObject):
    """Tells who edits a customer as soon as another holds it, or the own check-out has ended."""

    def __init__(self, context: AppContext, number: CustomerNumber, notice: Notice) -> None:
        super().__init__(notice)
        self._context = context
        self._number = number
        self._notice = notice
        self._was_own = False
        context.changed.connect(self._look)
        self._look()

    def _look(self) -> None:
        use_cases, number = self._context.use_cases, self._number
        self._context.query(self, lambda: use_cases.customers.check_out_of(number), self._show)

    def _show(self, checked_out: CheckedOut | None) -> None:
        if checked_out is not None and checked_out.hold in _OWN:
            self._was_own = True
            self._notice.show_text("")
        elif checked_out is not None:
            self._notice.show_text(held_text(checked_out))
        elif self._was_own:
            self._notice.show_text(
                translate(
                    "CheckOut",
                    "You no longer have this customer checked out. What you save goes to head "
                    "office as anybody's work does.",
                )
            )
        else:
            self._notice.show_text("")


def held_state(checked_out: CheckedOut | None) -> CommandState:
    """Whether the customer may be changed here, as far as another's check-out goes."""
    if checked_out is None or checked_out.hold in _OWN:
        return POSSIBLE
    check_out = checked_out.check_out
    return CommandState(
        possible=False,
        why="{holder} has checked this customer out until {until}.",
        arguments={"holder": check_out.holder, "until": formats.deadline(check_out.until)},
    )


def asking_state(context: AppContext, *, is_asking: bool) -> CommandState:
    """Whether head office can be asked now; ``is_asking`` while it is."""
    status = context.client_status
    if is_asking:
        return CommandState(possible=False, why="Head office is being asked.")
    if status is None:
        return CommandState(possible=False, why=OUT_OF_REACH)
    return link_state((Need.ANSWER,), offline_by_choice=status.offline_by_choice, link=status.link)


class CheckOutButton(QPushButton):
    """Checks the customer that is shown out, or in where the rep holds it; says why it can't."""

    def __init__(self, context: AppContext, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAutoDefault(False)
        self._context = context
        self._record: CustomerRecord | None = None
        self._checked_out: CheckedOut | None = None
        self._asking = False
        self.clicked.connect(self._act)
        context.status_changed.connect(self._show_possible)
        self._show_text()
        self._show_possible()

    def show_customer(self, record: CustomerRecord, checked_out: CheckedOut | None) -> None:
        """Go by another customer, or by what is known of it now."""
        self._record, self._checked_out = record, checked_out
        self._show_text()
        self._show_possible()

    def _show_text(self) -> None:
        text = self.tr("C&heck in") if self._is_own else self.tr("C&heck out")
        self.setText(text)
        self.setAccessibleName(text.replace("&", ""))

    @property
    def _is_own(self) -> bool:
        return self._checked_out is not None and self._checked_out.hold in _OWN

    def _show_possible(self) -> None:
        tip = self.tr("Head office is asked at once. Nobody else changes a customer you hold.")
        show_possible(self, self._state(), tip)

    def _state(self) -> CommandState:
        record = self._record
        if record is None or record.confirmed is None or record.deleted:
            return CommandState(possible=False, why="Head office does not have this customer.")
        asking = asking_state(self._context, is_asking=self._asking)
        return held_state(self._checked_out) if asking.possible else asking

    def _act(self) -> None:
        record = self._record
        if record is None or self._asking:
            return
        check_outs, number = self._context.check_outs(), record.customer.number
        is_own = self._is_own

        def ask() -> tuple[CheckOutOutcome, ...]:
            wanted: Sequence[CustomerNumber] = (number,)
            return check_outs.check_in(wanted) if is_own else check_outs.check_out(wanted)

        self._asking = True
        self._show_possible()
        self._context.ask(self, ask, self._answered, self._failed)

    def _answered(self, outcomes: Sequence[CheckOutOutcome]) -> None:
        self._asking = False
        for outcome in outcomes:
            if not outcome.is_done and outcome.refusal:
                self._context.report(RefusedError(outcome.refusal, **outcome.arguments))
        self._context.changed.emit()
        self._show_possible()

    def _failed(self, error: SmartClientError) -> None:
        self._asking = False
        self._context.report(error)
        self._context.changed.emit()
        self._show_possible()
