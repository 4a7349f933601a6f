"""The table of an order's branches: how many of each product every branch gets."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from smartclient.ui.models.branch_quantities import BranchQuantitiesModel
from smartclient.ui.text import formats
from smartclient.ui.widgets.lists.table import configure_table
from smartclient.ui.widgets.quantity import QuantityField

Index = QModelIndex | QPersistentModelIndex
_NAMES_WIDTH = 240
_BRANCH_WIDTH = 120
_HEIGHT = 168


class BranchTable(QTableView):
    """The quantities; Enter edits one, Delete removes the branch that it is of.

    ``refused`` carries the product for which no quantity was typed.
    """

    refused = Signal(str)

    def __init__(self, model: BranchQuantitiesModel, remove: Callable[[], None]) -> None:
        super().__init__()
        self._remove = remove
        self._delegate = _QuantityDelegate(self)
        self._delegate.refused.connect(self.refused)
        self.setObjectName("tableBranches")
        self.setAccessibleName(self.tr("Quantities by branch"))
        self.setModel(model)
        model.setParent(self)
        self.setItemDelegate(self._delegate)
        configure_table(self)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setStyleSheet("QTableView::item { padding: 0 8px; }")
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        model.modelReset.connect(self._fit)
        model.headerDataChanged.connect(self._fit)
        self._fit()

    def sizeHint(self) -> QSize:
        """A few rows: the table has the room that is left, and is scrolled in it."""
        return QSize(super().sizeHint().width(), _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit the quantity on Enter, remove its branch on Delete."""
        editing = self.state() is QAbstractItemView.State.EditingState
        if not editing and event.key() == Qt.Key.Key_Delete:
            self._remove()
        elif not editing and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names the room that the quantities leave."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        header, left = self.horizontalHeader(), self.viewport().width()
        for column in range(1, self.model().columnCount()):
            width = max(_BRANCH_WIDTH, header.sectionSizeHint(column))
            self.setColumnWidth(column, width)
            left -= width
        self.setColumnWidth(0, max(_NAMES_WIDTH, left))


class _QuantityDelegate(QStyledItemDelegate):
    """Edits the quantity of a branch; 0 leaves the product out."""

    refused = Signal(str)

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index
    ) -> QWidget:
        """Edit a quantity."""
        return QuantityField("editBranchQuantity", parent)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the quantity to be edited."""
        assert isinstance(editor, QuantityField)  # noqa: S101 (no other is made)
        editor.set_quantity(index.data(Qt.ItemDataRole.EditRole))
        editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Accept the quantity, or report that it is none and leave it as it was."""
        assert isinstance(editor, QuantityField)  # noqa: S101 (no other is made)
        assert isinstance(model, BranchQuantitiesModel)  # noqa: S101 (no other is made)
        none = formats.whole_number(editor.text()) == 0
        quantity = 0 if none else editor.quantity
        line = model.line_at(index)
        if quantity is not None:
            model.setData(index, quantity)
        elif line is not None:
            self.refused.emit(line.line.sku)
