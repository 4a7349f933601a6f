"""Order lines: as record cells, with warnings spelled out beside the line they concern."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from smartclient.ui.delegates.records import ICON_SIZE, Look, RecordDelegate, colour_of
from smartclient.ui.look.icons import draw_icon
from smartclient.ui.look.tokens import ROW_HEIGHT, SPACE_BETWEEN
from smartclient.ui.models.order_lines import REMARK_COLUMN, ShownLine
from smartclient.ui.models.snapshot import Cell
from smartclient.ui.widgets.quantity import QuantityField

Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class LineDelegate(RecordDelegate):
    """Paints order lines and edits quantities; the column of warnings wraps.

    ``refused`` names the cell into which something was typed that is no quantity.
    """

    refused = Signal(object)
    remark_width = 0

    def height(self, row: ShownLine, font: QFont) -> int:
        """The height a line needs for its notes."""
        if not row.notes:
            return ROW_HEIGHT
        width = max(80, self.remark_width - 2 * SPACE_BETWEEN - ICON_SIZE - SPACE_BETWEEN)
        return _wrapped_height(row.notes, width, font.toString())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell; the quantity that can be typed over looks like a field."""
        super().paint(painter, option, index)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if not focused or not index.flags() & Qt.ItemFlag.ItemIsEditable:
            return
        tokens, text = self._theme.tokens, str(index.data())
        edge = option.rect.adjusted(2, 2, -2, -3)
        painter.fillRect(edge, colour_of(tokens.text))
        painter.fillRect(edge.adjusted(1, 1, -1, -1), colour_of(tokens.background))
        painter.setPen(colour_of(tokens.text))
        room = option.rect.adjusted(SPACE_BETWEEN, 0, -SPACE_BETWEEN, 0)
        painter.drawText(room, int(_RIGHT), text)

    def _look(self, cell: Cell, column: int) -> Look:
        """Tint a line that has a warning."""
        look = super()._look(cell, column)
        if _is_warned(cell):
            look.ground = self._theme.tokens.states["queued"].ground or ""
        return look

    def createEditor(
        self,
        parent: QWidget,
        _option: QStyleOptionViewItem,
        _index: Index,
    ) -> QWidget:
        """Edit a quantity."""
        return QuantityField("editQuantity", parent)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the quantity to be edited."""
        assert isinstance(editor, QuantityField)  # noqa: S101 (no other is made)
        editor.set_quantity(index.data(Qt.ItemDataRole.EditRole))
        editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Accept the quantity, or report that it is none and leave the line as it was."""
        assert isinstance(editor, QuantityField)  # noqa: S101 (no other is made)
        if editor.quantity is None:
            self.refused.emit(index)
        else:
            model.setData(index, editor.quantity)

    def _draw_content(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, look: Look
    ) -> None:
        if look.column != REMARK_COLUMN or not look.text:
            super()._draw_content(painter, option, room, look)
            return
        tokens, warned = self._theme.tokens, _is_warned(look.cell)
        plain = tokens.states["queued"].text if warned else tokens.muted
        colour = colour_of(plain)
        place = QRect(room.left(), 0, ICON_SIZE, ICON_SIZE)
        place.moveTop(room.center().y() - ICON_SIZE // 2)
        draw_icon(painter, place, "alert-outline" if warned else "tag-outline", colour)
        painter.setFont(self._texts.font(option.font, italic=look.italic, struck=look.cell.struck))
        painter.setPen(colour)
        text_room = room.adjusted(ICON_SIZE + SPACE_BETWEEN, 0, 0, 0)
        painter.drawText(text_room, int(_WRAPPED), look.text)


@lru_cache(maxsize=4096)
def _wrapped_height(text: str, width: int, font: str) -> int:
    known = QFont()
    known.fromString(font)
    needed = QFontMetrics(known).boundingRect(QRect(0, 0, width, 2000), int(_WRAPPED), text)
    return max(ROW_HEIGHT, needed.height() + 2 * SPACE_BETWEEN)


def _is_warned(cell: Cell) -> bool:
    return isinstance(cell.row, ShownLine) and bool(cell.row.remarks)
