"""The field for the address that a branch's order goes to."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from smartclient.domain.ids import CustomerNumber
from smartclient.domain.sales.branches import Branch
from smartclient.read_models.records import CustomerRecord
from smartclient.ui.app_context import AppContext
from smartclient.ui.dialogs.order.address_choice import choose_address, fill_addresses
from smartclient.ui.text import wording
from smartclient.ui.widgets.availability import allow

_WIDTH = 140


class BranchAddressField(QComboBox):
    """Chooses where the order of one branch goes; ``picked`` carries its customer and the kind."""

    picked = Signal(str, str)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._latest = context.latest(self)
        self._branch: Branch | None = None
        self._shown_for: CustomerNumber | None = None
        self.setObjectName("branchShipTo")
        self.setAccessibleName(self.tr("Where the branch's order goes"))
        self.setMinimumWidth(_WIDTH)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        fill_addresses(self, ())
        self.activated.connect(self._pick)
        self.follow(None, is_first=False)

    def follow(self, branch: Branch | None, *, is_first: bool) -> None:
        """Show the address of ``branch``, None for none and for the order's own customer."""
        self._branch = branch
        if branch is None:
            self._shown_for = None
            fill_addresses(self, ())
            first = self.tr("The address of the first customer's order is chosen above.")
            allow(self, first if is_first else self.tr("Choose a branch in the table first."))
        elif branch.customer != self._shown_for:
            self._look_up(branch.customer)
        else:
            self._show_choice(branch)

    def _look_up(self, number: CustomerNumber) -> None:
        customers = self._context.use_cases.customers
        fill_addresses(self, ())
        allow(self, self.tr("The addresses are being looked up."))
        self._latest.run(lambda: customers.get(number), self._show)

    def _show(self, record: CustomerRecord) -> None:
        branch = self._branch
        if branch is not None:
            self._shown_for = branch.customer
            fill_addresses(self, record.customer.addresses)
            allow(self, "")
            self._show_choice(branch)

    def _show_choice(self, branch: Branch) -> None:
        """Show what is chosen, even if the customer has that address no more."""
        if branch.ship_to and self.findData(branch.ship_to) < 0:
            self.addItem(wording.address_label(branch.ship_to), branch.ship_to)
        choose_address(self, branch.ship_to)

    def _pick(self) -> None:
        if self._branch is not None:
            self.picked.emit(self._branch.customer, self.currentData() or "")
