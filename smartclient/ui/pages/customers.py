"""The page of customers: all of them by name, and one of them as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from smartclient.domain.ids import CustomerNumber
from smartclient.domain.tasks import TaskKind
from smartclient.read_models.data_ages import CUSTOMER_KINDS
from smartclient.read_models.records import CustomerSummary
from smartclient.ui.app_context import AppContext
from smartclient.ui.look.tokens import SPACE_GROUP
from smartclient.ui.models.customers import customer_model
from smartclient.ui.pages.page import Page, translate
from smartclient.ui.widgets.age_note import AgeNote
from smartclient.ui.widgets.availability import (
    Availability,
    begin_order,
    begin_task,
    unless_chosen,
)
from smartclient.ui.widgets.factories import button, row, title
from smartclient.ui.widgets.lists.listing import Fetch, Listing, Names
from smartclient.ui.widgets.lists.search import SearchField

if TYPE_CHECKING:
    from smartclient.ui.pages.customer_overview import CustomerOverviewView


class CustomersPage(Page):
    """The rep's customers; opening one shows its overview in the list's place."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "pageCustomers", translate("CustomersPage", "Customers"))
        self._search = SearchField(
            context.theme, "searchCustomers", self.tr("Name, number, phone or city")
        )
        self._edit = button("buttonEditCustomer", self.tr("&Edit…"), self._edit_current)
        self._new = button(
            "buttonNewCustomer",
            self.tr("New &customer…"),
            lambda: context.navigator.edit_customer(""),
        )
        self._order = button(
            "buttonOrderForCustomer", self.tr("New &order"), self._order_current, primary=True
        )
        self._may_edit = Availability(context, self._edit, begin_task(TaskKind.UPDATE_CUSTOMER))
        self._may_order = Availability(context, self._order, begin_order)
        self._list = Listing[CustomerSummary](
            context,
            customer_model(context.clock),
            self._fetch(),
            Names(
                table="tableCustomers",
                accessible_name=self.tr("Customers"),
                empty=self.tr(
                    "No customers here yet. Yours come from head office with a sync; "
                    "“New customer…” opens one of your own."
                ),
                icon="store-outline",
                kinds=CUSTOMER_KINDS,
                nothing_found=self.tr(
                    "No matching customers. Try the start of a name or a number."
                ),
            ),
        )
        self._overview: CustomerOverviewView | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self._all())
        self.content_layout.addWidget(self._stack, 1)
        self._list.follow(self._search)
        self._list.table.opened.connect(lambda row: self.show_customer(row.number))
        self._list.table.picked.connect(self._show_possible)
        self._show_possible()

    @property
    def customer(self) -> str:
        """The number of the customer that is shown as a whole, "" beside the list."""
        shown = self._overview if self._stack.currentIndex() else None
        return "" if shown is None else shown.number or ""

    def search(self) -> None:
        """Search in the list, in the place of the customer that is shown."""
        if self._stack.currentIndex():
            self.show_all()
        super().search()

    def refresh(self) -> None:
        """Look up the customers, or the one that is shown, again."""
        self._list.refresh()
        if self._overview is not None:
            self._overview.refresh()

    def show_customer(self, number: CustomerNumber) -> None:
        """Show one customer as a whole."""
        overview = self._overview or self._create_overview()
        overview.show_customer(number)
        self._stack.setCurrentWidget(overview)
        overview.setFocus()

    def show_all(self) -> None:
        """Go back to the list, where the customer is still selected."""
        if self._overview is not None:
            self._overview.forget()
        self._stack.setCurrentIndex(0)
        self._list.table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the list on Escape."""
        if event.key() == Qt.Key.Key_Escape and self._stack.currentIndex():
            self.show_all()
            return
        super().keyPressEvent(event)

    def _create_overview(self) -> CustomerOverviewView:
        # created when it is first opened: the list is there sooner
        from smartclient.ui.pages.customer_overview import CustomerOverviewView  # noqa: PLC0415

        self._overview = CustomerOverviewView(self.context)
        self._overview.left.connect(self.show_all)
        self._stack.addWidget(self._overview)
        return self._overview

    def _all(self) -> QWidget:
        widget = QWidget()
        layout = QVBoxLayout(widget)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_GROUP)
        layout.addLayout(
            row(title(self.heading), None, self._search, self._edit, self._new, self._order)
        )
        layout.addWidget(AgeNote(self.context, "customersAges", CUSTOMER_KINDS))
        layout.addWidget(self._list, 1)
        return widget

    def _fetch(self) -> Fetch[CustomerSummary]:
        use_cases = self.context.use_cases
        return lambda text, limit, offset: use_cases.customers.search(
            text, limit=limit, offset=offset
        )

    def _edit_current(self) -> None:
        if self._list.current is not None:
            self.context.navigator.edit_customer(self._list.current.number)

    def _order_current(self) -> None:
        if self._list.current is not None:
            self.context.navigator.new_order(self._list.current.number)

    def _show_possible(self) -> None:
        why_not = unless_chosen(self._list.current)
        self._may_edit.allow(why_not)
        self._may_order.allow(why_not)
