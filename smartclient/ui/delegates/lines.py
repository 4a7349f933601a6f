"""Order lines: as record cells, with warnings spelled out beside the line they concern."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter
from PySide6.QtWidgets import QSpinBox, QStyle, QStyleOptionViewItem, QWidget

from smartclient.ui.delegates.records import RecordDelegate
from smartclient.ui.icons import icon
from smartclient.ui.models.order_lines import REMARK_COLUMN, WARNED_ROLE
from smartclient.ui.tokens import ROW_HEIGHT, SPACE_BETWEEN

Index = QModelIndex | QPersistentModelIndex
MOST_PIECES = 99_999
_ICON_SIZE = 16
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class LineDelegate(RecordDelegate):
    """Paints order lines and edits quantities; the column of warnings wraps."""

    remark_width = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a cell: a line with warnings is as high as they need."""
        size = super().sizeHint(option, index)
        text = str(index.data() or "")
        if index.column() != REMARK_COLUMN or not text:
            return size
        width = max(80, self.remark_width - 2 * SPACE_BETWEEN - _ICON_SIZE - SPACE_BETWEEN)
        needed = option.fontMetrics.boundingRect(QRect(0, 0, width, 2000), int(_WRAPPED), text)
        return QSize(size.width(), max(ROW_HEIGHT, needed.height() + 2 * SPACE_BETWEEN))

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Tint a line that has a warning."""
        super().initStyleOption(option, index)
        if index.data(WARNED_ROLE):
            option.backgroundBrush = QBrush(QColor(self._theme.tokens.states["queued"].ground))

    def createEditor(
        self,
        parent: QWidget,
        _option: QStyleOptionViewItem,
        _index: Index,
    ) -> QWidget:
        """Edit a quantity in a spin box."""
        editor = QSpinBox(parent)
        editor.setObjectName("editQuantity")
        editor.setRange(1, MOST_PIECES)
        editor.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        return editor

    def _draw_content(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        if option.index.column() != REMARK_COLUMN or not option.text:
            super()._draw_content(painter, option)
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        tokens, warned = self._theme.tokens, bool(option.index.data(WARNED_ROLE))
        plain = tokens.states["queued"].text if warned else tokens.muted
        colour = tokens.on_accent if selected else plain
        place = QRect(option.rect.left(), 0, _ICON_SIZE, _ICON_SIZE)
        place.moveTop(option.rect.center().y() - _ICON_SIZE // 2)
        icon("alert-outline" if warned else "tag-outline", colour).paint(painter, place)
        painter.save()
        painter.setFont(option.font)
        painter.setPen(QColor(colour))
        room = option.rect.adjusted(_ICON_SIZE + SPACE_BETWEEN, 0, 0, 0)
        painter.drawText(room, int(_WRAPPED), str(option.index.data()))
        painter.restore()
