"""Parts of the order dialogs: the table of lines, and the sums."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFormLayout,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from smartclient.domain.sales.orders import Totals
from smartclient.ui.delegates.lines import LineDelegate
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.look.theme import Theme, tabular
from smartclient.ui.look.tokens import ROW_HEIGHT, SPACE_BETWEEN, SPACE_GROUP
from smartclient.ui.models.order_lines import QUANTITY_COLUMN, REMARK_COLUMN, OrderLinesModel
from smartclient.ui.text import formats
from smartclient.ui.widgets.factories import heading, label
from smartclient.ui.widgets.lists.columns import ColumnFit, ColumnsInMemory
from smartclient.ui.widgets.lists.table import configure_table

_TOTALS_WIDTH = 296
_LINES_HEIGHT = 120
"""The height that the table of lines asks for; it is given more where there is."""


class LinesTable(QTableView):
    """The lines of an order; Delete removes the selected one, where ``drop`` is given.

    ``refused`` carries the product for which no valid quantity was typed.
    """

    refused = Signal(str)

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
        self._delegate.refused.connect(
            lambda index: self.refused.emit(model.rows[index.row()].line.sku)
        )
        configure_table(self)
        self._columns = ColumnFit(self, model, self._needed, ColumnsInMemory())
        self._hint = label(muted=True, wraps=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        over = QVBoxLayout(self.viewport())
        over.addWidget(self._hint)
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            changed.connect(self._show_hint)
        model.dataChanged.connect(lambda first, last: self._fit(first.row(), last.row()))
        model.rowsInserted.connect(lambda _parent, first, last: self._fit(first, last))
        self.horizontalHeader().sectionResized.connect(self._follow_remarks)
        if drop is not None:
            self.setEditTriggers(
                QAbstractItemView.EditTrigger.DoubleClicked
                | QAbstractItemView.EditTrigger.EditKeyPressed
                | QAbstractItemView.EditTrigger.AnyKeyPressed
            )

    def sizeHint(self) -> QSize:
        """A few lines: the table has the room that is left, and is scrolled in it."""
        return QSize(super().sizeHint().width(), _LINES_HEIGHT)

    def hint(self, text: str) -> None:
        """Say ``text`` in the place of the lines while there are none."""
        self._hint.setText(text)
        self._show_hint()

    def _show_hint(self) -> None:
        self._hint.setVisible(not self._lines.rowCount() and bool(self._hint.text()))

    @property
    def current_line(self) -> int | None:
        """The number of the selected line, or None."""
        rows = self.selectionModel().selectedRows()
        return self._lines.rows[rows[0].row()].line.line if rows else None

    def go_to_line(self, number: int) -> None:
        """Select a line, its quantity ready to be typed over, and have it in sight.

        Not while another quantity is being typed: that would end it half-way.
        """
        row = self._lines.row_of(number)
        if row is not None and self.state() is not QAbstractItemView.State.EditingState:
            self._go_to_row(row)

    def _go_to_row(self, row: int) -> None:
        index = self._lines.index(row, QUANTITY_COLUMN)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def _fit(self, first: int, last: int) -> None:
        """Give lines the height that their notes need; most have none."""
        for row in range(first, last + 1):
            height = self._delegate.height(self._lines.rows[row], self.font())
            if self.rowHeight(row) != height:
                self.setRowHeight(row, height)

    def shrink_to_lines(self) -> None:
        """Be no higher than the lines are, so that what is below has the room."""
        rows = sum(self.rowHeight(index) for index in range(self._lines.rowCount()))
        frame = 2 * self.frameWidth()
        self.setMaximumHeight(self.horizontalHeader().height() + max(rows, ROW_HEIGHT) + frame)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Drop the selected line on Delete; edit its quantity on Enter."""
        line, index = self.current_line, self.currentIndex()
        # a cell that is being edited leaves Enter to the table, too
        editing = self.state() is QAbstractItemView.State.EditingState
        if self._drop is None or line is None or editing:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Delete:
            self._drop(line)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.edit(index.siblingAtColumn(QUANTITY_COLUMN))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select the line that is clicked, its quantity ready to be typed over."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if self._drop is not None and index.isValid():
            self.setCurrentIndex(index.siblingAtColumn(QUANTITY_COLUMN))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have a line selected: the first, unless another one is."""
        super().focusInEvent(event)
        if self._lines.rows and self.current_line is None:
            self._go_to_row(0)

    def _needed(self, row: int, column: int) -> int:
        return self._delegate.needed_width(self._lines.cell(row, column), column, self.font())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give every column the width it needs."""
        super().resizeEvent(event)
        self._columns.apply()

    def _follow_remarks(self) -> None:
        """Give warnings the width that is left, and lines the height these need."""
        width = self.columnWidth(REMARK_COLUMN)
        if width != self._delegate.remark_width:
            self._delegate.remark_width = width
            self._fit(0, self._lines.rowCount() - 1)


