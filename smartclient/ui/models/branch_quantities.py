"""The quantities of an order for several branches: a column for each, or a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from smartclient.ui.models.order_lines import ShownLine
from smartclient.ui.models.shown_branch import ShownBranch
from smartclient.ui.models.snapshot import translate
from smartclient.ui.text import formats
from smartclient.ui.text.plain_text import tip

Index = QModelIndex | QPersistentModelIndex
MOST_COLUMNS = 4
"""The most branches that have a column each; more have a row each."""

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class BranchQuantitiesModel(QAbstractTableModel):
    """One cell for each branch and product, and each branch's total at the end.

    ``change`` is given the place of the branch, the line's number and the quantity typed.
    """

    def __init__(self, change: Callable[[int, int, int], None]) -> None:
        super().__init__()
        self._change = change
        self._branches: tuple[ShownBranch, ...] = ()
        self._lines: tuple[ShownLine, ...] = ()

    @property
    def has_rows_of_branches(self) -> bool:
        """Whether each branch has a row, as there are too many for columns."""
        return len(self._branches) > MOST_COLUMNS

    def show(self, branches: Sequence[ShownBranch], lines: Sequence[ShownLine]) -> None:
        """Show these branches and lines instead."""
        fresh = tuple(branches), tuple(lines)
        before = self._shape()
        if (len(fresh[0]), len(fresh[1])) == before:
            self._update(fresh)
            return
        self.beginResetModel()
        self._branches, self._lines = fresh
        self.endResetModel()

    def _update(self, fresh: tuple[tuple[ShownBranch, ...], tuple[ShownLine, ...]]) -> None:
        """Report the cells that changed alone: a quantity that is being typed over stays."""
        branches, lines = self._branches, self._lines
        titles = [self._title(column) for column in range(self.columnCount())]
        self._branches, self._lines = fresh
        for place, (old, new) in enumerate(zip(branches, self._branches, strict=True)):
            self._report_changed(place, old, new)
        for place, (was, line) in enumerate(zip(lines, self._lines, strict=True)):
            if not self.has_rows_of_branches and _heading(was) != _heading(line):
                self._report_cell(self.index(place, 0))
        if titles != [self._title(column) for column in range(self.columnCount())]:
            across = Qt.Orientation.Horizontal
            self.headerDataChanged.emit(across, 0, self.columnCount() - 1)

    def _report_changed(self, place: int, old: ShownBranch, new: ShownBranch) -> None:
        """Report what changed of the branch at a place: its name, a quantity, its total."""
        if self.has_rows_of_branches and old.name != new.name:
            self._report_cell(self.index(place, 0))
        for at, line in enumerate(self._lines):
            number = line.line.line
            if old.quantities.get(number) != new.quantities.get(number):
                self._report_cell(self._cell(place, at))
        if old.total != new.total:
            self._report_cell(self._cell(place, len(self._lines)))

    def _cell(self, branch: int, line: int) -> QModelIndex:
        """The cell of a branch and a line; that of its total comes after the lines."""
        if self.has_rows_of_branches:
            return self.index(branch, line + 1)
        return self.index(line, branch + 1)

    def _report_cell(self, cell: QModelIndex) -> None:
        self.dataChanged.emit(cell, cell)

    def branch_at(self, index: Index) -> int | None:
        """The place of the branch that a cell is about, None for none."""
        place = index.row() if self.has_rows_of_branches else index.column() - 1
        return place if index.isValid() and 0 <= place < len(self._branches) else None

    def line_at(self, index: Index) -> ShownLine | None:
        """The line that a cell is about, None for a total."""
        place = index.column() - 1 if self.has_rows_of_branches else index.row()
        return self._lines[place] if 0 <= place < len(self._lines) else None

    def rowCount(self, parent: Index | None = None) -> int:
        """How many rows there are, with that of the totals."""
        if parent is not None and parent.isValid():
            return 0
        return len(self._branches) if self.has_rows_of_branches else len(self._lines) + 1

    def columnCount(self, parent: Index | None = None) -> int:
        """How many columns there are, with that of the names."""
        if parent is not None and parent.isValid():
            return 0
        return 1 + (len(self._lines) + 1 if self.has_rows_of_branches else len(self._branches))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The title of a column: a branch or a product, in full in its tooltip."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_RIGHT if section else _LEFT)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._title(section)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._title(section))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's text, its quantity for editing, or all of it for a screen reader."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_RIGHT if index.column() else _LEFT)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index)
        if role == Qt.ItemDataRole.EditRole:
            return self._quantity(index)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._text(index)) if not index.column() else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(
                (self._row_name(index), self._title(index.column()), self._text(index))
            )
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Make every quantity editable."""
        flags = super().flags(index)
        if index.column() and self.line_at(index) is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Report a quantity that was typed."""
        branch, line = self.branch_at(index), self.line_at(index)
        if branch is None or line is None or role != Qt.ItemDataRole.EditRole:
            return False
        self._change(branch, line.line.line, int(str(value)))
        return True

    def _shape(self) -> tuple[int, int]:
        return len(self._branches), len(self._lines)

    def _title(self, section: int) -> str:
        if self.has_rows_of_branches:
            skus = [line.line.sku for line in self._lines]
            return [translate("Branches", "Customer"), *skus, self._total_title()][section]
        names = [branch.name for branch in self._branches]
        return [translate("Branches", "Product"), *names][section]

    def _row_name(self, index: Index) -> str:
        if self.has_rows_of_branches:
            return self._branches[index.row()].name
        line = self.line_at(index)
        return self._total_title() if line is None else f"{line.line.sku}  {line.name}"

    def _text(self, index: Index) -> str:
        if not index.column():
            return self._row_name(index)
        quantity = self._quantity(index)
        if quantity is not None:
            return formats.count(quantity)
        branch = self.branch_at(index)
        return "" if branch is None else formats.money(self._branches[branch].total)

    def _quantity(self, index: Index) -> int | None:
        branch, line = self.branch_at(index), self.line_at(index)
        if branch is None or line is None or not index.column():
            return None
        return self._branches[branch].quantities.get(line.line.line, 0)

    def _total_title(self) -> str:
        return translate("Branches", "Total")


def _heading(line: ShownLine) -> tuple[str, str]:
    """What a row of a product is called by."""
    return line.line.sku, line.name
