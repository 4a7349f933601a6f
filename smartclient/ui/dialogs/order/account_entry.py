"""The entry of a new account for an order: its fields are asked for, or gone on with."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from smartclient.domain.sales.orders import Order
from smartclient.read_models.tasks import DraftPlan, KeptAccountOrder
from smartclient.ui.app_context import AppContext
from smartclient.ui.dialogs.order.editor_state import OrderEditorState

Use = Callable[[DraftPlan, Order | None], None]
"""Is given what the order is to become, and the order that was kept with it before."""


class AccountEntry:
    """Asks for a new customer's fields; ``use`` goes on with them.

    An order for a new customer that was begun before is gone on with.
    """

    def __init__(
        self, context: AppContext, parent: QWidget, state: OrderEditorState, use: Use
    ) -> None:
        self._context = context
        self._parent = parent
        self._state = state
        self._use = use

    def ask(self) -> None:
        """Ask for the fields, with what is entered or kept already."""
        if self._state.order is None:
            kept = self._context.use_cases.tasks.account_orders
            self._context.query(self._parent, kept, self._offer_kept)
        else:
            self._open(self._state.branches.plan, None)

    def _offer_kept(self, orders: tuple[KeptAccountOrder, ...]) -> None:
        if orders:
            self._open(orders[0].plan, orders[0].order)
        else:
            self._open(DraftPlan(), None)

    def _open(self, plan: DraftPlan, order: Order | None) -> None:
        from smartclient.ui.dialogs.order.new_account import NewAccountDialog  # noqa: PLC0415 (seldom)

        def chosen(entered: DraftPlan) -> None:
            self._use(entered, order)

        dialog = NewAccountDialog(self._context, plan, self._parent, chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
