"""The lines of one order, with the notes on each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from smartclient.domain.sales.orders import Order, OrderLine
from smartclient.read_models.order_list import OrderedProduct
from smartclient.read_models.records import OrderPreview
from smartclient.ui.models.snapshot import Column, SnapshotModel, translate
from smartclient.ui.text import demand_texts, formats, wording

Index = QModelIndex | QPersistentModelIndex

SKU_COLUMN = 1
NAME_COLUMN = 2
QUANTITY_COLUMN = 3
REMARK_COLUMN = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """A line with its product's name, the offer it is quoted with, and the warnings about it.

    ``demand`` says how much of the stock other orders take.
    """

    line: OrderLine
    name: str
    offer: str = ""
    remarks: tuple[str, ...] = ()
    demand: str = ""

    @property
    def notes(self) -> str:
        """What is to be known about the line: its warnings or its offer, and its stock."""
        return "\n".join(note for note in (*(self.remarks or (self.offer,)), self.demand) if note)


def shown_lines(order: Order, known: OrderPreview) -> tuple[ShownLine, ...]:
    """An order's lines as they are shown, each with what is known of it."""
    unknown = OrderedProduct(name="")
    products = known.products
    warnings: dict[int | None, list[str]] = {}
    for problem in known.problems:
        warnings.setdefault(problem.line, []).append(wording.problem_text(problem))
    for change in known.changes:
        warnings.setdefault(change.line, []).append(wording.change_text(change))
    for number in known.unpriced:
        text = translate("Lines", "Can't be priced until a sync; this is its last price.")
        warnings.setdefault(number, []).append(text)
    demand = {stock.line: demand_texts.stock_text(stock) for stock in known.demand.stock}
    shown = []
    for line in order.lines:
        product = products.get(line.sku, unknown)
        remarks = warnings.get(line.line, ())
        offer = product.offer_text(line.offer) if line.discount_percent else ""
        shown.append(
            ShownLine(
                line=line,
                name=product.name,
                offer=offer,
                remarks=tuple(remarks),
                demand=demand.get(line.line, ""),
            )
        )
    return tuple(shown)


class OrderLinesModel(SnapshotModel[ShownLine]):
    """The lines of an order; ``change_quantity`` is notes of an edited one, None = read only."""

    def __init__(self, change_quantity: Callable[[int, int], None] | None = None) -> None:
        columns = _columns() if change_quantity is not None else _read_only_columns()
        super().__init__(columns, key=lambda row: row.line.line)
        self._change_quantity = change_quantity

    def show(self, rows: Sequence[ShownLine], *, more: bool = False) -> None:
        """Show ``rows`` instead, and report no more rows as changed than did.

        A long order is shown again with every key: what stays as it was is not even measured.
        """
        fresh, keys = tuple(rows), [row.line.line for row in rows]
        old = [row.line.line for row in self._rows]
        head = _same(keys, old)
        tail = _same(keys[head:][::-1], old[head:][::-1])
        was, self._more = self._rows, more
        if head + tail < len(old):
            self.beginRemoveRows(QModelIndex(), head, len(old) - tail - 1)
            self._rows = (*was[:head], *was[len(old) - tail :])
            self.endRemoveRows()
        if head + tail < len(keys):
            self.beginInsertRows(QModelIndex(), head, len(keys) - tail - 1)
            self._rows = (*was[:head], *fresh[head:])
            self.endInsertRows()
        unmoved = (*range(head), *range(len(keys) - tail, len(keys)))
        held, self._rows = self._rows, fresh
        for first, last in _runs(index for index in unmoved if held[index] != fresh[index]):
            corner = self.index(last, len(self._columns) - 1)
            self.dataChanged.emit(self.index(first, 0), corner)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Make the quantity editable where changes are accepted."""
        flags = super().flags(index)
        if self._change_quantity is not None and index.column() == QUANTITY_COLUMN:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell; for editing the quantity as a number."""
        if role == Qt.ItemDataRole.EditRole and index.column() == QUANTITY_COLUMN:
            return self.rows[index.row()].line.quantity
        return super().data(index, role)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Report an edited quantity."""
        if self._change_quantity is None or role != Qt.ItemDataRole.EditRole:
            return False
        self._change_quantity(self.rows[index.row()].line.line, int(str(value)))
        return True


def _same(first: Sequence[int], second: Sequence[int]) -> int:
    """How many numbers from the first on are the same."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(first), len(second)))


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of every run of numbers that follow one another."""
    run: list[int] = []
    for number in numbers:
        if run and number != run[-1] + 1:
            yield run[0], run[-1]
            run = []
        run.append(number)
    if run:
        yield run[0], run[-1]


def _columns() -> tuple[Column[ShownLine], ...]:
    return (
        Column[ShownLine](
            title=translate("Lines", "Line"),
            text=lambda row: str(row.line.line),
            is_number=True,
        ),
        Column[ShownLine](title=translate("Lines", "Product"), text=lambda row: row.line.sku),
        Column[ShownLine](
            title=translate("Lines", "Name"),
            text=lambda row: row.name,
            width=220,
            tip=lambda row: row.name,
            elides=True,
        ),
        Column[ShownLine](
            title=translate("Lines", "Quantity"),
            text=lambda row: formats.count(row.line.quantity),
            is_number=True,
        ),
        Column[ShownLine](
            title=translate("Lines", "Price"),
            text=lambda row: formats.money(row.line.unit_price),
            is_number=True,
        ),
        Column[ShownLine](
            title=translate("Lines", "Discount"),
            text=lambda row: formats.percent(row.line.discount_percent),
            is_number=True,
            tip=lambda row: row.offer,
        ),
        Column[ShownLine](
            title=translate("Lines", "Amount"),
            text=lambda row: formats.money(row.line.amount),
            is_number=True,
        ),
        Column[ShownLine](
            title=translate("Lines", "Notes"),
            text=lambda row: row.notes,
            width=0,
            tip=lambda row: row.notes,
            elides=True,
        ),
    )


def _read_only_columns() -> tuple[Column[ShownLine], ...]:
    """The columns without warnings; the name takes their room."""
    columns = _columns()[:REMARK_COLUMN]
    return tuple(
        replace(column, width=0) if index == NAME_COLUMN else column
        for index, column in enumerate(columns)
    )
