"""Columns as wide as what is in them: numbers, money, dates and names of records are never cut.

What may be cut is a text such as a name or a note. A width that a person gave such a column is
remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QHeaderView, QTableView

from smartclient.ui.models.snapshot import Column, SnapshotModel

Row = TypeVar("Row")
LEAST_REST = 180
"""How wide at least, in pixels, the column that fills the rest is for a content that needs it."""
_LEAST_TEXT = 72
"""The least width of a text that is cut where the room is short."""
_ROWS_AT_ONCE = 100
"""How many rows are measured before others may paint."""

Measure = Callable[[int, int], int]
"""Returns the width a cell needs, by row and column."""


class ColumnMemory(Protocol):
    """Stores the widths that a person chose."""

    def width(self, table: str, column: int) -> int:
        """The width a person gave a column of a table, 0 for none."""
        ...

    def save(self, table: str, column: int, width: int) -> None:
        """Remember a width."""
        ...


class ColumnsInMemory:
    """Widths that are remembered for as long as the program runs."""

    def __init__(self) -> None:
        self._widths: dict[tuple[str, int], int] = {}

    def width(self, table: str, column: int) -> int:
        """The width a person gave a column of a table, 0 for none."""
        return self._widths.get((table, column), 0)

    def save(self, table: str, column: int, width: int) -> None:
        """Remember a width."""
        self._widths[table, column] = width


class ColumnFit(QObject):
    """Gives the columns of a table the widths their content needs, as far as it was measured.

    The rows at hand are measured a share at a time. A column never gets narrower by that: what a
    person looks at stays where it is.
    """

    def __init__(
        self,
        table: QTableView,
        model: SnapshotModel[Row],
        measure: Measure,
        memory: ColumnMemory,
        *,
        least_rest: int = LEAST_REST,
    ) -> None:
        super().__init__(table)
        self._table = table
        self._model = model
        self._measure = measure
        self._memory = memory
        self._least_rest = least_rest
        self._content = [0] * len(model.columns)
        self._titles = [0] * len(model.columns)
        self._left: list[tuple[int, int]] = []
        self._applying = False
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._measure_more)
        header = table.horizontalHeader()
        for index, column in enumerate(model.columns):
            fixed = QHeaderView.ResizeMode.Interactive if column.width else _FIXED
            header.setSectionResizeMode(index, fixed)
        header.sectionResized.connect(self._resized)
        model.headerDataChanged.connect(self.apply)
        model.modelReset.connect(lambda: self._look_at(0, model.rowCount() - 1))
        model.rowsInserted.connect(lambda _parent, first, last: self._look_at(first, last))
        model.dataChanged.connect(lambda first, last: self._look_at(first.row(), last.row()))
        self._look_at(0, model.rowCount() - 1)

    def start_again(self) -> None:
        """Measure everything again: it is set in another font."""
        self._content = [0] * len(self._model.columns)
        self._look_at(0, self._model.rowCount() - 1)

    def apply(self) -> None:
        """Give every column its width; hide what can be spared where the room is short."""
        header, columns = self._table.horizontalHeader(), self._model.columns
        room = self._table.viewport().width()
        widths = self._needed_widths()
        hidden = columns_to_hide(
            [
                replace(column, width=width if column.width else 0)
                for column, width in zip(columns, widths, strict=True)
            ],
            room,
            self._least_of_rest(widths),
        )
        self._applying = True
        for index, width in enumerate(self._shared(widths, hidden, room)):
            if self._table.isColumnHidden(index) != (index in hidden):
                self._table.setColumnHidden(index, index in hidden)
            if index not in hidden and header.sectionSize(index) != width:
                header.resizeSection(index, width)
        self._applying = False

    def _needed_widths(self) -> list[int]:
        """The width each column needs; for the one that fills the rest, the least."""
        header = self._table.horizontalHeader()
        widths = []
        for index, column in enumerate(self._model.columns):
            # a title may be longer in another language; the one of a hidden column has no size
            self._titles[index] = header.sectionSizeHint(index) or self._titles[index]
            chosen = self._memory.width(self._table.objectName(), index)
            content = max(self._titles[index], self._content[index])
            if column.elides and column.width:
                widths.append(max(_LEAST_TEXT, chosen or min(content, column.width)))
            elif column.elides:
                widths.append(max(self._titles[index], min(self._least_rest, self._content[index])))
            else:
                widths.append(max(content, column.width, chosen))
        return widths

    def _least_of_rest(self, widths: Sequence[int]) -> int:
        rests = (index for index, column in enumerate(self._model.columns) if not column.width)
        return next((widths[index] for index in rests), self._least_rest)

    def _shared(self, needed: list[int], hidden: frozenset[int], room: int) -> list[int]:
        """The widths with the room that is left, or lacking, shared out to the texts."""
        columns, widths = self._model.columns, list(needed)
        spare = room - sum(width for index, width in enumerate(widths) if index not in hidden)
        rest = next((index for index, column in enumerate(columns) if not column.width), None)
        for index, column in enumerate(columns):
            if index in hidden or index == rest or not column.elides:
                continue
            chosen = self._memory.width(self._table.objectName(), index)
            content = max(self._titles[index], self._content[index])
            lacks = 0 if rest is None else self._content[rest] - widths[rest]
            if spare < 0:
                least = max(_LEAST_TEXT, self._titles[index])
                change = -min(-spare, widths[index] - min(widths[index], least))
            elif chosen:
                continue
            else:
                change = max(0, min(content - widths[index], spare - max(0, lacks)))
            widths[index] += change
            spare -= change
        if rest is not None and spare > 0:
            widths[rest] += spare
        return widths

    def _look_at(self, first: int, last: int) -> None:
        if first <= last:
            self._left.append((first, last))
            self._measure_more()

    def _measure_more(self) -> None:
        """Measure the next rows, and go on with the others when what is due was done."""
        before = list(self._content)
        first, last = self._left.pop(0)
        end = min(last, first + _ROWS_AT_ONCE - 1, self._model.rowCount() - 1)
        for row in range(first, end + 1):
            for index in range(len(self._content)):
                self._content[index] = max(self._content[index], self._measure(row, index))
        if end < min(last, self._model.rowCount() - 1):
            self._left.insert(0, (end + 1, last))
        if self._content != before:
            self.apply()
        if self._left:
            self._soon.start()

    def _resized(self, column: int, _old: int, width: int) -> None:
        """Remember what a person chose, and fit the others to it."""
        if self._applying or not self._model.columns[column].width:
            return
        self._memory.save(self._table.objectName(), column, width)
        self.apply()


_FIXED = QHeaderView.ResizeMode.Fixed


def columns_to_hide(
    columns: Sequence[Column[Row]], width: int, least_rest: int = LEAST_REST
) -> frozenset[int]:
    """Which columns to hide so that the one that fills the rest has a readable width."""
    needed = sum(column.width or least_rest for column in columns)
    hidden: set[int] = set()
    for index in sorted(range(len(columns)), key=lambda index: -columns[index].spare):
        if needed <= width or not columns[index].spare:
            break
        hidden.add(index)
        needed -= columns[index].width
    return frozenset(hidden)
