"""What was found, in the list below a field: the name, and what is said of it beside it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from smartclient.ui.icons import icon
from smartclient.ui.theme import Theme, tabular
from smartclient.ui.tokens import ROW_HEIGHT, SPACE_BETWEEN

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
        """Return the size of a match: every one is as high."""
        return QSize(super().sizeHint(option, index).width(), ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the name at the left and what is said of it, muted, at the right."""
        full = QStyleOptionViewItem(option)
        self.initStyleOption(full, index)
        style = full.widget.style() if full.widget else QApplication.style()
        style.drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, full, painter, full.widget
        )
        selected = bool(full.state & QStyle.StateFlag.State_Selected)
        room = QRect(full.rect).adjusted(SPACE_BETWEEN, 0, -SPACE_BETWEEN, 0)
        if name := index.data(ICON_ROLE):
            self._draw_icon(painter, room, str(name), selected=selected)
            room.setLeft(room.left() + _ICON_SIZE + SPACE_BETWEEN)
        middle = Qt.AlignmentFlag.AlignVCenter
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        painter.save()
        painter.setFont(tabular(full.font))
        painter.setPen(full.palette.color(role))
        detail = str(index.data(DETAIL_ROLE) or "")
        # measured as it is painted, with figures of one width
        measured = painter.fontMetrics()
        detail_width = min(measured.horizontalAdvance(detail) + 1, room.width() * 2 // 3)
        left = room.adjusted(0, 0, -detail_width - SPACE_BETWEEN, 0)
        text = measured.elidedText(full.text, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, int(middle | Qt.AlignmentFlag.AlignLeft), text)
        if not selected:
            painter.setPen(QColor(self._theme.tokens.muted))
        right = room.adjusted(room.width() - detail_width, 0, 0, 0)
        told = measured.elidedText(detail, Qt.TextElideMode.ElideRight, right.width())
        painter.drawText(right, int(middle | Qt.AlignmentFlag.AlignRight), told)
        painter.restore()

    def _draw_icon(self, painter: QPainter, room: QRect, name: str, *, selected: bool) -> None:
        tokens = self._theme.tokens
        place = QRect(room.left(), 0, _ICON_SIZE, _ICON_SIZE)
        place.moveTop(room.center().y() - _ICON_SIZE // 2)
        icon(name, tokens.on_accent if selected else tokens.muted).paint(painter, place)
