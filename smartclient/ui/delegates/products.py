"""Products in a list: the photo first, and whether they are sold with its badge."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from smartclient.read_models.records import CatalogEntry
from smartclient.ui.delegates.records import ICON_SIZE, Index, Look, RecordDelegate, colour_of
from smartclient.ui.look.icons import draw_icon
from smartclient.ui.look.theme import Theme
from smartclient.ui.models.catalog import AVAILABILITY_COLUMN, PHOTO_COLUMN, selling
from smartclient.ui.models.snapshot import Cell
from smartclient.ui.widgets.lists.thumbnails import Thumbnails

PRODUCT_ROW_HEIGHT = 44
THUMBNAIL = QSize(36, 36)


class ProductDelegate(RecordDelegate):
    """Paints the catalog's cells; photos come when they are there."""

    def __init__(self, theme: Theme, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._thumbnails = thumbnails

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The size of a cell: every row is as high as a photo needs."""
        return QSize(super().sizeHint(option, index).width(), PRODUCT_ROW_HEIGHT)

    def _look(self, cell: Cell, column: int) -> Look:
        """Set the badge of what is not simply sold, and mute what is discontinued."""
        look = super()._look(cell, column)
        entry = cell.row
        if not isinstance(entry, CatalogEntry):
            return look
        if entry.discontinued:
            look.colour = self._theme.tokens.muted
        how = selling(entry) if column == AVAILABILITY_COLUMN else None
        if how is not None:
            look.icon, look.colour = how.icon, self._theme.state(how.badge).text
        return look

    def _draw_content(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, look: Look
    ) -> None:
        entry = look.cell.row
        if look.column != PHOTO_COLUMN or not isinstance(entry, CatalogEntry):
            super()._draw_content(painter, option, room, look)
            return
        photo = self._thumbnails.photo(entry.image)
        place = QRect(0, 0, THUMBNAIL.width(), THUMBNAIL.height())
        place.moveCenter(room.center())
        if photo is None:
            icon_rect = QRect(0, 0, ICON_SIZE, ICON_SIZE)
            icon_rect.moveCenter(place.center())
            colour = colour_of(self._theme.tokens.faint)
            draw_icon(painter, icon_rect, "package-variant-closed", colour)
            return
        size = photo.deviceIndependentSize().toSize()
        shown = QRect(0, 0, size.width(), size.height())
        shown.moveCenter(place.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(shown, photo)
