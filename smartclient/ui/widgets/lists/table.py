"""Record tables: the one kind of list the window has, for the keyboard and for the eye."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from smartclient.ui.delegates.records import RecordDelegate
from smartclient.ui.look.theme import Theme
from smartclient.ui.look.tokens import ROW_HEIGHT
from smartclient.ui.models.snapshot import SnapshotModel
from smartclient.ui.widgets.lists.columns import (
    LEAST_REST,
    ColumnFit,
    ColumnMemory,
    ColumnsInMemory,
)

Row = TypeVar("Row")


class RecordTable(QTableView, Generic[Row]):
    """Rows of a snapshot model; Enter or a double click opens one.

    One is selected as long as there are any. The selection follows the key; where its row is gone,
    the one in its place is selected.
    """

    opened = Signal(object)
    picked = Signal()
    _is_built = False

    def __init__(
        self,
        model: SnapshotModel[Row],
        theme: Theme,
        name: str,
        accessible_name: str,
        *,
        memory: ColumnMemory | None = None,
        least_rest: int = LEAST_REST,
    ) -> None:
        super().__init__()
        self._model = model
        self._selected_key: Hashable | None = None
        self._selected_row = 0
        self._starts_over = False
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setModel(model)
        model.setParent(self)
        self.setItemDelegate(RecordDelegate(theme, self))
        configure_table(self)
        self._fit = ColumnFit(
            self, model, self._needed, memory or ColumnsInMemory(), least_rest=least_rest
        )
        theme.changed.connect(self.viewport().update)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._recall)
        model.dataChanged.connect(self._select_first_again)
        self.selectionModel().selectionChanged.connect(self.picked)
        self.doubleClicked.connect(self._open)
        self._is_built = True

    @property
    def current(self) -> Row | None:
        """The selected row, or None."""
        rows = self.selectionModel().selectedRows()
        return self._model.rows[rows[0].row()] if rows else None

    def choose(self, key: Hashable) -> bool:
        """Select the row with ``key`` and show it; whether it is there."""
        position = self._model.row_of(key)
        if position is None:
            return False
        self.selectRow(position)
        self.scrollTo(self._model.index(position, 0))
        return True

    def start_over(self) -> None:
        """Select the first of the rows that come next: they are other ones."""
        self._starts_over = True
        self.scrollToTop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the room there is."""
        super().resizeEvent(event)
        self._fit.apply()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the columns to what is set in another font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self._is_built:
            self._fit.start_again()

    def _needed(self, row: int, column: int) -> int:
        delegate = self.itemDelegate()
        assert isinstance(delegate, RecordDelegate)  # noqa: S101 (no other paints records)
        return delegate.needed_width(self._model.cell(row, column), column, self.font())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the selected row on Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current is not None:
            self.opened.emit(self.current)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select the first of rows that were there before the table was."""
        super().focusInEvent(event)
        if self.current is None and self._model.rowCount():
            self.selectRow(0)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._model.rows[index.row()])

    def _remember(self) -> None:
        rows = self.selectionModel().selectedRows()
        self._selected_key = self._model.key_at(rows[0].row()) if rows else None
        self._selected_row = rows[0].row() if rows else 0

    def _select_first_again(self) -> None:
        """Select the first row where the rows that were to come are the ones there were."""
        if self._starts_over and self._model.rowCount():
            self.selectRow(0)
        self._starts_over = False

    def _recall(self) -> None:
        if self._starts_over:
            self._selected_key, self._selected_row, self._starts_over = None, 0, False
        if self._selected_key is not None and self.choose(self._selected_key):
            return
        count = self._model.rowCount()
        if count:
            self.selectRow(min(self._selected_row, count - 1))
        else:
            self.picked.emit()


def configure_table(table: QTableView) -> None:
    """Give a table the manners every table of the window has."""
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setMinimumSectionSize(40)
