"""The page of orders."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from smartclient.domain.orders import OrderState
from smartclient.domain.records import OrderSummary
from smartclient.ui.models.orders import order_model
from smartclient.ui.pages.page import Page, translate
from smartclient.ui.widgets.listing import Fetch, Listing, Names
from smartclient.ui.widgets.parts import button
from smartclient.ui.widgets.search import SearchField
from smartclient.ui.workbench import Workbench


class OrdersPage(Page):
    """Every order the rep can see, newest first."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench, "pageOrders", translate("OrdersPage", "Orders"))
        self._search = SearchField(
            bench.theme, "searchOrders", self.tr("Number, customer or reference")
        )
        self._filter = self._state_filter()
        self._open = button("buttonOpenOrder", self.tr("&Open"), self._open_current)
        self._new = button("buttonNewOrder", self.tr("&New order"), self._new_order, primary=True)
        self._list = Listing[OrderSummary](
            bench,
            order_model(bench.clock),
            self._fetch(None),
            Names(
                table="tableOrders",
                spoken=self.tr("Orders"),
                empty=self.tr("No orders yet. Press Ctrl+N to take the first one."),
                nothing_found=self.tr("No order is found. Look for less, or for all states."),
            ),
        )
        self.put_header(self._search, self._filter, self._open, self._new)
        self.inside.addWidget(self._list, 1)
        self._search.textChanged.connect(self._list.search)
        self._filter.currentIndexChanged.connect(self._use_filter)
        self._list.table.opened.connect(lambda order: bench.order_wanted.emit(order.id))
        self._list.table.picked.connect(self._show_possible)
        self._show_possible()

    def refresh(self) -> None:
        """Look up the orders again."""
        self._list.refresh()

    def show_state(self, state: OrderState | None) -> None:
        """Show only the orders in ``state``, or all."""
        self._filter.setCurrentIndex(self._filter.findData(state))

    def _state_filter(self) -> QComboBox:
        made = QComboBox()
        made.setObjectName("filterOrders")
        made.setAccessibleName(self.tr("Show orders that are"))
        for text, state in (
            (self.tr("All"), None),
            (self.tr("Drafts"), OrderState.DRAFT),
            (self.tr("Tentative"), OrderState.TENTATIVE),
            (self.tr("Confirmed"), OrderState.CONFIRMED),
            (self.tr("Refused"), OrderState.REFUSED),
            (self.tr("Cancelled"), OrderState.CANCELLED),
        ):
            made.addItem(text, state)
        return made

    def _fetch(self, state: OrderState | None) -> Fetch[OrderSummary]:
        desk = self.bench.desk
        return lambda text, limit, offset: desk.orders(
            state=state, text=text, limit=limit, offset=offset
        )

    def _use_filter(self) -> None:
        data = self._filter.currentData()
        self._list.use(self._fetch(None if data is None else OrderState(data)))

    def _open_current(self) -> None:
        if self._list.current is not None:
            self.bench.order_wanted.emit(self._list.current.id)

    def _new_order(self) -> None:
        self.bench.new_order_wanted.emit("")

    def _show_possible(self) -> None:
        self._open.setEnabled(self._list.current is not None)
