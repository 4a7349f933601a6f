"""The page of orders."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox

from smartclient.domain.sales.orders import Fulfilment, OrderState
from smartclient.domain.tasks import SubjectType, TaskStatus
from smartclient.read_models.data_ages import ORDER_KINDS
from smartclient.read_models.order_list import OrderFilter, OrderSums
from smartclient.read_models.records import POSSIBLE, OrderSummary
from smartclient.ui.app_context import AppContext
from smartclient.ui.look import status_badges
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.look.tokens import SPACE_GROUP
from smartclient.ui.models.orders import order_model
from smartclient.ui.pages.page import Page
from smartclient.ui.text import wording
from smartclient.ui.widgets.age_note import AgeNote
from smartclient.ui.widgets.availability import Availability, allow, begin_order, unless_chosen
from smartclient.ui.widgets.factories import button, row
from smartclient.ui.widgets.figures.order_sums import OrderSumsView
from smartclient.ui.widgets.lists.listing import Fetch, Listing, Names
from smartclient.ui.widgets.lists.search import SearchField
from smartclient.ui.widgets.steps_button import StepsButton

translate = QCoreApplication.translate


class OrdersPage(Page):
    """Every order the rep can see, newest first, and the sums of those in the list."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "pageOrders", translate("OrdersPage", "Orders"))
        self._search = SearchField(
            context.theme, "searchOrders", self.tr("Number, customer or reference")
        )
        self._filters = order_filters()
        self._filter = self._state_filter()
        self._export = button("buttonExportOrders", self.tr("E&xport…"), self._export_shown)
        self._open = button("buttonOpenOrder", self.tr("&Open"), self._open_current)
        self._steps = StepsButton(context, "buttonOrderSteps")
        self._new = button("buttonNewOrder", self.tr("&New order"), self._new_order, primary=True)
        Availability(context, self._new, begin_order)
        self._list = Listing[OrderSummary](
            context,
            order_model(context.clock),
            self._fetch(OrderFilter()),
            Names(
                table="tableOrders",
                accessible_name=self.tr("Orders"),
                empty=self._empty_text(),
                icon="clipboard-list-outline",
                kinds=ORDER_KINDS,
                nothing_found=self.tr("No matching orders. Try fewer words or all states."),
            ),
        )
        self._summing = context.latest(self)
        self._sums = OrderSumsView(context.theme)
        self.put_header(self._search, self._filter, self._open, self._new)
        self.content_layout.addWidget(AgeNote(context, "ordersAges", ORDER_KINDS))
        self.content_layout.addWidget(self._list, 1)
        below = row(self._sums, self._steps, self._export, spacing=SPACE_GROUP)
        below.setStretch(0, 1)
        self.content_layout.addLayout(below)
        self._list.follow(self._search)
        self._search.textChanged.connect(self._sum_up)
        self._filter.currentIndexChanged.connect(self._use_filter)
        self._list.table.opened.connect(lambda order: context.navigator.open_order(order.id))
        self._list.table.picked.connect(self._show_possible)
        context.status_changed.connect(lambda: self._list.explain_empty(self._empty_text()))
        self._show_possible()

    @property
    def order_filter(self) -> OrderFilter:
        """The filter that is chosen now."""
        chosen = self._filters[max(0, self._filter.currentIndex())][1]
        return replace(chosen, text=self._search.text())

    def refresh(self) -> None:
        """Look up the orders again."""
        self._list.refresh()
        self._sum_up()

    def show_state(self, state: OrderState | None) -> None:
        """Show only the orders in ``state``, or all."""
        state_filter = OrderFilter(state=state)
        found = (
            index
            for index, (_, order_filter) in enumerate(self._filters)
            if order_filter == state_filter
        )
        self._filter.setCurrentIndex(next(found, 0))

    def _state_filter(self) -> QComboBox:
        combo = QComboBox()
        combo.setObjectName("filterOrders")
        combo.setAccessibleName(self.tr("Show orders that are"))
        combo.setMaxVisibleItems(len(self._filters))
        for text, _ in self._filters:
            combo.addItem(text)
        return combo

    def _fetch(self, order_filter: OrderFilter) -> Fetch[OrderSummary]:
        use_cases = self.context.use_cases
        return lambda text, limit, offset: use_cases.orders.matching(
            replace(order_filter, text=text), limit=limit, offset=offset
        )

    def _use_filter(self) -> None:
        self._list.use(self._fetch(self.order_filter))
        self._sum_up()

    def _sum_up(self) -> None:
        use_cases, order_filter = self.context.use_cases, self.order_filter
        self._summing.run(lambda: use_cases.orders.sums(order_filter), self._show_sums)

    def _show_sums(self, sums: OrderSums) -> None:
        self._sums.show_sums(sums, self.context.currency)
        allow(self._export, "" if sums.count else self.tr("There is no order to export here."))

    def _export_shown(self) -> None:
        self.context.navigator.export_orders(self.order_filter)

    def _empty_text(self) -> str:
        client_status = self.context.client_status
        state = POSSIBLE if client_status is None else client_status.begin_order
        if state.possible:
            return self.tr("No orders yet. Press Ctrl+N to take the first one.")
        why = wording.filled(state.why, state.arguments)
        return self.tr("No orders yet. {why}").format(why=why)

    def _open_current(self) -> None:
        if self._list.current is not None:
            self.context.navigator.open_order(self._list.current.id)

    def _new_order(self) -> None:
        self.context.navigator.new_order("")

    def _show_possible(self) -> None:
        current = self._list.current
        allow(self._open, unless_chosen(current))
        self._steps.follow(SubjectType.ORDER, None if current is None else current.id)


def order_filters() -> tuple[tuple[str, OrderFilter], ...]:
    """The ways to narrow a list of orders, each with its name on screen."""
    return (
        (translate("OrderFilters", "All"), OrderFilter()),
        (translate("OrderFilters", "Drafts"), OrderFilter(state=OrderState.DRAFT)),
        (translate("OrderFilters", "Tentative"), OrderFilter(state=OrderState.TENTATIVE)),
        _status_filter(StatusBadge.QUEUED, TaskStatus.QUEUED, TaskStatus.SENDING),
        _status_filter(StatusBadge.RECEIVED, TaskStatus.RECEIVED),
        _status_filter(StatusBadge.IN_CONFLICT, TaskStatus.IN_CONFLICT),
        _status_filter(StatusBadge.AWAITING_DECISION, TaskStatus.AWAITING_DECISION),
        _status_filter(StatusBadge.PARKED, TaskStatus.PARKED),
        _status_filter(StatusBadge.TAKING_BACK, TaskStatus.TAKING_BACK),
        (translate("OrderFilters", "Confirmed"), OrderFilter(state=OrderState.CONFIRMED)),
        (
            status_badges.badge_label(StatusBadge.ADJUSTED),
            OrderFilter(state=OrderState.CONFIRMED, adjusted=True),
        ),
        *(
            (wording.fulfilment_label(fulfilment), OrderFilter(fulfilment=fulfilment))
            for fulfilment in Fulfilment
        ),
        (translate("OrderFilters", "Refused"), OrderFilter(state=OrderState.REFUSED)),
        (translate("OrderFilters", "Cancelled"), OrderFilter(state=OrderState.CANCELLED)),
    )


def _status_filter(badge: StatusBadge, *statuses: TaskStatus) -> tuple[str, OrderFilter]:
    order_filter = OrderFilter(state=OrderState.TENTATIVE, tasks=frozenset(statuses))
    return status_badges.badge_label(badge), order_filter
