"""Patterns: how certain an amount is, in bars and in their legends; never by colour alone."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from smartclient.ui.look.theme import Theme
from smartclient.ui.look.tokens import Tokens

_SWATCH = QSize(14, 14)


class Fill(StrEnum):
    """What a part of a bar means."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    OVER = "over"
    EMPTY = "empty"


def draw_fill(painter: QPainter, room: QRectF, fill: Fill, tokens: Tokens) -> None:
    """Draw one part of a bar: confirmed is solid, tentative hatched and outlined."""
    if room.width() <= 0 or room.height() <= 0:
        return
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    match fill:
        case Fill.CONFIRMED:
            painter.fillRect(room, QColor(tokens.accent))
        case Fill.EMPTY:
            painter.fillRect(room, QColor(tokens.border))
        case Fill.TENTATIVE | Fill.OVER:
            tint = tokens.states["queued" if fill is Fill.TENTATIVE else "rejected"]
            painter.fillRect(room, QColor(tint.ground))
            painter.fillRect(room, QBrush(QColor(tint.text), Qt.BrushStyle.BDiagPattern))
            painter.setPen(QPen(QColor(tint.text), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(room.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.restore()


class Swatch(QWidget):
    """A small sample of a fill, beside the text of a legend."""

    def __init__(self, theme: Theme, fill: Fill) -> None:
        super().__init__()
        self._theme = theme
        self._fill = fill
        self.setFixedSize(_SWATCH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sample."""
        painter = QPainter(self)
        room = QRectF(0, 0, _SWATCH.width(), _SWATCH.height())
        draw_fill(painter, room, self._fill, self._theme.tokens)
