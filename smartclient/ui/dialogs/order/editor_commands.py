"""What the order editor asks of the use cases; everything here runs on their thread."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from smartclient.domain.ids import CustomerNumber
from smartclient.domain.sales.orders import Order
from smartclient.domain.sales.origins import Origin
from smartclient.read_models.records import OrderRecord
from smartclient.ui.dialogs.order.editor_state import CloseAction, EditorData, OrderEditorState

if TYPE_CHECKING:
    from smartclient.use_cases.use_cases import UseCases


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorCommands:
    """The calls about one order, with what was true of it when they were made."""

    use_cases: UseCases
    order: Order | None
    base: Order | None
    origins: tuple[Origin, ...]
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
        return EditorData(
            order=order,
            number=use_cases.orders.get(order.id).number if self.was_placed else "",
            origins=origins,
            customer=customer,
            methods=use_cases.catalog.ship_methods(),
            products=use_cases.orders.products(order),
            restored=restored,
        )

    def place(self, order: Order, not_after: datetime | None = None) -> OrderRecord:
        """Save ``order``, and queue it or its changes for head office.

        After ``not_after`` the rep is asked instead of a new order being sent.
        """
        if self.was_placed:
            return self.use_cases.orders.amend(order, edit_base=self.base)
        return self.use_cases.orders.place(order, origins=self.origins, not_after=not_after)

    def autosave(self, order: Order) -> OrderRecord | None:
        """Save ``order`` as a draft, or as changes of a placed one; None for these."""
        if not self.was_placed:
            return self.use_cases.orders.save_draft(order, origins=self.origins)
        self.use_cases.edits.autosave(order, edit_base=self.base or order)
        return None

    def close(self, action: CloseAction) -> OrderRecord | None:
        """Do what closing the editor has to do; returns the draft that was saved."""
        if self.order is None:
            return None
        if action is CloseAction.SAVE_DRAFT:
            return self.use_cases.orders.save_draft(self.order, origins=self.origins)
        if action is CloseAction.DISCARD_DRAFT:
            self.use_cases.orders.discard_draft(self.order.id)
        elif action is CloseAction.DISCARD_EDIT:
            self.use_cases.edits.discard(self.order.id)
        return None
