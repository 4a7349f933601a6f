"""Confirming an order by e-mail: whether the customer gets it once it is confirmed, and where."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from smartclient.domain.mail import LONGEST_ADDRESS, MailRecipients
from smartclient.read_models.mail_form import MailOffer
from smartclient.ui.dialogs.order.branches_state import BranchesState
from smartclient.ui.look.tokens import FIELD_HEIGHT, SPACE_BETWEEN
from smartclient.ui.text import wording
from smartclient.ui.widgets.availability import allow

_ADDRESS_WIDTH = 280


class ConfirmByMail(QWidget):
    """A box to check and the address; ``edited`` by a person.

    The address can be changed where head office's policy lets mails go anywhere. Orders for
    several branches go to the own address of each, unless one is entered.
    """

    edited = Signal()

    def __init__(self, branches: BranchesState) -> None:
        super().__init__()
        self._branches = branches
        self._offer: MailOffer | None = None
        self._own = ""
        self._wanted = QCheckBox(self.tr("Confirm b&y e-mail to"))
        self._wanted.setObjectName("orderMail")
        self._wanted.setAccessibleName(self.tr("Confirm by e-mail"))
        self._address = QLineEdit()
        self._address.setObjectName("orderMailTo")
        self._address.setAccessibleName(self.tr("Address that the confirmation goes to"))
        self._address.setMaxLength(LONGEST_ADDRESS)
        self._address.setMinimumHeight(FIELD_HEIGHT)
        self._address.setMaximumWidth(_ADDRESS_WIDTH)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_BETWEEN)
        layout.addWidget(self._wanted)
        layout.addWidget(self._address, 1)
        layout.addStretch(1)
        self._wanted.toggled.connect(self._edit)
        self._address.textEdited.connect(self._edit)
        self.hide()

    def show_offer(self, offer: MailOffer | None) -> None:
        """Show what can be chosen for the customer, and what is; None for a placed order."""
        self._offer, self._own = offer, "" if offer is None else offer.address
        self._wanted.blockSignals(True)  # noqa: FBT003 (Qt's own)
        self._wanted.setChecked(self._branches.plan.mail_to is not None)
        self._wanted.blockSignals(False)  # noqa: FBT003 (Qt's own)
        self.setVisible(offer is not None)
        self.show_possible()

    def show_possible(self) -> None:
        """Enable what can be chosen, and say why the rest can't."""
        if self._offer is None:
            return
        is_checked = self._wanted.isChecked()
        why_not = self._why_not(self._offer)
        # what is checked can be unchecked, whatever was switched off since
        allow(self._wanted, "" if is_checked else why_not, why_not)
        self._address.setEnabled(is_checked)
        self._address.setReadOnly(self._offer.recipients is MailRecipients.OWN)
        self._show_address(is_one=self._branches.count == 1)

    def _why_not(self, offer: MailOffer) -> str:
        if not offer.sending.possible:
            return wording.filled(offer.sending.why, offer.sending.arguments)
        only_own = offer.recipients is MailRecipients.OWN
        if only_own and not offer.address and self._branches.count == 1:
            return self.tr(
                "No mail address of this customer is known. Enter it in the customer's fields "
                "first."
            )
        return ""

    def _show_address(self, *, is_one: bool) -> None:
        own = self._own if is_one else self.tr("each customer's own address")
        self._address.setPlaceholderText(own)
        if not self._address.hasFocus():
            self._address.setText(self._branches.plan.mail_to or (self._own if is_one else ""))

    def _edit(self) -> None:
        text = self._address.text().strip()
        address = "" if text == self._own else text
        self._branches.set_mail_to(address if self._wanted.isChecked() else None)
        self.show_possible()
        self.edited.emit()
