"""What the order editor asks of the use cases; everything here runs on their thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from smartclient.domain.errors import SmartClientError
from smartclient.domain.ids import CustomerNumber, Login
from smartclient.domain.sales.customers import Customer, EditableField
from smartclient.domain.sales.orders import Order
from smartclient.domain.sales.origins import Origin
from smartclient.read_models.records import CustomerRecord, OrderRecord
from smartclient.read_models.tasks import DraftPlan, NewAccount, PlacedOrders, PlannedOrder
from smartclient.ui.dialogs.order.editor_state import OrderEditorState
from smartclient.ui.dialogs.order.editor_values import CloseAction, EditorData

if TYPE_CHECKING:
    from smartclient.use_cases.use_cases import UseCases


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorCommands:
    """The calls about one order, with what was true of it when they were made."""

    use_cases: UseCases
    order: Order | None
    base: Order | None
    origins: tuple[Origin, ...]
    quoted_before: tuple[Origin, ...]
    plan: DraftPlan
    was_placed: bool
    is_loaded: bool

    @classmethod
    def of(cls, state: OrderEditorState, use_cases: UseCases) -> EditorCommands:
        """The calls about the order as it is now."""
        return cls(
            use_cases=use_cases,
            order=state.order,
            base=state.base,
            origins=state.origins,
            quoted_before=state.quoted_before,
            plan=state.branches.plan,
            was_placed=state.was_placed,
            is_loaded=state.is_loaded,
        )

    def load(self, number: CustomerNumber) -> EditorData:
        """Look up what is needed to edit the order for a customer.

        Changes that were typed and neither saved nor discarded are restored when it is opened.
        """
        use_cases, order, restored = self.use_cases, self.order, None
        if order is not None and self.was_placed and not self.is_loaded:
            restored = use_cases.edits.get(order.id)
        if restored is not None:
            order = restored.order
        customer = use_cases.customers.get(number)
        by_now = customer.customer.number
        order = use_cases.orders.new(by_now) if order is None else replace(order, customer=by_now)
        origins = self.origins
        if not self.was_placed and not origins:
            origins = use_cases.orders.origins(order.id)
        plan = self.plan.for_another_customer()
        if not self.was_placed and not self.is_loaded:
            plan = use_cases.tasks.plan(order.id)
        return EditorData(
            order=order,
            number=use_cases.orders.get(order.id).number if self.was_placed else "",
            origins=origins,
            customer=customer,
            methods=use_cases.catalog.ship_methods(),
            products=use_cases.orders.products(order),
            restored=restored,
            plan=plan,
            branch_names=self._branch_names(plan),
            mail=None if self.was_placed else use_cases.mail.offer(customer.customer.email),
        )

    def load_account(self, plan: DraftPlan, kept: Order | None = None) -> EditorData:
        """Look up what is needed to edit the order for a new account; ``kept`` was typed before."""
        use_cases, order = self.use_cases, self.order or kept
        blank = use_cases.tasks.order_for_new_account()
        order = blank if order is None else replace(order, customer=blank.customer, ship_to="")
        return EditorData(
            order=order,
            origins=self.origins,
            customer=_record_of(plan),
            methods=use_cases.catalog.ship_methods(),
            products=use_cases.orders.products(order),
            plan=plan,
            is_kept=kept is not None,
            mail=use_cases.mail.offer(_record_of(plan).customer.email),
        )

    def quote(self, orders: Sequence[Order]) -> tuple[PlannedOrder, ...]:
        """Every order of the task priced and evaluated, each after those before it.

        Raises why the first one can't be priced, where it can't.
        """
        first, *others = orders
        if self.plan.is_empty:
            preview = self.use_cases.orders.quote(first, origins=self.quoted_before)
            return (PlannedOrder(preview=preview),)
        planned = self.use_cases.tasks.preview_orders(
            (first, *others), account=self.plan.account, origins=self.quoted_before
        )
        if planned[0].preview is None and planned[0].refusal is not None:
            raise planned[0].refusal
        return planned

    def place_several(
        self, orders: Sequence[Order], not_after: datetime | None = None
    ) -> PlacedOrders:
        """Save the orders of the branches as one task, and queue them for head office."""
        return self.use_cases.tasks.place_orders(
            orders,
            account=self.plan.account,
            policy=self.plan.policy,
            not_after=not_after,
            mail_to=self.plan.mail_to,
        )

    def place(self, order: Order, not_after: datetime | None = None) -> OrderRecord:
        """Save ``order``, and queue it or its changes for head office.

        After ``not_after`` the rep is asked instead of a new order being sent.
        """
        if self.was_placed:
            return self.use_cases.orders.amend(order, edit_base=self.base)
        return self.use_cases.orders.place(
            order, origins=self.origins, not_after=not_after, mail_to=self.plan.mail_to
        )

    def autosave(self, order: Order) -> OrderRecord | None:
        """Save ``order`` as a draft, or as changes of a placed one; None for these."""
        if self.plan.account is not None:
            self.use_cases.tasks.keep_account_order(order, self.plan)
            return None
        if not self.was_placed:
            return self.use_cases.orders.save_draft(order, origins=self.origins, plan=self.plan)
        self.use_cases.edits.autosave(order, edit_base=self.base or order)
        return None

    def close(self, action: CloseAction) -> OrderRecord | None:
        """Do what closing the editor has to do; returns the draft that was saved."""
        if self.order is None:
            return None
        if action is CloseAction.DISCARD_DRAFT and self.plan.account is not None:
            self.use_cases.tasks.discard_account_order(self.order.id)
        elif action is CloseAction.SAVE_DRAFT:
            return self.autosave(self.order)
        elif action is CloseAction.DISCARD_DRAFT:
            self.use_cases.orders.discard_draft(self.order.id)
        elif action is CloseAction.DISCARD_EDIT:
            self.use_cases.edits.discard(self.order.id)
        return None

    def _branch_names(self, plan: DraftPlan) -> dict[CustomerNumber, str]:
        """The names of the branches' customers; one who is the rep's no more has none."""
        names = {}
        for branch in plan.branches:
            try:
                record = self.use_cases.customers.get(branch.customer)
            except SmartClientError:
                continue
            names[branch.customer] = record.customer.name
        return names


def _record_of(plan: DraftPlan) -> CustomerRecord:
    """The customer to be opened, as one that has no number yet."""
    account = plan.account or NewAccount(fields={})
    customer = Customer(
        number=CustomerNumber(""),
        name=account.fields.get(EditableField.NAME, ""),
        rep=Login(""),
        email=account.fields.get(EditableField.EMAIL, ""),
        addresses=() if account.address is None else (account.address,),
    )
    return CustomerRecord(
        customer=customer, confirmed=None, task=None, task_id=None, credit_used=None
    )
