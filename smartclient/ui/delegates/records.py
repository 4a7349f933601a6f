"""Record cells: tentative rows in italic with bar and tint, the state with its sign and word."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from smartclient.ui.icons import icon
from smartclient.ui.models.snapshot import SHOWN_ROLE, STATE_COLUMN_ROLE, STRUCK_ROLE
from smartclient.ui.signs import ICONS, TENTATIVE, Shown
from smartclient.ui.theme import Theme, tabular
from smartclient.ui.tokens import BAR_WIDTH, ROW_HEIGHT, SPACE_BETWEEN

Index = QModelIndex | QPersistentModelIndex
_ICON_SIZE = 16


class RecordDelegate(QStyledItemDelegate):
    """Paints every cell of a list of records as the state of its row wants it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a cell: every row is as high."""
        return QSize(super().sizeHint(option, index).width(), ROW_HEIGHT)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Set the cell's font, colours and sign."""
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        option.font = tabular(option.font)
        option.font.setStrikeOut(bool(index.data(STRUCK_ROLE)))
        shown = index.data(SHOWN_ROLE)
        if not isinstance(shown, Shown):
            return
        colours = self._theme.state(shown.sign)
        if shown.sign in TENTATIVE:
            option.font.setItalic(True)
        if colours.ground:
            option.backgroundBrush = QBrush(QColor(colours.ground))
        if index.data(STATE_COLUMN_ROLE):
            self._spell(option, shown)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the cell with room at its sides, the row's hairline and, at its edge, its bar."""
        full = QStyleOptionViewItem(option)
        self.initStyleOption(full, index)
        style = full.widget.style() if full.widget else QApplication.style()
        style.drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, full, painter, full.widget
        )
        edge = QRect(full.rect)
        full.rect = edge.adjusted(SPACE_BETWEEN, 0, -SPACE_BETWEEN, 0)
        full.backgroundBrush = QBrush(Qt.BrushStyle.NoBrush)
        shown = index.data(SHOWN_ROLE)
        if index.data(STATE_COLUMN_ROLE) and not isinstance(shown, Shown):
            # the word of a state without a sign stands below those that have one
            full.rect.setLeft(full.rect.left() + _ICON_SIZE + SPACE_BETWEEN - 1)
        self._draw_content(painter, full)
        painter.save()
        painter.setPen(QPen(QColor(self._theme.tokens.border)))
        painter.drawLine(edge.bottomLeft(), edge.bottomRight())
        if index.column() == 0 and isinstance(shown, Shown) and shown.sign in TENTATIVE:
            bar = QRect(edge.left(), edge.top(), BAR_WIDTH, edge.height())
            painter.fillRect(bar, QColor(self._theme.state(shown.sign).text))
        painter.restore()

    def _spell(self, option: QStyleOptionViewItem, shown: Shown) -> None:
        colours = self._theme.state(shown.sign)
        option.text = shown.word
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
        option.icon = icon(ICONS[shown.sign], colours.text, selected=self._theme.tokens.on_accent)
        option.decorationSize = QSize(_ICON_SIZE, _ICON_SIZE)
        option.palette.setColor(QPalette.ColorRole.Text, QColor(colours.text))

    def _draw_content(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        room = QRect(option.rect)
        if option.features & QStyleOptionViewItem.ViewItemFeature.HasDecoration:
            size = option.decorationSize
            place = QRect(room.left(), 0, size.width(), size.height())
            place.moveTop(room.top() + (room.height() - size.height()) // 2)
            mode = option.icon.Mode.Selected if selected else option.icon.Mode.Normal
            option.icon.paint(painter, place, Qt.AlignmentFlag.AlignCenter, mode)
            room.setLeft(place.right() + SPACE_BETWEEN)
        painter.save()
        painter.setFont(option.font)
        text = option.fontMetrics.elidedText(
            option.text.replace("\n", " "), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.setPen(option.palette.color(role))
        painter.drawText(room, int(option.displayAlignment), text)
        painter.restore()
