"""Earlier orders: a customer's, to add the lines of one to the order that is being entered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from smartclient.domain.ids import OrderId
from smartclient.domain.sales.customers import Customer
from smartclient.domain.sales.origins import DerivedDraft
from smartclient.read_models.data_ages import ORDER_KINDS
from smartclient.read_models.records import OrderSummary
from smartclient.ui.app_context import AppContext
from smartclient.ui.dialogs.dialog import Dialog
from smartclient.ui.models.customer_history import orders_of_customer_model
from smartclient.ui.widgets.age_note import AgeNote
from smartclient.ui.widgets.availability import allow, unless_chosen
from smartclient.ui.widgets.factories import button, elided_heading, label
from smartclient.ui.widgets.lists.listing import Listing, Names

_SIZE = (820, 480)


class EarlierOrders(Dialog):
    """Lists a customer's orders, newest first; ``chosen`` is given a draft made of one."""

    def __init__(
        self,
        context: AppContext,
        customer: Customer,
        parent: QWidget,
        *,
        without: OrderId,
        chosen: Callable[[DerivedDraft], None],
    ) -> None:
        super().__init__(parent, "dialogEarlierOrders", self.tr("Repeat an earlier order"))
        self.resize(*_SIZE)
        self.finished.connect(self.deleteLater)
        self._context = context
        self._editor = parent
        self._chosen = chosen
        use_cases = context.use_cases
        self._list = Listing[OrderSummary](
            context,
            orders_of_customer_model(),
            lambda text, limit, offset: [
                order
                for order in use_cases.orders.search(
                    text=text, customer=customer.number, limit=limit, offset=offset
                )
                if order.id != without
            ],
            Names(
                table="tableEarlierOrders",
                accessible_name=self.tr("Earlier orders"),
                empty=self.tr("They have not ordered anything before."),
                nothing_found=self.tr("They have not ordered anything before."),
            ),
        )
        self._add = button(
            "buttonTakeLines", self.tr("&Add its lines"), self._add_current, primary=True
        )
        self._add.setDefault(True)
        self.content_layout.addWidget(
            elided_heading(self.tr("Earlier orders of {name}").format(name=customer.name))
        )
        self.content_layout.addWidget(
            label(self.tr("Its products and quantities come in, at today's prices."), muted=True)
        )
        self.content_layout.addWidget(AgeNote(context, "earlierAges", ORDER_KINDS))
        self.content_layout.addWidget(self._list, 1)
        close = button("buttonCloseEarlier", self.tr("&Close"), self.reject)
        self.put_buttons(None, close, self._add)
        self._list.table.opened.connect(self._choose)
        self._list.table.picked.connect(self._show_possible)
        self._list.table.setFocus()
        self._show_possible()
        self._list.refresh()

    def _add_current(self) -> None:
        if self._list.current is not None:
            self._choose(self._list.current)

    def _choose(self, order: OrderSummary) -> None:
        orders = self._context.use_cases.orders
        self._context.query(self._editor, lambda: orders.repeat(order.id), self._chosen)
        self.accept()

    def _show_possible(self) -> None:
        allow(self._add, unless_chosen(self._list.current))
