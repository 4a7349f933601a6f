"""The navigator of the window: pages and dialogs, created when they are first opened."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QWidget

from smartclient.domain.ids import ConflictId, CustomerNumber, OrderId, Sku, TaskId
from smartclient.domain.sales.customers import Customer, EditableField
from smartclient.domain.sales.orders import Order, OrderState
from smartclient.domain.sales.origins import DerivedDraft
from smartclient.domain.sales.product_documents import ProductDocument
from smartclient.read_models.mail_form import MailForm
from smartclient.read_models.order_list import OrderFilter
from smartclient.read_models.records import CustomerRecord, OrderRecord
from smartclient.read_models.tasks import KeptAccountOrder
from smartclient.ui.app_context import AppContext
from smartclient.ui.dialogs.dialog import ABOUT, bring_forward
from smartclient.ui.shell.page_stack import PageStack
from smartclient.ui.text import formats

if TYPE_CHECKING:
    from smartclient.contract.cases import Case
    from smartclient.documents.manual import Topic
    from smartclient.ui.pages.catalog import CatalogPage
    from smartclient.ui.pages.customers import CustomersPage
    from smartclient.ui.printing import OrderPrinting
    from smartclient.ui.product_documents import DocumentOpener

# ruff: noqa: PLC0415 (a dialog's module is imported when it is first opened)


class WindowNavigator(QObject):
    """Opens pages in the window, and dialogs beside it that don't block it."""

    def __init__(self, context: AppContext, window: QWidget, pages: PageStack) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._pages = pages
        self._printing: OrderPrinting | None = None
        self._documents: DocumentOpener | None = None
        context.status_changed.connect(
            self._look_for_unsaved, Qt.ConnectionType.SingleShotConnection
        )

    @property
    def printing(self) -> OrderPrinting:
        """What makes files of orders, created when it is first used."""
        if self._printing is None:
            from smartclient.ui.printing import OrderPrinting

            self._printing = OrderPrinting(self._context, self._window)
        return self._printing

    @property
    def documents(self) -> DocumentOpener:
        """What opens documents of products, created when it is first used."""
        if self._documents is None:
            from smartclient.ui.product_documents import DocumentOpener

            self._documents = DocumentOpener(self._context, self._window)
        return self._documents

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

    def show_page(self, name: str) -> None:
        """Open a page by its object name."""
        self._pages.open(name)

    def show_customer(self, number: str) -> None:
        """Open the page of customers on one of them; "" opens a new customer."""
        if not number:
            self.edit_customer("")
            return
        page = cast("CustomersPage", self._pages.open("pageCustomers"))
        page.show_customer(CustomerNumber(number))

    def show_product(self, sku: str) -> None:
        """Open the catalog on one product."""
        cast("CatalogPage", self._pages.open("pageCatalog")).show_product(Sku(sku))

    def show_prices(self, customer: Customer) -> None:
        """Open the catalog with the prices of a customer."""
        cast("CatalogPage", self._pages.open("pageCatalog")).show_prices(customer)

    def show_manual(self, topic: Topic) -> None:
        """Open the manual on a page."""
        from smartclient.ui.dialogs.help import open_help

        open_help(self._context.theme, self._window, topic)

    def show_connection(self) -> None:
        """Show the connection to head office, and how it was."""
        from smartclient.ui.dialogs.connection import ConnectionDialog

        if not bring_forward(self._window, "dialogConnection"):
            self._show(ConnectionDialog(self._context, self._window))

    def show_legend(self) -> None:
        """Show what the badge of each state means."""
        from smartclient.ui.dialogs.legend import LegendDialog

        if not bring_forward(self._window, "dialogLegend"):
            self._show(LegendDialog(self._context.theme, self._window))

    def new_order(self, customer: str = "") -> None:
        """Open the editor on a new order, for ``customer`` where one is given."""
        from smartclient.ui.dialogs.order.editor import OrderEditor

        self._show(
            OrderEditor(
                self._context, self._window, customer=CustomerNumber(customer) if customer else None
            )
        )

    def edit_order(self, order: Order, state: OrderState = OrderState.TENTATIVE) -> None:
        """Open the editor on an order that is a draft or was placed."""
        if self._is_open(order.id):
            return
        from smartclient.ui.dialogs.order.editor import OrderEditor

        self._show(OrderEditor(self._context, self._window, order=order, state=state), order.id)

    def edit_draft(self, draft: DerivedDraft) -> None:
        """Open the editor on a draft that was made from something and is not saved yet."""
        from smartclient.ui.dialogs.order.editor import OrderEditor

        editor = OrderEditor(self._context, self._window, order=draft.order, origins=draft.origins)
        self._show(editor, draft.order.id)

    def open_order(self, reference: str) -> None:
        """Open an order: a draft in the editor, any other to be viewed."""
        if self._is_open(reference):
            return
        self._context.query(
            self, lambda: self._context.use_cases.orders.get(reference), self._show_order
        )

    def open_document(self, document: ProductDocument) -> None:
        """Open a product's document where the machine shows such."""
        self.documents.open(document)

    def print_order(self, order_id: str, label: str) -> None:
        """Open an order as a PDF where the machine shows and prints them."""
        self.printing.print_order(OrderId(order_id), label)

    def save_pdf(self, order_id: str, label: str, parent: QWidget) -> None:
        """Ask where to save an order as a PDF."""
        self.printing.save_pdf(OrderId(order_id), label, parent)

    def export_orders(self, orders: OrderFilter) -> None:
        """Ask where to save a table of these orders."""
        self.printing.export_orders(orders, self._window)

    def edit_customer(self, number: str) -> None:
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

    def resolve_conflict(self, conflict_id: str) -> None:
        """Open a conflict for the rep to resolve."""
        if self._is_open(conflict_id):
            return
        from smartclient.ui.dialogs.conflict.dialog import ConflictDialog

        dialog = ConflictDialog.for_rep(self._context, ConflictId(conflict_id), self._window)
        self._show(dialog, conflict_id)

    def show_task(self, task_id: str) -> None:
        """Show the steps of a task, by its id or that of a step."""
        if self._is_open(task_id):
            return
        from smartclient.ui.dialogs.task import TaskDialog

        self._show(TaskDialog(self._context, self._window, TaskId(task_id)), task_id)

    def write_mail(self, customer: str) -> None:
        """Open a message to a customer."""
        mail, number = self._context.use_cases.mail, CustomerNumber(customer)
        self._context.query(self, lambda: mail.form(number), self._show_message)

    def write_order_mail(self, order_id: str) -> None:
        """Open a message about an order to its customer."""
        mail = self._context.use_cases.mail
        self._context.query(self, lambda: mail.form_of_order(OrderId(order_id)), self._show_message)

    def show_mails(self, customer: str = "", mail_id: str = "") -> None:
        """List the mails, to ``customer`` where one is given, with one of them selected."""
        from smartclient.ui.dialogs.mail.mails import MailsDialog

        about = f"mails {customer}"
        if self._is_open(about):
            for dialog in self.dialogs:
                if dialog.property(ABOUT) == about and isinstance(dialog, MailsDialog):
                    dialog.show_mail(mail_id)
            return
        dialog = MailsDialog(self._context, self._window, customer=customer, mail_id=mail_id)
        self._show(dialog, about)

    def decide_case(self, case: Case) -> None:
        """Open a conflict for an admin to decide."""
        if self._is_open(case.conflict.id):
            return
        from smartclient.ui.dialogs.conflict.dialog import ConflictDialog

        dialog = ConflictDialog.for_admin(self._context, case, self._window)
        self._show(dialog, case.conflict.id)

    def enrol_device(self, login: str) -> None:
        """Let an admin make a code for a new device, of ``login`` where one is given."""
        from smartclient.ui.dialogs.enrol_device import EnrolDeviceDialog

        if not bring_forward(self._window, "dialogEnrolDevice"):
            self._show(EnrolDeviceDialog(self._context, login, self._window))

    def _look_for_unsaved(self) -> None:
        """Look, once, for what was typed before the program ended and is in no list."""
        use_cases = self._context.use_cases
        self._context.query(self, use_cases.edits.all, self._report_unsaved)
        self._context.query(self, use_cases.tasks.account_orders, self._offer_account_order)

    def _offer_account_order(self, orders: tuple[KeptAccountOrder, ...]) -> None:
        for kept in orders[:1]:
            name = kept.plan.account.fields[EditableField.NAME] if kept.plan.account else ""
            self._context.offer(
                self.tr("Your order for {name}, a new customer, is not placed yet.").format(
                    name=name
                ),
                self.tr("Continue"),
                partial(self._continue_account_order, kept),
            )

    def _continue_account_order(self, kept: KeptAccountOrder) -> None:
        if self._is_open(kept.order.id):
            return
        from smartclient.ui.dialogs.order.editor import OrderEditor

        self._show(OrderEditor(self._context, self._window, kept=kept), kept.order.id)

    def _report_unsaved(self, orders: tuple[OrderRecord, ...]) -> None:
        if orders:
            numbers = (
                formats.order_number(record.number, record.order.provisional_number)
                for record in orders
            )
            self._context.notify(
                self.tr(
                    "Your last changes to {orders} were autosaved. Open the order to continue."
                ).format(orders=", ".join(numbers))
            )

    def _show_order(self, record: OrderRecord) -> None:
        if record.state is OrderState.DRAFT:
            self.edit_order(record.order, record.state)
            return
        from smartclient.ui.dialogs.order.view import OrderView

        self._show(OrderView(self._context, record, self._window), record.order.id)

    def _show_message(self, form: MailForm) -> None:
        from smartclient.ui.dialogs.mail.message import MessageDialog

        about = f"mail {form.order_id or form.customer}"
        if not self._is_open(about):
            self._show(MessageDialog(self._context, form, self._window), about)

    def _show_customer(self, record: CustomerRecord | None) -> None:
        from smartclient.ui.dialogs.customer_editor import CustomerEditor

        about = record.customer.number if record else ""
        self._show(CustomerEditor(self._context, record, self._window), about)

    def _is_open(self, about: str) -> bool:
        """Bring forward the dialog about a record; whether there is one."""
        found = next((d for d in self.dialogs if about and d.property(ABOUT) == about), None)
        if found is not None:
            found.raise_()
            found.activateWindow()
        return found is not None

    def _show(self, dialog: QDialog, about: str = "") -> None:
        dialog.setProperty(ABOUT, about)
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()
