"""QR codes: drawn in whole pixels of the screen, dark on white in every theme."""

from __future__ import annotations

import segno
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_SIDE = 208
_QUIET = 4
"""Modules that stay white on every side, as the standard asks."""

Matrix = tuple[tuple[bool, ...], ...]


class QrCode(QWidget):
    """A text as a QR code; cameras read dark on white alone, so no theme changes that."""

    def __init__(self, name: str, accessible_name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setFixedSize(QSize(_SIDE, _SIDE))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._modules: Matrix = ()

    def show_text(self, text: str) -> None:
        """Show the code of ``text``; "" shows none."""
        self._modules = modules_of(text) if text else ()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint each module as a square of as many pixels as there is room for."""
        if not self._modules:
            return
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        painter.scale(1 / ratio, 1 / ratio)
        side = int(_SIDE * ratio)
        painter.fillRect(QRect(0, 0, side, side), Qt.GlobalColor.white)
        count = len(self._modules)
        pixels = side // (count + 2 * _QUIET)
        edge = (side - pixels * count) // 2
        for y, line in enumerate(self._modules):
            for x, is_dark in enumerate(line):
                if is_dark:
                    square = QRect(edge + x * pixels, edge + y * pixels, pixels, pixels)
                    painter.fillRect(square, Qt.GlobalColor.black)


def modules_of(text: str) -> Matrix:
    """The QR code of ``text``, line by line: True is dark. Without the quiet zone."""
    code = segno.make(text, error="m", micro=False)
    return tuple(tuple(bool(module) for module in line) for line in code.matrix)
