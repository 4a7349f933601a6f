"""What was found, in the list below a field: the name, with its details beside it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from smartclient.ui.look.icons import icon
from smartclient.ui.look.theme import Theme, tabular
from smartclient.ui.look.tokens import BAR_WIDTH, ROW_HEIGHT, SPACE_BETWEEN

DETAIL_ROLE = Qt.ItemDataRole.UserRole + 1
ICON_ROLE = Qt.ItemDataRole.UserRole + 2
_ICON_SIZE = 18


class MatchDelegate(QStyledItemDelegate):
    """Paints one match on one line."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """The size of a match: every one is as high."""
        return QSize(super().sizeHint(option, index).width(), ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the name at the left and its details, muted, at the right."""
        full = QStyleOptionViewItem(option)
        self.initStyleOption(full, index)
        self._draw_ground(painter, full)
        room = QRect(full.rect).adjusted(SPACE_BETWEEN, 0, -SPACE_BETWEEN, 0)
        if name := index.data(ICON_ROLE):
            self._draw_icon(painter, room, str(name))
            room.setLeft(room.left() + _ICON_SIZE + SPACE_BETWEEN)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.save()
        painter.setFont(tabular(full.font))
        painter.setPen(QColor(self._theme.tokens.text))
        detail = str(index.data(DETAIL_ROLE) or "")
        # measured as it is painted, with figures of one width
        measured = painter.fontMetrics()
        detail_width = min(measured.horizontalAdvance(detail) + 1, room.width() * 2 // 3)
        left = room.adjusted(0, 0, -detail_width - SPACE_BETWEEN, 0)
        text = measured.elidedText(full.text, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, int(middle | Qt.AlignmentFlag.AlignLeft), text)
        painter.setPen(QColor(self._theme.tokens.muted))
        right = room.adjusted(room.width() - detail_width, 0, 0, 0)
        elided = measured.elidedText(detail, Qt.TextElideMode.ElideRight, right.width())
        painter.drawText(right, int(middle | Qt.AlignmentFlag.AlignRight), elided)
        painter.restore()

    def _draw_ground(self, painter: QPainter, full: QStyleOptionViewItem) -> None:
        """Paint what is below the text: tint and bar where the match is selected."""
        if not full.state & QStyle.StateFlag.State_Selected:
            style = full.widget.style() if full.widget else QApplication.style()
            style.drawPrimitive(
                QStyle.PrimitiveElement.PE_PanelItemViewItem, full, painter, full.widget
            )
            return
        edge, tokens = QRect(full.rect), self._theme.tokens
        painter.fillRect(edge, QColor(tokens.chosen))
        painter.fillRect(edge.left(), edge.top(), BAR_WIDTH, edge.height(), QColor(tokens.accent))

    def _draw_icon(self, painter: QPainter, room: QRect, name: str) -> None:
        place = QRect(room.left(), 0, _ICON_SIZE, _ICON_SIZE)
        place.moveTop(room.center().y() - _ICON_SIZE // 2)
        icon(name, self._theme.tokens.muted).paint(painter, place)
