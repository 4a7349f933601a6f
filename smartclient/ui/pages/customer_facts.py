"""The facts about a customer: credit, whom to call, terms and addresses, in one column."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from smartclient.domain.sales.customers import Address, Customer
from smartclient.ui.app_context import AppContext
from smartclient.ui.look.tokens import SPACE_BETWEEN, SPACE_GROUP
from smartclient.ui.text import wording
from smartclient.ui.text.feed_values import added_facts
from smartclient.ui.widgets.factories import card, heading, label, row
from smartclient.ui.widgets.figures.credit_meter import CreditMeter
from smartclient.ui.widgets.figures.key_values import KeyValueGrid

_WIDTH = 284


class CustomerFacts(QScrollArea):
    """Shows what is known of a customer; it is scrolled where there is not the room for all."""

    def __init__(self, context: AppContext, *ways: QWidget) -> None:
        """``ways`` are the buttons that lead from whom to call to writing to them."""
        super().__init__()
        self.meter = CreditMeter(context.theme, "creditMeter")
        self._contact = _fact("overviewContact")
        self._terms = KeyValueGrid("overviewTerms")
        self._notes = _fact("overviewNotes")
        self._addresses = _fact("overviewAddresses")
        self.setObjectName("overviewSide")
        self.setAccessibleName(self.tr("About this customer"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(_WIDTH)
        self.setWidget(self._column(ways))

    def show_customer(self, customer: Customer) -> None:
        """Show the facts about a customer."""
        self._contact.setText(
            _lines(customer.contact, customer.phone, customer.email) or self.tr("Nobody named yet.")
        )
        self._notes.setText(customer.notes)
        self._notes.setVisible(bool(customer.notes))
        terms = (
            (self.tr("Number"), customer.number),
            (self.tr("Account"), wording.status_label(customer.status)),
            (self.tr("Payment"), customer.payment_terms),
            (self.tr("Price list"), customer.price_list or self.tr("standard")),
            (self.tr("Territory"), customer.territory),
            (self.tr("Tax"), self.tr("exempt") if customer.tax_exempt else ""),
            *added_facts(customer),
        )
        self._terms.show_facts(terms)
        self._addresses.setText(
            "\n\n".join(_address(address) for address in customer.addresses)
            or self.tr("No address yet.")
        )

    def _column(self, ways: Sequence[QWidget]) -> QWidget:
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, SPACE_BETWEEN, 0)
        layout.setSpacing(SPACE_GROUP)
        layout.addWidget(_group(self.tr("Credit"), self.meter))
        buttons = QWidget()
        buttons.setLayout(row(*ways, None))
        layout.addWidget(_group(self.tr("Contact"), self._contact, self._notes, buttons))
        layout.addWidget(_group(self.tr("Terms"), self._terms))
        layout.addWidget(_group(self.tr("Addresses"), self._addresses))
        layout.addStretch(1)
        return column


def _group(title_text: str, *parts: QWidget) -> QFrame:
    return card(heading(title_text), *parts)


def _fact(name: str) -> QLabel:
    text_label = label(name=name, wraps=True)
    text_label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return text_label


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _address(address: Address) -> str:
    place = " ".join(part for part in (address.postal_code, address.city) if part)
    where = ", ".join(part for part in (address.state, address.country) if part)
    kind = wording.address_label(address.kind)
    return _lines(kind, address.line1, address.line2, place, where)
