"""The new account: the fields of a customer who is opened together with an order."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from smartclient.domain.sales.customers import EditableField
from smartclient.domain.steps import TaskPolicy
from smartclient.read_models.tasks import DraftPlan, NewAccount
from smartclient.ui.app_context import AppContext
from smartclient.ui.dialogs.customer_editor import CustomerEditor
from smartclient.ui.widgets.factories import label, row


class NewAccountDialog(CustomerEditor):
    """Asks for a new customer's fields; ``chosen`` is given what the order is to become.

    Nothing is saved here: the order that is being entered keeps it.
    """

    name = "dialogNewAccount"

    def __init__(
        self,
        context: AppContext,
        plan: DraftPlan,
        parent: QWidget,
        chosen: Callable[[DraftPlan], None],
    ) -> None:
        super().__init__(context, None, parent)
        self._chosen = chosen
        self._mail_to = plan.mail_to
        self._policy = QComboBox()
        self._policy.setObjectName("accountPolicy")
        self._policy.setAccessibleName(self.tr("If head office refuses the order"))
        self._policy.addItem(self.tr("Keep the customer"), TaskPolicy.EACH)
        self._policy.addItem(
            self.tr("Open the customer only together with the order"), TaskPolicy.TOGETHER
        )
        title = label(self.tr("If head office refuses the order"), muted=True, wraps=True)
        title.setBuddy(self._policy)
        self.content_layout.addWidget(title)
        self.content_layout.addLayout(row(self._policy, None))
        self._order_tab()
        self._save.setText(self.tr("&Go on to the order"))
        self._save.setAccessibleName(self.tr("Go on to the order"))
        if plan.account is not None:
            self._show(plan.account, plan.policy)

    def save(self) -> None:
        """Go on to the order with what was entered, where a customer can be opened with that."""
        tasks = self._context.use_cases.tasks
        account = NewAccount(fields=self.values, address=self.address)
        policy = self._policy.currentData()
        plan = DraftPlan(account=account, policy=policy, mail_to=self._mail_to)

        def check() -> None:
            if plan.policy is TaskPolicy.TOGETHER:
                tasks.check_can_stand_together()
            tasks.preview_orders((), account=account)

        self._context.query(self, check, lambda _: self._go_on(plan), self._refused)

    def _order_tab(self) -> None:
        """Have Tab go from the choice to the buttons below it, which were built before."""
        names = ("buttonDeleteCustomer", "buttonCancelCustomer", "buttonSaveCustomer")
        found = (self.findChild(QPushButton, name) for name in names)
        buttons = [each for each in found if each is not None]
        for one, other in pairwise((self._policy, *buttons)):
            self.setTabOrder(one, other)

    def _go_on(self, plan: DraftPlan) -> None:
        self._chosen(plan)
        self.accept()

    def _show(self, account: NewAccount, policy: TaskPolicy) -> None:
        """Show what was entered before."""
        for field, edit in self._fields.items():
            edit.setText(account.fields.get(field, ""))
        self._notes.setPlainText(account.fields.get(EditableField.NOTES, ""))
        for name, edit in self._address.items():
            edit.setText(getattr(account.address, name) if account.address else "")
        self._policy.setCurrentIndex(self._policy.findData(policy))
        self._original = self._entered()
