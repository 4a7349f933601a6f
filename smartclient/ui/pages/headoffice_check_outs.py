"""Check-outs at head office: which customers are checked out, and breaking one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from smartclient.domain.errors import RefusedError, SmartClientError
from smartclient.read_models.check_outs import CheckedOut, CheckOutOutcome
from smartclient.ui.app_context import AppContext
from smartclient.ui.customer_check_out import asking_state
from smartclient.ui.dialogs.dialog import Question
from smartclient.ui.models.check_outs import check_out_model
from smartclient.ui.pages.headoffice_list import ListSection
from smartclient.ui.pages.page import translate
from smartclient.ui.text import formats
from smartclient.ui.widgets.availability import allow, show_possible, unless_chosen
from smartclient.ui.widgets.factories import button, label, row
from smartclient.ui.widgets.lists.listing import Names


class CheckOutsSection(ListSection[CheckedOut]):
    """The customers that are checked out, each of which an admin may free.

    Head office is asked when the section is first seen, and again where the admin wants it.
    """

    def __init__(self, context: AppContext) -> None:
        self._found: Sequence[CheckedOut] = ()
        super().__init__(
            context,
            check_out_model(context.clock),
            lambda _text, limit, offset: self._found[offset : offset + limit],
            Names(
                table="tableCheckOuts",
                accessible_name=translate("CheckOuts", "Check-outs"),
                empty=translate("CheckOuts", "Ask head office which customers are checked out."),
                nothing_found="",
            ),
            kinds=(),
        )
        self._as_of: datetime | None = None
        self._asking = False
        self._hint = label(name="checkOutsHint", muted=True, wraps=True)
        self._again = button("buttonAskCheckOuts", self.tr("&Ask head office"), self._ask)
        self._break = button("buttonBreakCheckOut", self.tr("&Break…"), self._ask_to_break)
        below = row(self._hint, self._again, self._break)
        below.setStretch(0, 1)
        self.content_layout.addLayout(below)
        self.list.table.picked.connect(self._show_possible)
        self.list.currentChanged.connect(self._show_possible)
        context.status_changed.connect(self._show_possible)
        self._show_possible()

    def refresh(self) -> None:
        """Show what is known; ask head office where it was never asked."""
        super().refresh()
        self._show_possible()
        if self._as_of is None and self._again.isEnabled():
            self._ask()

    def _show_possible(self) -> None:
        state = asking_state(self.context, is_asking=self._asking)
        show_possible(self._again, state)
        show_possible(self._break, state)
        if state.possible:
            allow(self._break, unless_chosen(self.list.current))
        self._hint.setText(self._hint_text())

    def _hint_text(self) -> str:
        if self._asking:
            return self.tr("Head office is being asked.")
        if self._as_of is None:
            return self._again.accessibleDescription()
        when = formats.moment(self._as_of, self.context.clock.now())
        return self.tr("As known at head office: {when}.").format(when=when)

    def _ask(self) -> None:
        check_outs = self.context.check_outs()
        self._asking = True
        self._show_possible()
        self.context.ask(self, check_outs.all, self._answered, self._failed)

    def _answered(self, found: Sequence[CheckedOut]) -> None:
        self._asking = False
        self._found, self._as_of = tuple(found), self.context.clock.now()
        self.list.explain_empty(self.tr("No customer is checked out."))
        self.list.refresh()
        self._show_possible()

    def _failed(self, error: SmartClientError) -> None:
        self._asking = False
        self.context.report(error)
        self._show_possible()

    def _ask_to_break(self) -> None:
        chosen = self.list.current
        if chosen is None:
            return
        words = {"customer": chosen.name or chosen.number, "holder": chosen.check_out.holder}
        question = Question(
            self,
            "dialogBreakCheckOut",
            title=self.tr("End the check-out of {customer}?").format(**words),
            text=self.tr(
                "{holder} no longer has it checked out, and learns of that with the next contact. "
                "What {holder} saved until then is judged like anybody's work: nothing of it is "
                "lost."
            ).format(**words),
            yes=self.tr("&End it"),
            no=self.tr("&Not now"),
            risky=True,
        )
        question.ask(lambda _note: self._end(chosen))

    def _end(self, chosen: CheckedOut) -> None:
        check_outs = self.context.check_outs()
        self._asking = True
        self._show_possible()
        self.context.ask(
            self, lambda: check_outs.break_check_out(chosen.number), self._ended, self._failed
        )

    def _ended(self, outcome: CheckOutOutcome) -> None:
        self._asking = False
        if outcome.is_done:
            text = self.tr("{customer} is no longer checked out.")
            self.context.notify(text.format(customer=outcome.number))
        else:
            self.context.report(RefusedError(outcome.refusal, **outcome.arguments))
        self.context.changed.emit()
        self._ask()
