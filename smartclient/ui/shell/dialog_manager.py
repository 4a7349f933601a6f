"""Opening: the dialogs of the window, made when they are first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QWidget

from smartclient.domain.ids import ConflictId, CustomerNumber, OrderId
from smartclient.domain.sales.orders import Order, OrderState
from smartclient.domain.sales.origins import MadeDraft
from smartclient.read_models.order_list import OrderFilter
from smartclient.read_models.records import CustomerRecord, OrderRecord
from smartclient.ui.app_context import AppContext
from smartclient.ui.dialogs.dialog import ABOUT
from smartclient.ui.text import formats

if TYPE_CHECKING:
    from smartclient.contract.cases import Case
    from smartclient.ui.printing import OrderPrinting

# ruff: noqa: PLC0415 (a dialog's module is imported when it is first opened)


class DialogManager(QObject):
    """Opens orders, customers, conflicts and cases beside the window, none of them blocking it."""

    def __init__(self, context: AppContext, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._papers: OrderPrinting | None = None
        context.order_wanted.connect(self.open_order)
        context.new_order_wanted.connect(self.new_order)
        context.order_edit_wanted.connect(self.edit_placed)
        context.print_wanted.connect(self.print_order)
        context.export_wanted.connect(self.export_orders)
        context.customer_edit_wanted.connect(self.open_customer)
        context.conflict_wanted.connect(self.open_conflict)
        context.case_wanted.connect(self.open_case)
        context.status_changed.connect(self._look_for_typed, Qt.ConnectionType.SingleShotConnection)

    @property
    def papers(self) -> OrderPrinting:
        """What makes files of orders, made when the first one is wanted."""
        if self._papers is None:
            from smartclient.ui.printing import OrderPrinting

            self._papers = OrderPrinting(self._context, self._window)
        return self._papers

    @property
    def dialogs(self) -> list[QDialog]:
        """The dialogs that are open."""
        return [
            dialog
            for dialog in self._window.findChildren(QDialog)
            if dialog.isVisible() and dialog.parent() is self._window
        ]

    def close_all(self) -> bool:
        """Close every dialog; False when one stays because it has something to ask first."""
        for dialog in self.dialogs:
            dialog.close()
        return not self.dialogs

    def new_order(self, customer: str = "") -> None:
        """Open the editor on a new order, for ``customer`` where one is given."""
        from smartclient.ui.dialogs.order.editor import OrderEditor

        self._show(
            OrderEditor(
                self._context, self._window, customer=CustomerNumber(customer) if customer else None
            )
        )

    def edit_order(self, order: Order, state: OrderState) -> None:
        """Open the editor on an order that is a draft or was placed."""
        if self._is_open(order.id):
            return
        from smartclient.ui.dialogs.order.editor import OrderEditor

        self._show(OrderEditor(self._context, self._window, order=order, state=state), order.id)

    def edit_made(self, made: MadeDraft) -> None:
        """Open the editor on a draft that was made from something and is not kept yet."""
        from smartclient.ui.dialogs.order.editor import OrderEditor

        editor = OrderEditor(
            self._context, self._window, order=made.order, made_from=made.made_from
        )
        self._show(editor, made.order.id)

    def edit_placed(self, order: Order) -> None:
        """Open the editor on an order that was placed, whatever became of it."""
        self.edit_order(order, OrderState.TENTATIVE)

    def open_order(self, reference: str) -> None:
        """Open an order: a draft in the editor, any other as it stands."""
        if self._is_open(reference):
            return
        self._context.query(
            self, lambda: self._context.use_cases.orders.get(reference), self._show_order
        )

    def print_order(self, order_id: str, label: str) -> None:
        """Open an order as a PDF where the machine shows and prints them."""
        self.papers.print_order(OrderId(order_id), label)

    def export_orders(self, wanted: OrderFilter) -> None:
        """Ask where to save a table of the orders that are wanted."""
        self.papers.export_orders(wanted, self._window)

    def open_customer(self, number: str) -> None:
        """Open a customer's fields; "" for a new customer."""
        if self._is_open(number):
            return
        if not number:
            self._show_customer(None)
            return
        self._context.query(
            self,
            lambda: self._context.use_cases.customers.get(CustomerNumber(number)),
            self._show_customer,
        )

    def open_conflict(self, conflict_id: str) -> None:
        """Open a conflict for the rep to settle."""
        if self._is_open(conflict_id):
            return
        from smartclient.ui.dialogs.conflict.dialog import ConflictDialog

        dialog = ConflictDialog.for_rep(self._context, ConflictId(conflict_id), self._window)
        self._show(dialog, conflict_id)

    def open_case(self, case: Case) -> None:
        """Open a conflict for an admin to decide."""
        if self._is_open(case.conflict.id):
            return
        from smartclient.ui.dialogs.conflict.dialog import ConflictDialog

        dialog = ConflictDialog.for_admin(self._context, case, self._window)
        self._show(dialog, case.conflict.id)

    def _look_for_typed(self) -> None:
        """Look, once, for changes to placed orders that were typed before the program ended."""
        self._context.query(self, self._context.use_cases.edits.all, self._tell_typed)

    def _tell_typed(self, orders: tuple[OrderRecord, ...]) -> None:
        if orders:
            numbers = (
                formats.order_number(one.number, one.order.provisional_number) for one in orders
            )
            self._context.say(
                self.tr("What you last typed on {orders} is kept. Open it to go on.").format(
                    orders=", ".join(numbers)
                )
            )

    def _show_order(self, record: OrderRecord) -> None:
        if record.state is OrderState.DRAFT:
            self.edit_order(record.order, record.state)
            return
        from smartclient.ui.dialogs.order.view import OrderView

        view = OrderView(self._context, record, self._window)
        view.edit_wanted.connect(lambda shown: self.edit_order(shown.order, shown.state))
        view.pdf_wanted.connect(lambda order, label: self.papers.save_pdf(order, label, view))
        view.repeat_wanted.connect(self.edit_made)
        self._show(view, record.order.id)

    def _show_customer(self, record: CustomerRecord | None) -> None:
        from smartclient.ui.dialogs.customer_editor import CustomerEditor

        about = record.customer.number if record else ""
        self._show(CustomerEditor(self._context, record, self._window), about)

    def _is_open(self, about: str) -> bool:
        """Bring forward the dialog about a record, if there is one; tell whether there is."""
        found = next((d for d in self.dialogs if about and d.property(ABOUT) == about), None)
        if found is not None:
            found.raise_()
            found.activateWindow()
        return found is not None

    def _show(self, dialog: QDialog, about: str = "") -> None:
        dialog.setProperty(ABOUT, about)
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()