class TotalsView(QWidget):
    """An order's sums, one below the other; a tentative total is labelled so."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        # as wide as with the longest title, so that it does not move what is beside it
        self.setMinimumWidth(_TOTALS_WIDTH)
        self._tentative = False
        self._credit_left: Decimal | None = None
        # a new style sheet undoes what was set on a font after it was first shown
        theme.changed.connect(self._dress)
        layout = QFormLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(SPACE_GROUP)
        layout.setVerticalSpacing(SPACE_BETWEEN)
        self._net = self._amount("totalNet")
        self._tax = self._amount("totalTax")
        self._freight = self._amount("totalFreight")
        self._total = self._amount("totalTotal", large=True)
        self._total_title = heading(self.tr("Total"))
        layout.addRow(label(self.tr("Net"), muted=True), self._net)
        layout.addRow(label(self.tr("Tax"), muted=True), self._tax)
        layout.addRow(label(self.tr("Freight"), muted=True), self._freight)
        layout.addRow(self._total_title, self._total)
        self._credit_title = label(self.tr("Credit left after this"), muted=True)
        self._credit = self._amount("orderCreditLeft")
        layout.addRow(self._credit_title, self._credit)
        self._demand = label(name="orderCreditDemand", muted=True, wraps=True)
        layout.addRow(self._demand)
        self.show_demand("")
        self._theme = theme
        self.show_credit(None)
        self.show_totals(Totals(), "", tentative=False)

    def show_totals(self, totals: Totals, currency: str, *, tentative: bool) -> None:
        """Show sums in a currency."""
        self._net.setText(formats.money(totals.net))
        self._tax.setText(formats.money(totals.tax))
        self._freight.setText(formats.money(totals.freight))
        self._total.setText(formats.money(totals.total))
        total_text = self.tr("Total, tentative") if tentative else self.tr("Total")
        self._total_title.setText(f"{total_text}, {currency}" if currency else total_text)
        self._tentative = tentative
        self._dress()

    def show_credit(self, left: Decimal | None) -> None:
        """Show what may still be ordered after this; None where no limit is known."""
        self._credit_left = left
        for part in (self._credit_title, self._credit):
            part.setVisible(left is not None)
        self._credit.setText(formats.money(left))
        self._dress()

    def show_demand(self, text: str) -> None:
        """Show how much of the used credit is not confirmed; "" for nothing."""
        self._demand.setText(text)
        self._demand.setVisible(bool(text))

    def _dress(self) -> None:
        short = self._credit_left is not None and self._credit_left < 0
        colour = self._theme.state(StatusBadge.REJECTED).text if short else ""
        self._credit.setStyleSheet(f"color: {colour};" if colour else "")
        for part in (self._total, self._total_title):
            font = part.font()
            font.setItalic(self._tentative)
            part.setFont(font)

    def _amount(self, name: str, *, large: bool = False) -> QLabel:
        amount = heading("") if large else label()
        amount.setObjectName(name)
        amount.setFont(tabular(amount.font()))
        amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        amount.setMinimumWidth(120)
        return amount
