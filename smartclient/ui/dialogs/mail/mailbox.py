"""The rep's own mailbox on this device: set up, tested, and taken away."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from smartclient.domain.errors import RefusedError, SmartClientError
from smartclient.domain.mail import LONGEST_ADDRESS, MailReadiness, MailSentBy
from smartclient.read_models.own_mailbox import OwnMailboxStatus
from smartclient.ui.app_context import AppContext
from smartclient.ui.dialogs.dialog import Dialog
from smartclient.ui.dialogs.mail.mailbox_fields import MailboxFields
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.look.tokens import FIELD_HEIGHT
from smartclient.ui.ports import OwnMailbox
from smartclient.ui.text import wording
from smartclient.ui.text.mail import mailbox_state_text, sent_by_text
from smartclient.ui.widgets.availability import allow, needs_link, why_not
from smartclient.ui.widgets.factories import button, field_label, label, row, wrapped_title
from smartclient.ui.widgets.notice import Notice

_WIDTH = 560


class MailboxDialog(Dialog):
    """Sets up the mailbox that this device sends from, where head office allows one."""

    def __init__(self, context: AppContext, mailbox: OwnMailbox, parent: QWidget) -> None:
        super().__init__(parent, "dialogMailbox", "")
        self.setWindowTitle(self.tr("Your own mailbox"))
        self.be_wide(_WIDTH)
        self._context = context
        self._mailbox = mailbox
        self._status: OwnMailboxStatus | None = None
        self._is_busy = False
        self._sent_by = label(name="mailboxSentBy", muted=True, wraps=True)
        self._state = Notice(context.theme, "mailboxState", StatusBadge.QUEUED)
        self._fields = MailboxFields()
        self._recipient = QLineEdit()
        self._recipient.setObjectName("mailboxTestTo")
        self._recipient.setAccessibleName(self.tr("Send a test to"))
        self._recipient.setMaxLength(LONGEST_ADDRESS)
        self._recipient.setMinimumHeight(FIELD_HEIGHT)
        self._test = button("buttonTestMailbox", self.tr("Send a &test"), self._send_test)
        self._refusal = Notice(context.theme, "mailboxRefusal", StatusBadge.REJECTED)
        self._remove = button("buttonRemoveMailbox", self.tr("&Take away"), self._take_away)
        self._close = button("buttonCloseMailbox", self.tr("&Close"), self.reject)
        self._save = button("buttonSaveMailbox", self.tr("&Save"), self._set_up, primary=True)
        self._lay_out()
        self._fields.edited.connect(self._show_possible)
        self._show_possible()
        context.query(self, mailbox.status, self._show)

    def _show(self, status: OwnMailboxStatus) -> None:
        self._status = status
        self._sent_by.setText(sent_by_text(status.allowed))
        self._fields.show_account(status.account)
        self._show_state(status)
        if not self._recipient.text() and status.account is not None:
            self._recipient.setText(status.account.mailbox.sender)
        self._show_possible()
        self.fit_content()

    def _show_state(self, status: OwnMailboxStatus) -> None:
        is_up = status.readiness is MailReadiness.UP
        self._state.dress_as(StatusBadge.CONFIRMED if is_up else StatusBadge.QUEUED)
        self._state.show_text(mailbox_state_text(status, self._context.clock.now()))

    def _show_possible(self) -> None:
        """Enable what can be done, and say why the rest can't."""
        self._refusal.show_text("")
        status = self._status
        busy = self.tr("The mail server is being called.") if self._is_busy else ""
        busy = busy or (self.tr("It is being looked up.") if status is None else "")
        no_mailbox = status is None or status.account is None
        allow(self._save, busy or self._why_not_allowed())
        client_status = self._context.client_status
        offline = "" if client_status is None else why_not(needs_link(self._test)(client_status))
        none_yet = self.tr("Set up a mailbox first.") if no_mailbox else ""
        allow(self._test, busy or none_yet or offline)
        allow(self._remove, busy or (self.tr("No mailbox is set up.") if no_mailbox else ""))

    def _why_not_allowed(self) -> str:
        if self._status is None or self._status.allowed is not MailSentBy.OFFICE:
            return ""
        return self.tr("Head office sends mails itself and lets none go from your own mailbox.")

    def _set_up(self) -> None:
        if self._fields.lacks_password:
            self._refuse(RefusedError("Enter the password of the mailbox."))
            return
        account, password = self._fields.account, self._fields.password
        self._begin()
        self._context.ask(
            self,
            lambda: self._mailbox.set_up(account, lambda: password),
            self._saved,
            self._refuse,
        )

    def _saved(self, status: OwnMailboxStatus) -> None:
        self._end(status)
        self._state.show_text(self.tr("Saved. Send a test to see whether it works."))
        self._test.setFocus()

    def _take_away(self) -> None:
        self._begin()
        self._context.ask(self, self._mailbox.switch_off, self._end, self._refuse)

    def _send_test(self) -> None:
        recipient = self._recipient.text().strip()

        def test() -> OwnMailboxStatus:
            delivery = self._mailbox.send_test(recipient)
            if delivery.why:
                raise RefusedError(delivery.why, **delivery.arguments)
            return self._mailbox.status()

        self._begin()
        self._context.ask(self, test, self._tested, self._refuse)

    def _tested(self, status: OwnMailboxStatus) -> None:
        self._end(status)
        text = self.tr("The mail server took the test for {recipient}.")
        self._state.show_text(text.format(recipient=self._recipient.text().strip()))

    def _begin(self) -> None:
        self._is_busy = True
        self._show_possible()

    def _end(self, status: OwnMailboxStatus) -> None:
        self._is_busy = False
        self._show(status)
        self._context.changed.emit()

    def _refuse(self, error: SmartClientError) -> None:
        self._is_busy = False
        self._show_possible()
        self._refusal.show_text(wording.error_text(error))

    def _lay_out(self) -> None:
        title = field_label(self._recipient.accessibleName())
        title.setBuddy(self._recipient)
        test = row(title, self._recipient, self._test)
        test.setStretch(1, 1)
        self.content_layout.addWidget(wrapped_title(self.windowTitle()))
        for widget in (self._sent_by, self._state, self._fields):
            self.content_layout.addWidget(widget)
        self.content_layout.addLayout(test)
        self.content_layout.addWidget(self._refusal)
        self.content_layout.addStretch(1)
        self.put_buttons(self._remove, None, self._close, self._save)
        self._save.setDefault(True)
