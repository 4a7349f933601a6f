"""Sums of orders: the totals of the orders in a list, tentative and confirmed apart."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from smartclient.domain.sales.orders import OrderState
from smartclient.read_models.order_list import OrderSums, StateSum
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.look.theme import Theme, tabular
from smartclient.ui.look.tokens import SPACE_GROUP
from smartclient.ui.text import formats
from smartclient.ui.widgets.factories import label, row

_NOTHING = StateSum(count=0, total=Decimal(0))


class OrderSumsView(QWidget):
    """One line below a list of orders."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("ordersSums")
        self._theme = theme
        self._count = self._part("sumCount")
        self._confirmed = self._part("sumConfirmed")
        self._tentative = self._part("sumTentative")
        self._drafts = self._part("sumDrafts")
        self.setLayout(
            row(
                self._count,
                None,
                self._confirmed,
                self._tentative,
                self._drafts,
                spacing=SPACE_GROUP,
            )
        )
        theme.changed.connect(self._dress)
        self._dress()

    def show_sums(self, sums: OrderSums, currency: str) -> None:
        """Show the totals of orders; refused and cancelled ones are only counted."""
        count = sums.count
        self._count.setText(self.tr("%Ln orders", "", count))
        for part, state, text in (
            (self._confirmed, OrderState.CONFIRMED, self.tr("Confirmed {amount} {currency}")),
            (self._tentative, OrderState.TENTATIVE, self.tr("Tentative {amount} {currency}")),
            (self._drafts, OrderState.DRAFT, self.tr("Drafts {amount} {currency}")),
        ):
            state_sum = sums.by_state.get(state, _NOTHING)
            part.setVisible(state_sum.count > 0)
            part.setText(
                text.format(amount=formats.money(state_sum.total), currency=currency).strip()
            )
        self._dress()

    def _part(self, name: str) -> QLabel:
        text_label = label(name=name)
        text_label.setFont(tabular(text_label.font()))
        text_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return text_label

    def _dress(self) -> None:
        for part, badge in (
            (self._tentative, StatusBadge.QUEUED),
            (self._drafts, StatusBadge.DRAFT),
        ):
            font = part.font()
            font.setItalic(badge is StatusBadge.QUEUED)
            part.setFont(font)
            part.setStyleSheet(f"color: {self._theme.state(badge).text};")
