"""A message to a customer: written, looked at as it is sent, and then saved."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtWidgets import QWidget

from smartclient.domain.errors import SmartClientError
from smartclient.domain.mail_templates import MailTemplate
from smartclient.read_models.mail import MailDraft, MailRecord
from smartclient.read_models.mail_form import MailForm
from smartclient.read_models.records import POSSIBLE, CommandState
from smartclient.ui.app_context import AppContext
from smartclient.ui.dialogs.dialog import Dialog, Question
from smartclient.ui.dialogs.mail.form import MailFields
from smartclient.ui.dialogs.mail.preview import MailView
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.text import wording
from smartclient.ui.widgets.availability import allow, show_possible
from smartclient.ui.widgets.factories import button, wrapped_title
from smartclient.ui.widgets.notice import Notice

_WIDTH = 640


class MessageDialog(Dialog):
    """Writes a mail to a customer, or one about an order; nothing is sent that was not shown."""

    def __init__(self, context: AppContext, form: MailForm, parent: QWidget) -> None:
        super().__init__(parent, "dialogMessage", "")
        self._context = context
        self._form = form
        self.setWindowTitle(self._title())
        self.be_wide(_WIDTH)
        self._asked = context.latest(self)
        self._fields = MailFields(context, form)
        self._preview = MailView(context, "mailPreview")
        self._waits = Notice(context.theme, "messageWaits", StatusBadge.QUEUED)
        self._refusal = Notice(context.theme, "messageRefusal", StatusBadge.REJECTED)
        self._cancel = button("buttonCancelMessage", self.tr("&Cancel"), self.reject)
        self._look = button(
            "buttonPreviewMessage", self.tr("&Preview"), self._show_preview, primary=True
        )
        self._back = button("buttonChangeMessage", self.tr("C&hange"), self._show_fields)
        self._send = button("buttonSendMessage", self.tr("&Send"), self._save, primary=True)
        for widget in (
            wrapped_title(self.windowTitle()),
            self._waits,
            self._fields,
            self._preview,
            self._refusal,
        ):
            self.content_layout.addWidget(widget)
        self.content_layout.addStretch(1)
        self.put_buttons(self._cancel, None, self._back, self._look, self._send)
        self._fields.changed.connect(lambda: self._refusal.show_text(""))
        self._look.setDefault(True)
        self._show_state()
        self._show_fields()

    def reject(self) -> None:
        """Close; ask first about what was written."""
        if not self._fields.is_written:
            super().reject()
            return
        leave: Callable[[], None] = super().reject
        question = Question(
            self,
            "dialogDiscardMessage",
            title=self.tr("Your message is not sent"),
            text=self.tr("What you wrote is lost if you leave now."),
            yes=self.tr("&Leave without sending"),
            no=self.tr("&Continue writing"),
            risky=True,
        )
        question.ask(lambda _note: leave())

    def _title(self) -> str:
        if self._form.order_id is None:
            return self.tr("Message to {customer}").format(customer=self._form.customer_name)
        text = self.tr("Message about order {order} to {customer}")
        return text.format(order=self._form.order, customer=self._form.customer_name)

    def _possible(self) -> CommandState:
        """Whether a mail can be written, and why not."""
        templates = self._form.templates
        if not self._form.sending.possible:
            return self._form.sending
        if templates and not any(one.possible for one in templates.values()):
            return templates[MailTemplate.ORDER_CONFIRMED]
        return POSSIBLE

    def _show_state(self) -> None:
        state = self._possible()
        show_possible(self._look, state)
        self._fields.setEnabled(state.possible)
        if not state.possible:
            self._refusal.show_text(wording.filled(state.why, state.arguments))
        elif self._form.is_tentative:
            self._waits.show_text(
                self.tr(
                    "Head office has not confirmed this order yet. The mail waits until it has, "
                    "and says what was confirmed; it does not go if the order is refused."
                )
            )

    def _draft(self) -> Callable[[], MailDraft]:
        """What makes the mail as it would be sent, of what is entered now."""
        mail, form, fields = self._context.use_cases.mail, self._form, self._fields
        recipient, order_id = fields.recipient, form.order_id
        if order_id is not None:
            template, language = fields.template, fields.language
            return lambda: mail.preview_of_order(
                order_id, template, recipient=recipient, language=language
            )
        subject, text, documents = fields.subject, fields.text, fields.documents
        return lambda: mail.preview(
            form.customer, subject=subject, text=text, recipient=recipient, documents=documents
        )

    def _show_preview(self) -> None:
        self._refusal.show_text("")
        self._asked.run(self._draft(), self._previewed, self._refused)

    def _previewed(self, draft: MailDraft) -> None:
        self._preview.show_mail(draft)
        foot = (self._cancel, self._back, self._send)
        for before, after in pairwise((*self._preview.links, *foot)):
            self.setTabOrder(before, after)
        self._turn(shows_mail=True)
        self._send.setFocus()

    def _show_fields(self) -> None:
        self._turn(shows_mail=False)
        self._fields.focus_first()

    def _turn(self, *, shows_mail: bool) -> None:
        self._preview.setVisible(shows_mail)
        self._fields.setVisible(not shows_mail)
        for control in (self._back, self._send):
            control.setVisible(shows_mail)
        self._look.setVisible(not shows_mail)
        if self.isVisible():
            self.fit_content()

    def _save(self) -> None:
        allow(self._send, self.tr("It is being saved."))
        mail, form, fields = self._context.use_cases.mail, self._form, self._fields
        recipient, order_id = fields.recipient, form.order_id

        def save() -> MailRecord:
            if order_id is not None:
                return mail.send_of_order(
                    order_id, template, recipient=recipient, language=language
                )
            return mail.send(
                form.customer, subject=subject, text=text, recipient=recipient, documents=documents
            )

        if order_id is not None:
            template, language = fields.template, fields.language
        else:
            subject, text, documents = fields.subject, fields.text, fields.documents
        self._context.execute(save, self._saved, self._refused)

    def _saved(self, record: MailRecord) -> None:
        text = self.tr("The mail to {recipient} is saved. It goes with the next sync.")
        if self._form.is_tentative:
            text = self.tr("The mail to {recipient} is saved. It goes once the order is confirmed.")
        self._context.notify(text.format(recipient=record.draft.recipient))
        self.accept()

    def _refused(self, error: SmartClientError) -> None:
        allow(self._send, "")
        self._refusal.show_text(wording.error_text(error))
