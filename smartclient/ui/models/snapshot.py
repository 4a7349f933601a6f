"""Snapshot models: rows as they were looked up, shown in columns; more are fetched by pages."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from smartclient.ui.look import status_badges
from smartclient.ui.look.status_badges import BadgeLabel
from smartclient.ui.text.plain_text import tip

translate = QCoreApplication.translate
Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The row itself, as it was looked up."""
SHOWN_ROLE = Qt.ItemDataRole.UserRole + 1
"""The row's state as it is shown (``Shown``), or None."""
STATE_COLUMN_ROLE = Qt.ItemDataRole.UserRole + 2
"""Whether this cell is the one that spells the state."""
STRUCK_ROLE = Qt.ItemDataRole.UserRole + 3
"""Whether the row will be deleted."""

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


LEAST_WIDTH = 40


class Cell(NamedTuple):
    """One cell as a delegate paints it."""

    row: object
    text: str
    right: bool
    shown: BadgeLabel | None
    spells_state: bool
    struck: bool


# without slots: a frozen generic class with slots can't be made by its subscripted name (3.11)
@dataclass(frozen=True, kw_only=True)
class Column(Generic[Row]):
    """One column: its title, a cell's text, and how both are set.

    It is as wide as its content, and at least ``width``. One that ``elides`` is a text that may be
    cut, and takes ``width`` at most while others want the room. ``width`` 0 takes the rest.
    Where room is short, columns with the highest ``spare`` are hidden first; 0 = never.
    """

    title: str
    text: Callable[[Row], str]
    width: int = LEAST_WIDTH
    spare: int = 0
    elides: bool = False
    is_number: bool = False
    is_money: bool = False
    is_state: bool = False
    tip: Callable[[Row], str] | None = None


class SnapshotModel(QAbstractTableModel, Generic[Row]):
    """Rows of one kind, each with a key; ``more_requested``: the rows after the loaded ones."""

    more_requested = Signal(int)

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        *,
        key: Callable[[Row], Hashable],
        shown: Callable[[Row], BadgeLabel | None] = lambda _row: None,
        struck: Callable[[Row], bool] = lambda _row: False,
    ) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._key = key
        self._shown = shown
        self._struck = struck
        self._rows: tuple[Row, ...] = ()
        self._more = False
        self._is_requested = False
        self._currency = ""

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows at hand."""
        return self._rows

    @property
    def columns(self) -> tuple[Column[Row], ...]:
        """The columns."""
        return self._columns

    def name_currency(self, currency: str) -> None:
        """Say in the headers of amounts what currency they are in."""
        if currency != self._currency:
            self._currency = currency
            self.headerDataChanged.emit(
                Qt.Orientation.Horizontal, 0, max(0, len(self._columns) - 1)
            )

    def show(self, rows: Sequence[Row], *, more: bool = False) -> None:
        """Show ``rows`` instead; ``more``: whether others follow them."""
        fresh = tuple(rows)
        same = len(fresh) == len(self._rows) and all(
            self._key(new) == self._key(old) for new, old in zip(fresh, self._rows, strict=True)
        )
        self._more, self._is_requested = more, False
        if same:
            self._rows = fresh
            if fresh:
                last = self.index(len(fresh) - 1, len(self._columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._rows = fresh
        self.endResetModel()

    def renew(self, rows: Sequence[Row], offset: int, *, more: bool) -> bool:
        """Put ``rows`` in the place of those at ``offset``; False when they are not the same ones.

        ``more`` counts only where they are the last ones at hand.
        """
        end = offset + len(rows)
        old = self._rows[offset:end]
        last = end == len(self._rows)
        if (
            len(old) != len(rows)
            or not (last or more)
            or any(
                self._key(row) != self._key(old_row) for row, old_row in zip(rows, old, strict=True)
            )
        ):
            return False
        self._rows = (*self._rows[:offset], *rows, *self._rows[end:])
        if last:
            self._more, self._is_requested = more, False
        if rows:
            corner = self.index(end - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(offset, 0), corner)
        return True

    def append(self, rows: Sequence[Row], *, more: bool) -> None:
        """Show ``rows`` after those at hand."""
        self._more, self._is_requested = more, False
        if not rows:
            return
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
        self._rows = (*self._rows, *rows)
        self.endInsertRows()

    def row_of(self, key: Hashable) -> int | None:
        """The position of the row with ``key``, or None."""
        return next((index for index, row in enumerate(self._rows) if self._key(row) == key), None)

    def key_at(self, position: int) -> Hashable:
        """The key of the row at ``position``."""
        return self._key(self._rows[position])

    def cell(self, row: int, column: int) -> Cell:
        """All that a cell is painted from, at once: asking role by role takes ten calls."""
        record, shown_column = self._rows[row], self._columns[column]
        return Cell(
            row=record,
            text=shown_column.text(record),
            right=shown_column.is_number or shown_column.is_money,
            shown=self._shown(record),
            spells_state=shown_column.is_state,
            struck=self._struck(record),
        )

    def rowCount(self, parent: Index | None = None) -> int:
        """How many rows are at hand."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """How many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether rows follow that were not asked for yet."""
        return not parent.isValid() and self._more and not self._is_requested

    def fetchMore(self, parent: Index) -> None:
        """Ask for the rows after those at hand."""
        if self.canFetchMore(parent):
            self._is_requested = True
            self.more_requested.emit(len(self._rows))

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """A column's title, set as its cells are."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            if column.is_money and self._currency:
                return f"{column.title}, {self._currency}"
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.is_number or column.is_money else _LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows, is announced as, or is painted with."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row, column = self._rows[index.row()], self._columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(row)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if column.is_number or column.is_money else _LEFT
            case Qt.ItemDataRole.ToolTipRole:
                return tip(self._tip(row, column))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._accessible_text(row, column)
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return self._described(row, column)
            case _:
                return self._own(row, column, role)

    def _tip(self, row: Row, column: Column[Row]) -> str:
        shown = self._shown(row)
        if column.is_state and shown is not None:
            return status_badges.meaning(shown.badge)
        if column.tip:
            return column.tip(row)
        return column.text(row) if column.elides else ""

    def _own(self, row: Row, column: Column[Row], role: int) -> object:
        """What only the window's own delegates and tests ask for."""
        match role:
            case _ if role == ROW_ROLE:
                return row
            case _ if role == SHOWN_ROLE:
                return self._shown(row)
            case _ if role == STATE_COLUMN_ROLE:
                return column.is_state
            case _ if role == STRUCK_ROLE:
                return self._struck(row)
            case _:
                return None

    def _described(self, row: Row, column: Column[Row]) -> str:
        """What goes with a cell: its row's state; with the state, what the row is about."""
        if column.is_state:
            texts = (other.text(row) for other in self._columns if other is not column)
            return ", ".join(text for text in texts if text)
        shown = self._shown(row)
        return shown.accessible_name if shown is not None else ""

    def _accessible_text(self, row: Row, column: Column[Row]) -> str:
        shown = self._shown(row)
        if column.is_state and shown is not None:
            return shown.accessible_name
        return column.text(row)
