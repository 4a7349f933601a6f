"""The customer editor: a new customer, or changes to one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from smartclient.domain.errors import SmartClientError
from smartclient.domain.sales.customers import FIELD_LENGTHS, Address, Customer, EditableField
from smartclient.domain.tasks import TaskKind
from smartclient.read_models.data_ages import CUSTOMER_KINDS
from smartclient.read_models.records import CustomerRecord
from smartclient.ui.app_context import AppContext
from smartclient.ui.customer_check_out import HeldNotice
from smartclient.ui.customer_deletion import delete_customer
from smartclient.ui.dialogs.dialog import Dialog, Question
from smartclient.ui.look import status_badges
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.look.tokens import SPACE_BETWEEN, SPACE_GROUP
from smartclient.ui.text import formats, wording
from smartclient.ui.widgets.age_note import AgeNote
from smartclient.ui.widgets.availability import Availability, of_customer
from smartclient.ui.widgets.factories import button, elided_title, field_label, label, row
from smartclient.ui.widgets.notice import Notice
from smartclient.ui.widgets.state import StateLabel

_WIDTH = 620
_ADDRESS = ("line1", "line2", "postal_code", "city", "state", "country")


class CustomerEditor(Dialog):
    """Edits what a rep may change of a customer; head office's terms are shown beside it."""

    name = "dialogCustomer"

    def __init__(self, context: AppContext, record: CustomerRecord | None, parent: QWidget) -> None:
        heading = record.customer.name if record else self.tr("New customer")
        super().__init__(parent, self.name, heading)
        self.be_wide(_WIDTH)
        self._context = context
        self._record = record
        self._fields = self._text_fields()
        self._notes = self._notes_field()
        self._address = self._address_fields()
        self._warning = Notice(context.theme, "customerWarning", StatusBadge.REJECTED)
        self._held = Notice(context.theme, "customerHeld", StatusBadge.AWAITING_DECISION)
        if record is not None:
            HeldNotice(context, record.customer.number, self._held)
        self._state = StateLabel(context.theme, "customerState")
        self._state.make_clickable()
        self._state.clicked.connect(context.navigator.show_legend)
        self._save = button("buttonSaveCustomer", self.tr("&Save"), self.save, primary=True)
        self._save.setDefault(True)
        self._may_save = Availability(
            context, self._save, of_customer(TaskKind.UPDATE_CUSTOMER, lambda: record)
        )
        self._lay_out(heading)
        self._fields[EditableField.NAME].textChanged.connect(self._show_possible)
        self._show_possible()
        self._original = self._entered()
        self._fields[EditableField.NAME if record is None else EditableField.PHONE].setFocus()

    @property
    def values(self) -> dict[EditableField, str]:
        """What is entered in the fields."""
        entered = {field: edit.text().strip() for field, edit in self._fields.items()}
        return {**entered, EditableField.NOTES: self._notes.toPlainText().strip()}

    def save(self) -> None:
        """Save what was entered, and queue it for head office."""
        use_cases, values, address = self._context.use_cases, self.values, self.address
        if self._record is None:
            self._context.execute(
                lambda: use_cases.customers.create(values, address), self._saved, self._refused
            )
        else:
            number = self._record.customer.number
            self._context.execute(
                lambda: use_cases.customers.edit(number, values), self._saved, self._refused
            )

    def reject(self) -> None:
        """Close; ask first about unsaved changes."""
        if self._entered() == self._original:
            super().reject()
            return
        leave: Callable[[], None] = super().reject
        question = Question(
            self,
            "dialogDiscardCustomer",
            title=self.tr("Your changes are not saved"),
            text=self.tr("What you typed about this customer is lost if you leave now."),
            yes=self.tr("&Leave without saving"),
            no=self.tr("&Continue editing"),
            risky=True,
        )
        question.ask(lambda _note: leave())

    def _entered(self) -> tuple[object, ...]:
        return tuple(self.values.values()), self.address

    def _saved(self, record: CustomerRecord) -> None:
        if record.tentative:
            self._context.notify(
                self.tr("{name} is saved. Head office gets it with the next sync.").format(
                    name=record.customer.name
                )
            )
        self.accept()

    def _refused(self, error: SmartClientError) -> None:
        self._warning.show_text(wording.error_text(error))

    def _ask_delete(self) -> None:
        if self._record is None:
            return
        record, customer = self._record, self._record.customer
        question = Question(
            self,
            "dialogDeleteCustomer",
            title=self.tr("Delete {name}?").format(name=customer.name),
            text=self.tr(
                "Head office is asked to delete this customer. Until it has answered you can "
                "undo that."
            ),
            yes=self.tr("&Delete the customer"),
            no=self.tr("&Keep it"),
            risky=True,
        )

        def delete(_note: str) -> None:
            delete_customer(self._context, record)
            self.accept()

        question.ask(delete)

    def _show_possible(self) -> None:
        named = bool(self._fields[EditableField.NAME].text().strip())
        self._may_save.allow("" if named else self.tr("A customer needs a name. Enter one."))

    def _text_fields(self) -> dict[EditableField, QLineEdit]:
        customer = self._record.customer if self._record else None
        edits = {}
        for field in (
            EditableField.NAME,
            EditableField.CONTACT,
            EditableField.PHONE,
            EditableField.EMAIL,
        ):
            edit = QLineEdit(str(getattr(customer, field.value)) if customer else "")
            edit.setObjectName(f"customer{field.value.capitalize()}")
            edit.setAccessibleName(wording.field_label(field.value))
            edit.setMaxLength(FIELD_LENGTHS[field])
            edits[field] = edit
        return edits

    def _notes_field(self) -> QPlainTextEdit:
        field = QPlainTextEdit(self._record.customer.notes if self._record else "")
        field.setObjectName("customerNotes")
        field.setAccessibleName(wording.field_label("notes"))
        field.setTabChangesFocus(True)
        field.setFixedHeight(88)
        return field

    def _address_fields(self) -> dict[str, QLineEdit]:
        edits = {}
        for name in _ADDRESS:
            edit = QLineEdit()
            edit.setObjectName(f"customerAddress{name.title().replace('_', '')}")
            edit.setAccessibleName(self._address_labels()[name])
            edits[name] = edit
        return edits

    def _address_labels(self) -> dict[str, str]:
        return {
            "line1": self.tr("Street"),
            "line2": self.tr("More of the address"),
            "postal_code": self.tr("Postal code"),
            "city": self.tr("City"),
            "state": self.tr("State"),
            "country": self.tr("Country"),
        }

    @property
    def address(self) -> Address | None:
        """The address that is entered, None for none."""
        entered = {name: edit.text().strip() for name, edit in self._address.items()}
        return Address(kind="main", **entered) if any(entered.values()) else None

    def _terms(self, customer: Customer, record: CustomerRecord) -> str:
        parts = [str(customer.number), wording.status_label(customer.status)]
        if customer.credit_limit is not None and record.credit_used is None:
            text = self.tr("credit limit {limit} {currency}; what is used is not known, sync first")
            limit = formats.money(customer.credit_limit)
            parts.append(text.format(limit=limit, currency=self._context.currency))
        elif customer.credit_limit is not None:
            parts.append(
                self.tr("credit used {used} of {limit} {currency}").format(
                    used=formats.money(record.credit_used),
                    limit=formats.money(customer.credit_limit),
                    currency=self._context.currency,
                )
            )
        parts.extend(part for part in (customer.payment_terms, customer.territory) if part)
        places = [
            f"{wording.address_label(a.kind)}: "
            + ", ".join(p for p in (a.line1, a.postal_code, a.city, a.country) if p)
            for a in customer.addresses
        ]
        return "  ·  ".join(parts) + "".join(f"\n{place}" for place in places)

    def _lay_out(self, heading: str) -> None:
        record = self._record
        self.content_layout.addLayout(row(elided_title(heading), self._state, None))
        self._state.setVisible(record is not None and record.task is not None)
        if record is not None:
            if record.task is not None:
                self._state.show_state(status_badges.shown(status_badges.of_task(record.task)))
            terms = label(self._terms(record.customer, record), muted=True, wraps=True)
            terms.setObjectName("customerTerms")
            self.content_layout.addWidget(terms)
            if record.confirmed is not None:
                ages = AgeNote(self._context, "customerAges", CUSTOMER_KINDS)
                self.content_layout.addWidget(ages)
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE_GROUP)
        form.setVerticalSpacing(SPACE_BETWEEN)
        for field, edit in self._fields.items():
            form.addRow(field_label(wording.field_label(field.value)), edit)
        notes = field_label(wording.field_label("notes"))
        notes.setAlignment(Qt.AlignmentFlag.AlignTop)
        form.addRow(notes, self._notes)
        if record is None:
            for name, edit in self._address.items():
                form.addRow(field_label(self._address_labels()[name]), edit)
        self.content_layout.addWidget(self._held)
        self.content_layout.addLayout(form)
        self.content_layout.addWidget(self._warning)
        delete = button("buttonDeleteCustomer", self.tr("&Delete customer…"), self._ask_delete)
        Availability(self._context, delete, of_customer(TaskKind.DELETE_CUSTOMER, lambda: record))
        cancel = button("buttonCancelCustomer", self.tr("&Cancel"), self.reject)
        self.put_buttons(delete, None, cancel, self._save)
        delete.setVisible(record is not None and not record.deleted)
