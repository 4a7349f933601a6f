"""Record tables: the one kind of list the window has, for the keyboard and for the eye."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from smartclient.ui.delegates.records import RecordDelegate
from smartclient.ui.models.snapshot import Column, SnapshotModel
from smartclient.ui.theme import Theme
from smartclient.ui.tokens import ROW_HEIGHT

Row = TypeVar("Row")
LEAST_REST = 180
"""The least width, in pixels, of the column that takes what the others leave."""


class RecordTable(QTableView, Generic[Row]):
    """Rows of a snapshot model; Enter or a double click opens one.

    One is selected as long as there are any. The selection is kept by key; where its row is gone,
    the one in its place is selected.
    """

    opened = Signal(object)
    picked = Signal()

    def __init__(
        self,
        model: SnapshotModel[Row],
        theme: Theme,
        name: str,
        spoken: str,
        *,
        least_rest: int = LEAST_REST,
    ) -> None:
        super().__init__()
        self._least_rest = least_rest
        self._model = model
        self._kept: Hashable | None = None
        self._kept_at = 0
        self._starts_over = False
        self._titles: dict[int, int] = {}
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setModel(model)
        model.setParent(self)
        self.setItemDelegate(RecordDelegate(theme, self))
        dress_table(self, model.columns)
        theme.changed.connect(self.viewport().update)
        model.headerDataChanged.connect(self._fit)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._recall)
        model.dataChanged.connect(self._select_first_again)
        self.selectionModel().selectionChanged.connect(self.picked)
        self.doubleClicked.connect(self._open)

    @property
    def current(self) -> Row | None:
        """The selected row, or None."""
        rows = self.selectionModel().selectedRows()
        return self._model.rows[rows[0].row()] if rows else None

    def choose(self, key: Hashable) -> bool:
        """Select the row with ``key`` and show it; tell whether it is there."""
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
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the selected row on Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current is not None:
            self.opened.emit(self.current)
            return
        super().keyPressEvent(event)

    def _fit(self) -> None:
        """Hide what can be spared where the room is short; no title is cut off."""
        header = self.horizontalHeader()
        columns = []
        for at, column in enumerate(self._model.columns):
            # a title may be longer in another language; the one of a hidden column has no size
            self._titles[at] = header.sectionSizeHint(at) or self._titles.get(at, 0)
            if column.width and not self.isColumnHidden(at):
                header.resizeSection(at, max(header.sectionSize(at), self._titles[at]))
            width = max(column.width, self._titles[at]) if column.width else 0
            columns.append(replace(column, width=width))
        hidden = spared(columns, self.viewport().width(), self._least_rest)
        for at in range(len(columns)):
            if self.isColumnHidden(at) != (at in hidden):
                self.setColumnHidden(at, at in hidden)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._model.rows[index.row()])

    def _remember(self) -> None:
        rows = self.selectionModel().selectedRows()
        self._kept = self._model.key_at(rows[0].row()) if rows else None
        self._kept_at = rows[0].row() if rows else 0

    def _select_first_again(self) -> None:
        """Select the first row where the rows that were to come are the ones there were."""
        if self._starts_over and self._model.rowCount():
            self.selectRow(0)
        self._starts_over = False

    def _recall(self) -> None:
        if self._starts_over:
            self._kept, self._kept_at, self._starts_over = None, 0, False
        if self._kept is not None and self.choose(self._kept):
            return
        count = self._model.rowCount()
        if count:
            self.selectRow(min(self._kept_at, count - 1))
        else:
            self.picked.emit()


def spared(
    columns: Sequence[Column[Row]], width: int, least_rest: int = LEAST_REST
) -> frozenset[int]:
    """Return which columns to hide so that the one that takes the rest keeps a readable width."""
    needed = sum(column.width or least_rest for column in columns)
    hidden: set[int] = set()
    for at in sorted(range(len(columns)), key=lambda at: -columns[at].spare):
        if needed <= width or not columns[at].spare:
            break
        hidden.add(at)
        needed -= columns[at].width
    return frozenset(hidden)


def dress_table(table: QTableView, columns: Sequence[Column[Row]]) -> None:
    """Give a table the manners every table of the window has, and its columns their widths."""
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
    for at, column in enumerate(columns):
        if column.width:
            header.resizeSection(at, column.width)
        else:
            header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
