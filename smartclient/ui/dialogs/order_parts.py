"""Parts of the order dialogs: the table of lines, the sums, and the names of products."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFormLayout,
    QHeaderView,
    QLabel,
    QTableView,
    QWidget,
)

from smartclient.domain.ids import Sku
from smartclient.domain.orders import Order, Totals
from smartclient.ui import formats
from smartclient.ui.delegates.lines import LineDelegate
from smartclient.ui.models.order_lines import REMARK_COLUMN, OrderLinesModel
from smartclient.ui.theme import Theme, tabular
from smartclient.ui.tokens import SPACE_BETWEEN, SPACE_GROUP
from smartclient.ui.widgets.parts import heading, label
from smartclient.ui.widgets.table import dress_table

if TYPE_CHECKING:
    from smartclient.tasks.desk import Desk


def names_of(desk: Desk, order: Order, known: Mapping[Sku, str]) -> dict[Sku, str]:
    """Return the names of an order's products, looked up where not ``known``."""
    names = dict(known)
    for sku in {line.sku for line in order.lines} - names.keys():
        found = desk.catalog(sku, limit=20)
        names[sku] = next((entry.name for entry in found if entry.sku == sku), "")
    return names


class LinesTable(QTableView):
    """The lines of an order; Delete drops the one that is selected, where that is wanted."""

    def __init__(
        self, model: OrderLinesModel, theme: Theme, drop: Callable[[int], None] | None = None
    ) -> None:
        super().__init__()
        self._lines = model
        self._drop = drop
        self._delegate = LineDelegate(theme, self)
        self.setObjectName("tableOrderLines")
        self.setAccessibleName(self.tr("Order lines"))
        self.setModel(model)
        model.setParent(self)
        self.setItemDelegate(self._delegate)
        dress_table(self, model.columns)
        header = self.verticalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        if drop is not None:
            self.setEditTriggers(
                QAbstractItemView.EditTrigger.DoubleClicked
                | QAbstractItemView.EditTrigger.EditKeyPressed
                | QAbstractItemView.EditTrigger.AnyKeyPressed
            )

    @property
    def current_line(self) -> int | None:
        """The number of the selected line, or None."""
        rows = self.selectionModel().selectedRows()
        return self._lines.rows[rows[0].row()].line.line if rows else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Drop the selected line on Delete."""
        if event.key() == Qt.Key.Key_Delete and self._drop and self.current_line is not None:
            self._drop(self.current_line)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give warnings the width that is left, and lines the height these need."""
        super().resizeEvent(event)
        width = self.columnWidth(REMARK_COLUMN)
        if width != self._delegate.remark_width:
            self._delegate.remark_width = width
            self.resizeRowsToContents()


class TotalsView(QWidget):
    """An order's sums, one below the other; a tentative total says so."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._tentative = False
        # a new style sheet takes back what was set on a font after it was first shown
        theme.changed.connect(self._dress)
        inside = QFormLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setHorizontalSpacing(SPACE_GROUP)
        inside.setVerticalSpacing(SPACE_BETWEEN)
        self._net = self._amount("totalNet")
        self._tax = self._amount("totalTax")
        self._freight = self._amount("totalFreight")
        self._total = self._amount("totalTotal", large=True)
        self._total_title = heading(self.tr("Total"))
        inside.addRow(label(self.tr("Net"), muted=True), self._net)
        inside.addRow(label(self.tr("Tax"), muted=True), self._tax)
        inside.addRow(label(self.tr("Freight"), muted=True), self._freight)
        inside.addRow(self._total_title, self._total)
        self.show_totals(Totals(), "", tentative=False)

    def show_totals(self, totals: Totals, currency: str, *, tentative: bool) -> None:
        """Show sums in a currency."""
        self._net.setText(formats.money(totals.net))
        self._tax.setText(formats.money(totals.tax))
        self._freight.setText(formats.money(totals.freight))
        self._total.setText(formats.money(totals.total))
        word = self.tr("Total, tentative") if tentative else self.tr("Total")
        self._total_title.setText(f"{word}, {currency}" if currency else word)
        self._tentative = tentative
        self._dress()

    def _dress(self) -> None:
        for part in (self._total, self._total_title):
            font = part.font()
            font.setItalic(self._tentative)
            part.setFont(font)

    def _amount(self, name: str, *, large: bool = False) -> QLabel:
        made = heading("") if large else label()
        made.setObjectName(name)
        made.setFont(tabular(made.font()))
        made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        made.setMinimumWidth(120)
        return made
