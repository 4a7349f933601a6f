"""Navigation: the pages at the left, each with its icon and how much waits there."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from smartclient.read_models.sync_progress import ClientStatus
from smartclient.ui.look.icons import icon
from smartclient.ui.look.theme import Theme
from smartclient.ui.look.tokens import BAR_WIDTH, SPACE_BETWEEN, SPACE_GROUP
from smartclient.ui.text.plain_text import tip

_WIDTH = 184
_ITEM_HEIGHT = 40
_ICON_SIZE = 20
_PAGE_ROLE = Qt.ItemDataRole.UserRole
_ICON_ROLE = Qt.ItemDataRole.UserRole + 1
_COUNT_ROLE = Qt.ItemDataRole.UserRole + 2
_URGENT_ROLE = Qt.ItemDataRole.UserRole + 3


class Navigation(QListWidget):
    """The list of pages; arrow keys move through it."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("navPages")
        self.setAccessibleName(self.tr("Pages"))
        self.setFixedWidth(_WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._delegate = _PageDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        theme.changed.connect(self.viewport().update)
        self.currentItemChanged.connect(self._emit_chosen)

    def add(self, page: str, text: str, icon_name: str) -> None:
        """Add a page by its object name."""
        item = QListWidgetItem(text, self)
        item.setData(_PAGE_ROLE, page)
        item.setData(_ICON_ROLE, icon_name)
        item.setSizeHint(QSize(_WIDTH - 1, _ITEM_HEIGHT))

    def has(self, page: str) -> bool:
        """Whether a page is listed."""
        return self._item(page) is not None

    def choose(self, page: str) -> None:
        """Go to a page by its object name."""
        item = self._item(page)
        if item is not None:
            self.setCurrentItem(item)

    def show_counts(self, client_status: ClientStatus) -> None:
        """Show how much waits on each page; what needs action is emphasized."""
        self._count_needs("pageToday", client_status.needs_you)
        self._count_needs("pageConflicts", client_status.conflicts)
        self._count_needs("pageHeadOffice", client_status.cases)
        if client_status.stopped:
            text = self.tr("%Ln stopped", "", client_status.stopped)
            self._count_at("pageOutbox", client_status.stopped, text, urgent=True)
        else:
            text = self.tr("%Ln to send", "", client_status.to_send)
            self._count_at("pageOutbox", client_status.to_send, text, urgent=False)

    def _count_needs(self, page: str, count: int) -> None:
        self._count_at(page, count, self.tr("%Ln need action", "", count), urgent=True)

    def _count_at(self, page: str, count: int, text: str, *, urgent: bool) -> None:
        item = self._item(page)
        if item is None:
            return
        item.setData(_COUNT_ROLE, count)
        item.setData(_URGENT_ROLE, urgent)
        accessible_name = f"{item.text()}, {text}" if count else item.text()
        item.setData(Qt.ItemDataRole.AccessibleTextRole, accessible_name)
        item.setData(Qt.ItemDataRole.ToolTipRole, tip(text) if count else "")

    def draw_icons(self) -> None:
        """Draw the icons from now on; the first paint does without them."""
        self._delegate.has_icons = True
        self.viewport().update()

    def _item(self, page: str) -> QListWidgetItem | None:
        items = (self.item(index) for index in range(self.count()))
        return next((item for item in items if item.data(_PAGE_ROLE) == page), None)

    def _emit_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_PAGE_ROLE))


class _PageDelegate(QStyledItemDelegate):
    """Paints a page's icon, name and count."""

    has_icons = False

    def __init__(self, theme: Theme, parent: Navigation) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one page; the one that is open has a bar at its edge."""
        tokens = self._theme.tokens
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        room = QRect(option.rect)
        painter.save()
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(room, QColor(tokens.hover))
        if chosen:
            bar = QRect(room.left(), room.top(), BAR_WIDTH, room.height())
            painter.fillRect(bar, QColor(tokens.accent))
        colour = tokens.accent if chosen else tokens.text
        layout = room.adjusted(SPACE_GROUP, 0, -SPACE_BETWEEN - 4, 0)
        if self.has_icons:
            place = QRect(layout.left(), 0, _ICON_SIZE, _ICON_SIZE)
            place.moveTop(layout.center().y() - _ICON_SIZE // 2)
            icon(str(index.data(_ICON_ROLE)), colour).paint(painter, place)
        layout.setLeft(layout.left() + _ICON_SIZE + 12)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold if chosen else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(tokens.accent if chosen else tokens.text))
        painter.drawText(layout, int(Qt.AlignmentFlag.AlignVCenter), str(index.data()))
        self._draw_count(painter, layout, index)
        painter.restore()

    def _draw_count(
        self, painter: QPainter, room: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        count = index.data(_COUNT_ROLE)
        if not count:
            return
        tokens = self._theme.tokens
        text = str(count)
        width = painter.fontMetrics().horizontalAdvance(text) + 14
        badge = QRect(room.right() - width, 0, width, 20)
        badge.moveTop(room.center().y() - 10)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        urgent = bool(index.data(_URGENT_ROLE))
        tint = tokens.states["in_conflict" if urgent else "draft"]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tint.ground))
        painter.drawRoundedRect(badge, 10, 10)
        painter.setPen(QColor(tint.text))
        painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), text)
