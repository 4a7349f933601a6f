"""Thumbnails: small product photos for lists, decoded off the GUI thread, the latest cached."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap

from smartclient.ui.app_context import AppContext

_CACHE_SIZE = 600
_AT_ONCE = 24
_MOST_WAITING = 96


class Thumbnails(QObject):
    """Returns what is cached and looks the rest up; ``arrived`` when there is more."""

    arrived = Signal()

    def __init__(self, context: AppContext, size: QSize, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._size = size
        self._cache: OrderedDict[str, QPixmap | None] = OrderedDict()
        self._waiting: OrderedDict[str, None] = OrderedDict()
        self._is_loading = False

    def photo(self, name: str) -> QPixmap | None:
        """The photo called ``name`` if it is at hand; otherwise it is looked up."""
        if not name:
            return None
        if name in self._cache:
            self._cache.move_to_end(name)
            return self._cache[name]
        self._waiting[name] = None
        self._waiting.move_to_end(name)
        while len(self._waiting) > _MOST_WAITING:
            # scrolled past before its turn: it is queried again when it is visible again
            self._waiting.popitem(last=False)
        self._look()
        return None

    def _look(self) -> None:
        if self._is_loading or not self._waiting:
            return
        self._is_loading = True
        names = [self._waiting.popitem()[0] for _ in range(min(_AT_ONCE, len(self._waiting)))]
        use_cases, size, ratio = self._context.use_cases, self._size, 2
        self._context.query(
            self,
            lambda: [
                (name, _scaled(use_cases.catalog.photo(name), size * ratio)) for name in names
            ],
            lambda found: self._store(found, ratio),
            lambda _error: self._store([(name, None) for name in names], ratio),
        )

    def _store(self, found: list[tuple[str, QImage | None]], ratio: int) -> None:
        self._is_loading = False
        for name, image in found:
            if image is None:
                self._cache[name] = None
                continue
            pixmap = QPixmap.fromImage(image)
            pixmap.setDevicePixelRatio(ratio)
            self._cache[name] = pixmap
        while len(self._cache) > _CACHE_SIZE:
            self._cache.popitem(last=False)
        self.arrived.emit()
        self._look()


def _scaled(content: bytes | None, size: QSize) -> QImage | None:
    """A photo no larger than ``size``, or None when there is none that can be read."""
    image = QImage()
    if content is None or not image.loadFromData(content):
        return None
    return image.scaled(
        size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
