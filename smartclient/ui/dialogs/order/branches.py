"""The branches of an order: who else gets its lines, how many of each, and what it comes to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from smartclient.domain.errors import SmartClientError
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.limits import quantity_refused
from smartclient.domain.steps import TaskPolicy
from smartclient.read_models.records import OrderPreview
from smartclient.ui.app_context import AppContext
from smartclient.ui.dialogs.order.branch_address import BranchAddressField
from smartclient.ui.dialogs.order.branch_table import BranchTable
from smartclient.ui.dialogs.order.branches_state import total_of
from smartclient.ui.dialogs.order.editor_state import OrderEditorState
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.look.tokens import SPACE_BETWEEN
from smartclient.ui.models.branch_quantities import BranchQuantitiesModel
from smartclient.ui.models.order_lines import shown_lines
from smartclient.ui.models.shown_branch import ShownBranch
from smartclient.ui.text import formats, wording
from smartclient.ui.text.plain_text import button_text
from smartclient.ui.widgets.availability import allow
from smartclient.ui.widgets.factories import button, label, link_button, row
from smartclient.ui.widgets.flowing_columns import FlowingColumns
from smartclient.ui.widgets.lists.finder import AutocompleteField, Match
from smartclient.ui.widgets.lists.matches import customer_matches
from smartclient.ui.widgets.notice import Notice

translate = QCoreApplication.translate


class BranchesPane(QWidget):
    """Adds and removes branches, and edits their quantities; ``edited`` when any was changed.

    ``set_quantity`` orders so many on a line of the order itself.
    """

    edited = Signal()

    def __init__(
        self,
        context: AppContext,
        state: OrderEditorState,
        set_quantity: Callable[[int, int], None],
    ) -> None:
        super().__init__()
        self._context = context
        self._state = state
        self._set_quantity = set_quantity
        self.finder = AutocompleteField(
            context,
            "orderBranch",
            self.tr("Name or number of a further customer"),
            customer_matches(context),
        )
        self.finder.picked.connect(lambda _number: self._add())
        self._policy = self._policy_field()
        self._remove = button("buttonRemoveBranch", self.tr("Remo&ve branch"), self.remove_current)
        self._model = BranchQuantitiesModel(self._change)
        self.table = BranchTable(self._model, self.remove_current)
        self.table.refused.connect(self._refuse)
        self._ship_to = BranchAddressField(context)
        self._ship_to.picked.connect(self._send_to)
        self.table.selectionModel().currentChanged.connect(self._show_possible)
        self._model.modelReset.connect(self._show_possible)
        self._notes = Notice(context.theme, "branchNotes", StatusBadge.QUEUED)
        self._blocked: ShownBranch | None = None
        self._to_blocked = link_button("buttonBlockedBranch", "", self._open_blocked)
        self._sum = label(name="branchTotal")
        self._lay_out()
        self._show_possible()

    def show_order(self, preview: OrderPreview) -> None:
        """Show what every branch gets of the order, as typed and quoted."""
        order, customer = preview.order, self._state.customer
        branches = self._state.branches
        name = "" if customer is None else customer.customer.name
        shown = branches.shown(order, name)
        self._model.show(shown, shown_lines(order, preview))
        self._notes.show_text("\n".join(note for one in shown[1:] for note in _notes_of(one)))
        self._offer_way(shown[1:])
        total = total_of(shown)
        text = self.tr("All {count} orders: {total}")
        money = f"{formats.money(total)} {self._context.currency}"
        self._sum.setText("" if total is None else text.format(count=len(shown), total=money))
        self._policy.setCurrentIndex(self._policy.findData(branches.plan.policy))
        allow(self._policy, "" if branches.count > 1 else self.tr("Add a branch first."))

    def remove_current(self) -> None:
        """Remove the branch that the selected cell is about; the order's own customer stays."""
        place = self._model.branch_at(self.table.currentIndex())
        branches = self._state.branches
        if place:
            branches.remove(branches.plan.branches[place - 1].customer)
            self.edited.emit()

    def _add(self) -> None:
        chosen, order = self.finder.chosen, self._state.order
        if chosen is None or order is None:
            return
        name, number = _customer_in(chosen)
        self._state.branches.add(number, name, first=order)
        self.finder.set_match(None)
        self.finder.setFocus()
        self.edited.emit()

    def _change(self, place: int, number: int, quantity: int) -> None:
        order = self._state.order
        line = None if order is None else order.line(number)
        if line is None:
            return
        if place == 0:
            self._change_own(line.sku, number, quantity)
            return
        branches = self._state.branches
        branches.set_quantity(branches.plan.branches[place - 1].customer, line.sku, quantity)
        self.edited.emit()

    def _change_own(self, sku: str, number: int, quantity: int) -> None:
        if quantity:
            self._set_quantity(number, quantity)
        else:
            self._refuse(sku)

    def _refuse(self, sku: str) -> None:
        self._notes.show_text(wording.error_text(quantity_refused(sku)))

    def _choose_policy(self) -> None:
        policy, tasks = self._policy.currentData(), self._context.use_cases.tasks
        if policy is TaskPolicy.EACH:
            self._use_policy(policy)
            return
        self._context.query(
            self,
            tasks.check_can_stand_together,
            lambda _: self._use_policy(policy),
            self._refuse_policy,
        )

    def _use_policy(self, policy: TaskPolicy) -> None:
        self._state.branches.set_policy(policy)
        self.edited.emit()

    def _refuse_policy(self, error: SmartClientError) -> None:
        self._policy.setCurrentIndex(self._policy.findData(TaskPolicy.EACH))
        self._notes.show_text(wording.error_text(error))

    def _show_possible(self) -> None:
        chosen, branches = self._model.branch_at(self.table.currentIndex()), self._state.branches
        allow(self._remove, "" if chosen else self.tr("Choose a branch to remove first."))
        branch = branches.plan.branches[chosen - 1] if chosen else None
        self._ship_to.follow(branch, is_first=chosen == 0)

    def _send_to(self, customer: str, kind: str) -> None:
        self._state.branches.set_ship_to(CustomerNumber(customer), kind)
        self.edited.emit()

    def _offer_way(self, branches: Sequence[ShownBranch]) -> None:
        """Offer the way to what blocks the first branch that is, to its customer or its task."""
        self._blocked = next((one for one in branches if one.needs_look), None)
        self._to_blocked.setVisible(self._blocked is not None)
        if self._blocked is None:
            return
        if self._blocked.blocked_by:
            text = self.tr("Show what has to come first for {name}")
        else:
            text = self.tr("Show {name}")
        text = text.format(name=self._blocked.name)
        self._to_blocked.setText(button_text(text))
        self._to_blocked.setAccessibleName(text)

    def _open_blocked(self) -> None:
        navigator, blocked = self._context.navigator, self._blocked
        if blocked is not None and blocked.blocked_by:
            navigator.show_task(blocked.blocked_by)
        elif blocked is not None:
            navigator.show_customer(blocked.customer)

    def _policy_field(self) -> QComboBox:
        field = QComboBox()
        field.setObjectName("branchPolicy")
        field.setAccessibleName(self.tr("Whether the orders stand together"))
        field.addItem(self.tr("Each order by itself"), TaskPolicy.EACH)
        field.addItem(self.tr("Together or not at all"), TaskPolicy.TOGETHER)
        field.activated.connect(self._choose_policy)
        return field

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_BETWEEN)
        head = FlowingColumns()
        head.add(self.finder, 1)
        for part in (self._remove, self._ship_to, self._policy):
            head.add(part)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._notes)
        layout.addLayout(row(self._to_blocked, None))
        layout.addLayout(row(None, self._sum))


def _customer_in(match: Match) -> tuple[str, CustomerNumber]:
    """The name and the number of a customer that was found."""
    return match.text, CustomerNumber(str(match.value))


def _notes_of(branch: ShownBranch) -> list[str]:
    """What is to be known about the order of a branch, each with its name."""
    notes = [wording.problem_text(problem) for problem in branch.problems]
    if branch.refusal is not None:
        notes.append(wording.error_text(branch.refusal))
    if not branch.has_lines and branch.quantities:
        notes.append(translate("Branches", "Gets nothing. Enter a quantity, or remove the branch."))
    return [f"{branch.name}: {note}" for note in notes]
