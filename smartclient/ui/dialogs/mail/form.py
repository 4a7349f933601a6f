"""The fields of a mail: whom it goes to, and what it says."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from smartclient.domain.mail import LONGEST_ADDRESS, SUBJECT, MailRecipients
from smartclient.domain.mail_templates import MailLanguage, MailTemplate
from smartclient.domain.sales.product_documents import ProductDocument
from smartclient.read_models.mail_form import MailForm
from smartclient.ui.app_context import AppContext
from smartclient.ui.dialogs.mail.attachments import AttachmentChoice
from smartclient.ui.look.tokens import FIELD_HEIGHT, SPACE_BETWEEN
from smartclient.ui.text import wording
from smartclient.ui.text.mail import mail_language_label, template_label
from smartclient.ui.text.plain_text import tip
from smartclient.ui.widgets.factories import field_label, label

_TEXT_HEIGHT = 176


class MailFields(QWidget):
    """The fields of a mail to a customer, or of one about an order; ``changed`` by a person."""

    changed = Signal()

    def __init__(self, context: AppContext, form: MailForm) -> None:
        super().__init__()
        self._form = form
        self._is_about_order = form.order_id is not None
        self._recipient = self._line("mailRecipient", self.tr("To"), LONGEST_ADDRESS)
        self._recipient.setText(form.address)
        self._recipient.setReadOnly(form.recipients is MailRecipients.OWN)
        self._template = self._choice("mailTemplate", self.tr("It says"))
        self._language = self._choice("mailLanguage", self.tr("Language"))
        self._subject = self._line("mailSubject", self.tr("Subject"), SUBJECT.longest)
        self._text = QPlainTextEdit()
        self._text.setObjectName("mailText")
        self._text.setAccessibleName(self.tr("Text"))
        self._text.setTabChangesFocus(True)
        self._text.setMinimumHeight(_TEXT_HEIGHT)
        self._attachments = AttachmentChoice(context)
        self._fill_choices(form)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE_BETWEEN)
        self._grid.setColumnStretch(1, 1)
        self._lay_out(form)
        for signal in (
            self._recipient.textChanged,
            self._subject.textChanged,
            self._text.textChanged,
            self._template.currentIndexChanged,
            self._language.currentIndexChanged,
            self._attachments.changed,
        ):
            signal.connect(self.changed)

    @property
    def recipient(self) -> str:
        """Whom the mail goes to."""
        return self._recipient.text().strip()

    @property
    def subject(self) -> str:
        """What a mail that the rep writes is about."""
        return self._subject.text()

    @property
    def text(self) -> str:
        """What the rep wrote."""
        return self._text.toPlainText()

    @property
    def documents(self) -> tuple[ProductDocument, ...]:
        """The documents that go with it."""
        return self._attachments.chosen

    @property
    def template(self) -> MailTemplate:
        """What it says of an order."""
        return MailTemplate(self._template.currentData())

    @property
    def language(self) -> MailLanguage:
        """The language that it says so in."""
        return MailLanguage(self._language.currentData())

    @property
    def is_written(self) -> bool:
        """Whether the rep wrote something that would be lost."""
        return bool(self.subject.strip() or self.text.strip())

    def focus_first(self) -> None:
        """Go to the field that is to be filled first."""
        if not self.recipient and not self._recipient.isReadOnly():
            self._recipient.setFocus()
        elif self._is_about_order:
            self._template.setFocus()
        else:
            self._subject.setFocus()

    def _fill_choices(self, form: MailForm) -> None:
        for template, state in form.templates.items():
            self._template.addItem(template_label(template), template.value)
            model = cast("QStandardItemModel", self._template.model())
            item = model.item(self._template.count() - 1)
            item.setEnabled(state.possible)
            if not state.possible:
                why = tip(wording.filled(state.why, state.arguments))
                item.setData(why, Qt.ItemDataRole.ToolTipRole)
        possible = [place for place, one in enumerate(form.templates.values()) if one.possible]
        self._template.setCurrentIndex(possible[0] if possible else -1)
        for language in MailLanguage:
            self._language.addItem(mail_language_label(language), language.value)
        self._language.setCurrentIndex(self._language.findData(form.language.value))

    def _lay_out(self, form: MailForm) -> None:
        self._add(self._recipient)
        hint = self._recipient_hint(form)
        if hint:
            place = self._grid.rowCount()
            self._grid.addWidget(
                label(hint, name="mailRecipientHint", muted=True, wraps=True), place, 1
            )
        if self._is_about_order:
            self._add(self._template)
            self._add(self._language)
            written: tuple[QWidget, ...] = (self._subject, self._text, self._attachments)
        else:
            self._add(self._subject)
            self._add(self._text)
            self._add(self._attachments, self.tr("Attached"))
            written = (self._template, self._language)
        for widget in written:
            widget.setParent(self)
            widget.hide()

    def _recipient_hint(self, form: MailForm) -> str:
        if form.recipients is MailRecipients.ANY:
            return ""
        if not form.address:
            return self.tr(
                "No mail address of this customer is known. Enter it in the customer's fields "
                "first."
            )
        return self.tr("Head office lets mails go to the customer's own address alone.")

    def _add(self, widget: QWidget, name: str = "") -> None:
        place = self._grid.rowCount()
        title = field_label(name or widget.accessibleName())
        self._grid.addWidget(title, place, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(widget, place, 1)

    def _line(self, name: str, text: str, longest: int) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(name)
        field.setAccessibleName(text)
        field.setMaxLength(longest)
        field.setMinimumHeight(FIELD_HEIGHT)
        return field

    def _choice(self, name: str, text: str) -> QComboBox:
        choice = QComboBox()
        choice.setObjectName(name)
        choice.setAccessibleName(text)
        choice.setMinimumHeight(FIELD_HEIGHT)
        return choice
