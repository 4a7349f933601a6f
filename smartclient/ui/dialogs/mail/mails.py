"""The mails that were written: how far each is, and the question whether one arrived."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtWidgets import QWidget

from smartclient.contract.mail import MailDecision
from smartclient.domain.errors import SmartClientError
from smartclient.domain.ids import CustomerNumber
from smartclient.read_models.mail import MailRecord
from smartclient.ui.app_context import AppContext
from smartclient.ui.dialogs.dialog import Dialog
from smartclient.ui.dialogs.mail.preview import MailView
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.models.mails import mail_model
from smartclient.ui.text import formats, wording
from smartclient.ui.text.mail import mail_shown, why_text
from smartclient.ui.widgets.availability import allow, unless_chosen
from smartclient.ui.widgets.factories import button, label, row, wrapped_title
from smartclient.ui.widgets.lists.listing import Fetch, Listing, Names
from smartclient.ui.widgets.notice import Notice
from smartclient.ui.widgets.state import StateLabel

_WIDTH = 760
_LIST_HEIGHT = 240


class MailsDialog(Dialog):
    """Every mail, or those to one customer; below them, the one that is selected."""

    def __init__(
        self, context: AppContext, parent: QWidget, *, customer: str = "", mail_id: str = ""
    ) -> None:
        super().__init__(parent, "dialogMails", "")
        self.setWindowTitle(self.tr("Mails to customers"))
        self.be_wide(_WIDTH)
        self._context = context
        self._customer = CustomerNumber(customer)
        self._wanted = mail_id
        self._list = Listing[MailRecord](
            context,
            mail_model(context.clock),
            self._fetch(),
            Names(
                table="tableMails",
                accessible_name=self.tr("Mails to customers"),
                empty=self.tr("No mails yet. Write one from a customer or an order."),
                nothing_found="",
                icon="email-outline",
            ),
        )
        self._state = StateLabel(context.theme, "mailState")
        self._known = label(name="mailKnown", muted=True, wraps=True)
        self._why = Notice(context.theme, "mailWhy", StatusBadge.QUEUED)
        self._mail = MailView(context, "mailShown")
        self._refusal = Notice(context.theme, "mailRefusal", StatusBadge.REJECTED)
        self._order = button("buttonMailOrder", self.tr("Open the &order…"), self._open_order)
        self._steps = button("buttonMailSteps", self.tr("S&teps…"), self._show_task)
        self._again = button("buttonMailAgain", self.tr("&Send it again"), self._send_again)
        self._arrived = button(
            "buttonMailArrived", self.tr("It &arrived"), self._note_arrived, primary=True
        )
        self._close = button("buttonCloseMails", self.tr("&Close"), self.reject)
        self._lay_out()
        self._list.table.picked.connect(self._show_current)
        self._list.model.dataChanged.connect(self._show_current)
        self._list.model.modelReset.connect(self._choose_wanted)
        context.changed.connect(self._list.refresh)
        self._show_current()
        self._list.refresh()

    def show_mail(self, mail_id: str) -> None:
        """Select a mail."""
        self._wanted = mail_id
        self._choose_wanted()

    def _fetch(self) -> Fetch[MailRecord]:
        mail, customer = self._context.use_cases.mail, self._customer

        def fetch(_text: str, limit: int, offset: int) -> Sequence[MailRecord]:
            found = [one for one in mail.all() if not customer or one.draft.customer == customer]
            # what nobody knows of is asked first
            found.sort(key=lambda one: not one.is_outcome_unknown)
            return found[offset : offset + limit]

        return fetch

    def _choose_wanted(self) -> None:
        if self._wanted and self._list.table.choose(self._wanted):
            self._wanted = ""

    def _show_current(self) -> None:
        record = self._list.table.current
        is_asked = record is not None and record.is_outcome_unknown
        for widget in (self._state, self._known, self._mail):
            widget.setVisible(record is not None)
        for choice in (self._again, self._arrived):
            choice.setVisible(is_asked)
            allow(choice, "")
        allow(self._steps, unless_chosen(record))
        allow(self._order, unless_chosen(record) or self._why_no_order(record))
        self._refusal.show_text("")
        if record is None:
            self._why.show_text("")
            return
        self._state.show_state(mail_shown(record))
        self._known.setText(self._known_text(record))
        self._why.dress_as(StatusBadge.IN_CONFLICT if is_asked else StatusBadge.QUEUED)
        self._why.show_text(self._why_text(record))
        self._mail.show_mail(record.draft)
        foot = (self._order, self._steps, self._close, self._again, self._arrived)
        for before, after in pairwise((self._list.table, *self._mail.links, *foot)):
            self.setTabOrder(before, after)

    def _why_no_order(self, record: MailRecord | None) -> str:
        if record is not None and record.draft.order:
            return ""
        return self.tr("This mail is about no order.")

    def _known_text(self, record: MailRecord) -> str:
        now = self._context.clock.now()
        written = self.tr("Written {when}.").format(when=formats.moment(record.written_at, now))
        if record.changed_at == record.written_at:
            return written
        changed = self.tr("Last heard of {when}.")
        return f"{written} {changed.format(when=formats.moment(record.changed_at, now))}"

    def _why_text(self, record: MailRecord) -> str:
        why = why_text(record)
        if not record.is_outcome_unknown:
            return why
        asked = self.tr(
            "It is not sent again by itself: the customer might get it twice. You can also leave "
            "it as it is."
        )
        return f"{why} {asked}".lstrip()

    def _open_order(self) -> None:
        record = self._list.table.current
        if record is not None and record.draft.order_id is not None:
            self._context.navigator.open_order(record.draft.order_id)

    def _show_task(self) -> None:
        record = self._list.table.current
        if record is not None:
            self._context.navigator.show_task(record.task_id)

    def _note_arrived(self) -> None:
        self._decide(MailDecision.ARRIVED, self.tr("Noted that the mail arrived."))

    def _send_again(self) -> None:
        self._decide(MailDecision.SEND_AGAIN, self.tr("The mail is sent again with the next sync."))

    def _decide(self, decision: MailDecision, said: str) -> None:
        record, mail = self._list.table.current, self._context.use_cases.mail
        if record is None:
            return
        for choice in (self._again, self._arrived):
            allow(choice, self.tr("It is being saved."))
        self._context.execute(
            lambda: mail.decide(record.mail_id, decision),
            lambda _: self._context.notify(said),
            self._refused,
        )

    def _refused(self, error: SmartClientError) -> None:
        self._show_current()
        self._refusal.show_text(wording.error_text(error))

    def _lay_out(self) -> None:
        self._list.setFixedHeight(_LIST_HEIGHT)
        self.content_layout.addWidget(wrapped_title(self.windowTitle()))
        self.content_layout.addWidget(self._list)
        self.content_layout.addLayout(row(self._state, None))
        for widget in (self._known, self._why, self._mail, self._refusal):
            self.content_layout.addWidget(widget)
        self.content_layout.addStretch(1)
        self.put_buttons(self._order, self._steps, None, self._close, self._again, self._arrived)
        self._close.setDefault(True)
