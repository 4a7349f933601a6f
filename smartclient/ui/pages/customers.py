"""The page of customers."""

from __future__ import annotations

from smartclient.domain.records import CustomerSummary
from smartclient.ui.models.customers import customer_model
from smartclient.ui.pages.page import Page, translate
from smartclient.ui.widgets.listing import Fetch, Listing, Names
from smartclient.ui.widgets.parts import button
from smartclient.ui.widgets.search import SearchField
from smartclient.ui.workbench import Workbench


class CustomersPage(Page):
    """The rep's customers, by name."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench, "pageCustomers", translate("CustomersPage", "Customers"))
        self._search = SearchField(
            bench.theme, "searchCustomers", self.tr("Name, number, phone or city")
        )
        self._edit = button("buttonEditCustomer", self.tr("&Edit…"), self._edit_current)
        self._new = button(
            "buttonNewCustomer", self.tr("New &customer…"), lambda: bench.customer_wanted.emit("")
        )
        self._order = button(
            "buttonOrderForCustomer", self.tr("New &order"), self._order_current, primary=True
        )
        self._list = Listing[CustomerSummary](
            bench,
            customer_model(),
            self._fetch(),
            Names(
                table="tableCustomers",
                spoken=self.tr("Customers"),
                empty=self.tr("No customers here yet. Sync to get yours from head office."),
                nothing_found=self.tr("No customer is found. Try the start of a name or a number."),
            ),
        )
        self.put_header(self._search, self._edit, self._new, self._order)
        self.inside.addWidget(self._list, 1)
        self._search.textChanged.connect(self._list.search)
        self._list.table.opened.connect(lambda row: bench.customer_wanted.emit(row.number))
        self._list.table.picked.connect(self._show_possible)
        self._show_possible()

    def refresh(self) -> None:
        """Look up the customers again."""
        self._list.refresh()

    def _fetch(self) -> Fetch[CustomerSummary]:
        desk = self.bench.desk
        return lambda text, limit, offset: desk.customers(text, limit=limit, offset=offset)

    def _edit_current(self) -> None:
        if self._list.current is not None:
            self.bench.customer_wanted.emit(self._list.current.number)

    def _order_current(self) -> None:
        if self._list.current is not None:
            self.bench.new_order_wanted.emit(self._list.current.number)

    def _show_possible(self) -> None:
        possible = self._list.current is not None
        self._edit.setEnabled(possible)
        self._order.setEnabled(possible)
