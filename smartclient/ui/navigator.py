"""The navigator: what pages and dialogs ask to open something else in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from smartclient.domain.sales.customers import Customer
from smartclient.domain.sales.orders import Order, OrderState
from smartclient.domain.sales.origins import DerivedDraft
from smartclient.domain.sales.product_documents import ProductDocument
from smartclient.read_models.order_list import OrderFilter

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from smartclient.contract.cases import Case
    from smartclient.documents.manual import Topic


class Navigator(Protocol):
    """Opens pages, records and dialogs; none of it blocks, and what is open already comes forward.

    References are an order's id or a number, a customer's number, a conflict's id.
    """

    def show_page(self, name: str) -> None:
        """Open a page by its object name."""
        ...

    def show_customer(self, number: str) -> None:
        """Open the page of customers on one of them; "" opens a new customer."""
        ...

    def show_product(self, sku: str) -> None:
        """Open the catalog on one product."""
        ...

    def show_prices(self, customer: Customer) -> None:
        """Open the catalog with the prices of a customer."""
        ...

    def new_order(self, customer: str = "") -> None:
        """Open the editor on a new order, for ``customer`` where one is given."""
        ...

    def open_order(self, reference: str) -> None:
        """Open an order: a draft in the editor, any other to be viewed."""
        ...

    def edit_order(self, order: Order, state: OrderState = OrderState.TENTATIVE) -> None:
        """Open the editor on an order that is a draft or was placed."""
        ...

    def edit_draft(self, draft: DerivedDraft) -> None:
        """Open the editor on a draft that was made from something and is not saved yet."""
        ...

    def open_document(self, document: ProductDocument) -> None:
        """Open a product's document where the machine shows such."""
        ...

    def print_order(self, order_id: str, label: str) -> None:
        """Open an order as a PDF where the machine shows and prints them."""
        ...

    def save_pdf(self, order_id: str, label: str, parent: QWidget) -> None:
        """Ask where to save an order as a PDF."""
        ...

    def export_orders(self, orders: OrderFilter) -> None:
        """Ask where to save a table of these orders."""
        ...

    def edit_customer(self, number: str) -> None:
        """Open a customer's fields; "" for a new customer."""
        ...

    def resolve_conflict(self, conflict_id: str) -> None:
        """Open a conflict for the rep to resolve."""
        ...

    def write_mail(self, customer: str) -> None:
        """Open a message to a customer."""
        ...

    def write_order_mail(self, order_id: str) -> None:
        """Open a message about an order to its customer."""
        ...

    def show_mails(self, customer: str = "", mail_id: str = "") -> None:
        """List the mails, to ``customer`` where one is given, with one of them selected."""
        ...

    def show_task(self, task_id: str) -> None:
        """Show the steps of a task, by its id or that of a step."""
        ...

    def decide_case(self, case: Case) -> None:
        """Open a conflict for an admin to decide."""
        ...

    def enrol_device(self, login: str) -> None:
        """Let an admin make a code for a new device, of ``login`` where one is given."""
        ...

    def show_manual(self, topic: Topic) -> None:
        """Open the manual on a page."""
        ...

    def show_connection(self) -> None:
        """Show the connection to head office, and how it was."""
        ...

    def show_legend(self) -> None:
        """Show what the badge of each state means."""
        ...
