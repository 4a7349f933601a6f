"""Products in a list: the photo first, and whether they are sold with its sign."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from smartclient.domain.records import CatalogEntry
from smartclient.ui.delegates.records import Index, RecordDelegate
from smartclient.ui.icons import icon
from smartclient.ui.models.catalog import AVAILABILITY_COLUMN, PHOTO_COLUMN, selling
from smartclient.ui.models.snapshot import ROW_ROLE
from smartclient.ui.theme import Theme
from smartclient.ui.widgets.thumbnails import Thumbnails

PRODUCT_ROW_HEIGHT = 44
THUMBNAIL = QSize(36, 36)
_ICON_SIZE = 16


class ProductDelegate(RecordDelegate):
    """Paints the catalog's cells; photos come when they are there."""

    def __init__(self, theme: Theme, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._thumbnails = thumbnails

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a cell: every row is as high as a photo needs."""
        return QSize(super().sizeHint(option, index).width(), PRODUCT_ROW_HEIGHT)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Set the sign of what is not simply sold, and mute what is sold no longer."""
        super().initStyleOption(option, index)
        entry = _entry(index)
        if entry is None:
            return
        how = selling(entry)
        if entry.discontinued:
            option.palette.setColor(QPalette.ColorRole.Text, QColor(self._theme.tokens.muted))
        if index.column() == AVAILABILITY_COLUMN and how is not None:
            colour = self._theme.state(how.sign).text
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
            option.icon = icon(how.icon, colour, selected=self._theme.tokens.on_accent)
            option.decorationSize = QSize(_ICON_SIZE, _ICON_SIZE)
            option.palette.setColor(QPalette.ColorRole.Text, QColor(colour))

    def _draw_content(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        if option.index.column() != PHOTO_COLUMN:
            super()._draw_content(painter, option)
            return
        entry = _entry(option.index)
        photo = None if entry is None else self._thumbnails.photo(entry.image)
        place = QRect(0, 0, THUMBNAIL.width(), THUMBNAIL.height())
        place.moveCenter(option.rect.center())
        if photo is None:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            tokens = self._theme.tokens
            sign = QRect(0, 0, _ICON_SIZE, _ICON_SIZE)
            sign.moveCenter(place.center())
            colour = tokens.on_accent if selected else tokens.faint
            icon("package-variant-closed", colour).paint(painter, sign)
            return
        size = photo.deviceIndependentSize().toSize()
        shown = QRect(0, 0, size.width(), size.height())
        shown.moveCenter(place.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(shown, photo)


def _entry(index: Index) -> CatalogEntry | None:
    row = index.data(ROW_ROLE)
    return row if isinstance(row, CatalogEntry) else None
