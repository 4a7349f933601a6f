"""Prices paid: what this customer was quoted for a product before, beside what is being typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from smartclient.domain.ids import CustomerNumber, OrderId, Sku
from smartclient.read_models.data_ages import ORDER_KINDS, data_ages
from smartclient.read_models.order_list import PricePaid
from smartclient.ui.app_context import AppContext
from smartclient.ui.look import status_badges
from smartclient.ui.look.tokens import SPACE_INSIDE
from smartclient.ui.models.snapshot import Column, SnapshotModel
from smartclient.ui.text import formats
from smartclient.ui.text.data_ages import ages_texts
from smartclient.ui.widgets.factories import ElidedLabel, label
from smartclient.ui.widgets.lists.table import RecordTable

translate = QCoreApplication.translate
_HEIGHT = 150
_LEAST_NUMBER = 76
"""The least width of the column of the order's number."""


class PricesPaid(QWidget):
    """The price history of one product for one customer; it follows what is looked at."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._latest = context.latest(self)
        self._title = ElidedLabel(self._titled(""), name="pricesPaidOf", muted=True)
        self._model = paid_model()
        self._table = RecordTable(
            self._model,
            context.theme,
            "tablePricesPaid",
            self.tr("What they paid before"),
            memory=context.columns,
            least_rest=_LEAST_NUMBER,
        )
        self._none = label(
            self.tr("Choose a product or a line to see what they paid for it before."),
            name="tablePricesPaidEmpty",
            muted=True,
            wraps=True,
        )
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._none)
        self._stack.addWidget(self._table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_INSIDE)
        layout.addWidget(self._title)
        layout.addWidget(self._stack, 1)
        self.setFixedHeight(_HEIGHT)

    def look_up(self, customer: CustomerNumber, sku: Sku, name: str, *, without: OrderId) -> None:
        """Show what ``customer`` paid for a product in orders other than ``without``."""
        use_cases = self._context.use_cases
        self._latest.run(
            lambda: use_cases.orders.prices_paid(customer, sku, without=without),
            lambda paid: self._show(name or sku, paid),
        )

    def _show(self, name: str, paid: Sequence[PricePaid]) -> None:
        self._title.set_text(self._titled(name))
        self._none.setText(self.tr("They have not ordered it before."))
        self._model.show(paid)
        self._stack.setCurrentWidget(self._table if paid else self._none)

    def _titled(self, name: str) -> str:
        if not name:
            return self.tr("What they paid before")
        text = self.tr("What they paid before: {product}").format(product=name)
        return " · ".join((text, *self._old()))

    def _old(self) -> list[str]:
        """How old the orders are that are shown, where their policy has that shown."""
        client_status = self._context.client_status
        if client_status is None:
            return []
        now = self._context.clock.now()
        return ages_texts(data_ages(client_status.cache, ORDER_KINDS, now), now)


def paid_model() -> SnapshotModel[PricePaid]:
    """The model of a price history."""
    columns = (
        Column[PricePaid](
            title=translate("PricesPaid", "Order"),
            text=lambda row: formats.order_number(row.number, row.provisional_number),
            width=0,
        ),
        Column[PricePaid](
            title=translate("PricesPaid", "Ordered on"),
            text=lambda row: formats.day(row.order_date),
        ),
        Column[PricePaid](
            title=translate("PricesPaid", "Quantity"),
            text=lambda row: formats.count(row.quantity),
            is_number=True,
        ),
        Column[PricePaid](
            title=translate("PricesPaid", "Price"),
            text=lambda row: formats.money(row.unit_price),
            is_number=True,
        ),
        Column[PricePaid](
            title=translate("PricesPaid", "Discount"),
            text=lambda row: formats.percent(row.discount_percent),
            spare=1,
            is_number=True,
            tip=lambda row: row.offer,
        ),
    )
    return SnapshotModel(
        columns,
        key=lambda row: (row.order_id, row.quantity, row.unit_price),
        shown=lambda row: status_badges.shown(
            status_badges.of_order(row.state, None, adjusted=False)
        ),
    )
