"""Product photos, scaled to their place, or an icon that there is none."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel

from smartclient.ui.app_context import AppContext
from smartclient.ui.look.icons import icon

_SIGN = QSize(48, 48)


class Photo(QLabel):
    """One product's photo, looked up in the background."""

    def __init__(self, context: AppContext, name: str, size: QSize) -> None:
        super().__init__()
        self._context = context
        self._size = size
        self._latest = context.latest(self)
        self.setObjectName(name)
        self.setFixedSize(size)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._is_missing = False
        context.theme.changed.connect(self._draw_icon)

    def show_photo(self, name: str, accessible_name: str) -> None:
        """Show the photo that a catalog entry names; "" = none."""
        self.setAccessibleName(accessible_name)
        if name:
            self._latest.run(lambda: self._context.use_cases.catalog.photo(name), self._show)
        else:
            self._latest.forget()
            self._show(None)

    def _show(self, content: bytes | None) -> None:
        pixmap = QPixmap()
        self._is_missing = content is None or not pixmap.loadFromData(content)
        if self._is_missing:
            self._draw_icon()
            return
        # a thumbnail is shown as it is: enlarging it only blurs it
        if pixmap.width() > self._size.width() or pixmap.height() > self._size.height():
            pixmap = pixmap.scaled(
                self._size,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        self.setPixmap(pixmap)

    def _draw_icon(self) -> None:
        """Draw, in the colours of the theme, that there is no photo."""
        if self._is_missing:
            faint = self._context.theme.tokens.faint
            self.setPixmap(icon("package-variant-closed", faint).pixmap(_SIGN))
