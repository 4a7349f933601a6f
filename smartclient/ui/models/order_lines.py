"""The lines of one order, with what is to be said of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from smartclient.domain.ids import Sku
from smartclient.domain.orders import Order, OrderLine
from smartclient.domain.problems import Problem
from smartclient.ui import formats, wording
from smartclient.ui.models.snapshot import Column, SnapshotModel, translate

Index = QModelIndex | QPersistentModelIndex

NAME_COLUMN = 1
QUANTITY_COLUMN = 2
REMARK_COLUMN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """A line with its product's name and the warnings about it."""

    line: OrderLine
    name: str
    remarks: tuple[str, ...] = ()


def shown_lines(
    order: Order, names: Mapping[Sku, str], problems: tuple[Problem, ...] = ()
) -> tuple[ShownLine, ...]:
    """Return an order's lines as they are shown, each with the problems that name it."""
    return tuple(
        ShownLine(
            line=line,
            name=names.get(line.sku, ""),
            remarks=tuple(
                wording.problem_text(problem) for problem in problems if problem.line == line.line
            ),
        )
        for line in order.lines
    )


class OrderLinesModel(SnapshotModel[ShownLine]):
    """The lines of an order; ``change_quantity`` is told of an edited one, None = read only."""

    def __init__(self, change_quantity: Callable[[int, int], None] | None = None) -> None:
        columns = _columns() if change_quantity is not None else _read_only_columns()
        super().__init__(columns, key=lambda row: row.line.line)
        self._change_quantity = change_quantity

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the quantity be edited where that is wanted."""
        flags = super().flags(index)
        if self._change_quantity is not None and index.column() == QUANTITY_COLUMN:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell; for editing the quantity as a number."""
        if role == Qt.ItemDataRole.EditRole and index.column() == QUANTITY_COLUMN:
            return self.rows[index.row()].line.quantity
        return super().data(index, role)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell of an edited quantity."""
        if self._change_quantity is None or role != Qt.ItemDataRole.EditRole:
            return False
        self._change_quantity(self.rows[index.row()].line.line, int(str(value)))
        return True


def _columns() -> tuple[Column[ShownLine], ...]:
    return (
        Column[ShownLine](
            title=translate("Lines", "Product"), text=lambda row: row.line.sku, width=130
        ),
        Column[ShownLine](
            title=translate("Lines", "Name"),
            text=lambda row: row.name,
            width=220,
            tip=lambda row: row.name,
        ),
        Column[ShownLine](
            title=translate("Lines", "Quantity"),
            text=lambda row: formats.count(row.line.quantity),
            width=90,
            is_number=True,
        ),
        Column[ShownLine](
            title=translate("Lines", "Price"),
            text=lambda row: formats.money(row.line.unit_price),
            width=110,
            is_number=True,
        ),
        Column[ShownLine](
            title=translate("Lines", "Discount"),
            text=lambda row: formats.percent(row.line.discount_percent),
            width=90,
            is_number=True,
            tip=lambda row: row.line.offer,
        ),
        Column[ShownLine](
            title=translate("Lines", "Amount"),
            text=lambda row: formats.money(row.line.amount),
            width=120,
            is_number=True,
        ),
        Column[ShownLine](
            title=translate("Lines", "To know"),
            text=lambda row: "\n".join(row.remarks),
            width=0,
            tip=lambda row: "\n".join(row.remarks),
        ),
    )


def _read_only_columns() -> tuple[Column[ShownLine], ...]:
    """Return the columns without warnings; the name takes their room."""
    columns = _columns()[:REMARK_COLUMN]
    return tuple(
        replace(column, width=0) if at == NAME_COLUMN else column
        for at, column in enumerate(columns)
    )
