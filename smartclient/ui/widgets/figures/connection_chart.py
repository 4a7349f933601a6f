"""The connection over a day, painted: how good it was by height, pattern and colour."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from smartclient.read_models.connection import ConnectionState, LinkSpan
from smartclient.ui.look.theme import Theme, tabular
from smartclient.ui.look.tokens import SPACE_BETWEEN, SPACE_INSIDE
from smartclient.ui.widgets.figures.patterns import Fill, draw_fill

_HEIGHT = 96
_HOURS = 4
_NARROWEST = 1.0

_LOOKS: dict[ConnectionState, tuple[float, Fill]] = {
    ConnectionState.ONLINE: (1.0, Fill.CONFIRMED),
    ConnectionState.COSTLY: (0.75, Fill.TENTATIVE),
    ConnectionState.POOR: (0.5, Fill.TENTATIVE),
    ConnectionState.NOT_ANSWERING: (0.3, Fill.OVER),
    ConnectionState.UNREACHABLE: (0.12, Fill.OVER),
    ConnectionState.NO_NETWORK: (0.12, Fill.OVER),
    ConnectionState.OFFLINE: (0.12, Fill.EMPTY),
}
"""How high and how filled a state is; the higher, the more of the connection could be used."""


class ConnectionChart(QWidget):
    """The states of the connection side by side; the arrow keys and the mouse choose one."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(self.tr("The connection in the last 24 hours"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self._spans: tuple[LinkSpan, ...] = ()
        self._begin = self._end = datetime.min.replace(tzinfo=UTC)
        self._at = -1
        theme.changed.connect(self.update)

    def show_spans(self, spans: tuple[LinkSpan, ...], begin: datetime, end: datetime) -> None:
        """Show these spans between two moments, the oldest first, each beginning where one ends."""
        self._spans, self._begin, self._end = spans, begin, end
        self._choose(len(spans) - 1)

    def sizeHint(self) -> QSize:
        """The size that looks well."""
        return QSize(480, _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a span by the arrow keys."""
        steps = {
            Qt.Key.Key_Left: self._at - 1,
            Qt.Key.Key_Right: self._at + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._spans) - 1,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif 0 <= step < len(self._spans):
            self._choose(step)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Choose the span below the mouse."""
        for index, span in enumerate(self._spans):
            room = self._room(span)
            if room.left() <= event.position().x() < room.right() and index != self._at:
                self._choose(index)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the spans, and the hours below them."""
        painter = QPainter(self)
        painter.setFont(tabular(self.font()))
        plot, tokens = self._plot(), self._theme.tokens
        for index, span in enumerate(self._spans):
            room = self._room(span)
            if index == self._at:
                painter.fillRect(room, QColor(tokens.hover))
            share, fill = _LOOKS[span.state]
            room.setTop(plot.bottom() - plot.height() * share)
            draw_fill(painter, room, fill, tokens)
        painter.setPen(QPen(QColor(tokens.border), 1))
        painter.drawLine(QPointF(plot.left(), plot.bottom()), QPointF(plot.right(), plot.bottom()))
        if self._spans:
            self._draw_hours(painter, plot)
        else:
            painter.setPen(QColor(tokens.muted))
            nothing = self.tr("Nothing is known of these hours yet.")
            painter.drawText(plot, int(Qt.AlignmentFlag.AlignCenter), nothing)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)

    def _choose(self, index: int) -> None:
        self._at = index
        self.chosen.emit(self._spans[index] if 0 <= index < len(self._spans) else None)
        self.update()

    def _plot(self) -> QRectF:
        below = self.fontMetrics().height() + SPACE_INSIDE
        return QRectF(self.rect()).adjusted(
            SPACE_BETWEEN, SPACE_INSIDE, -SPACE_BETWEEN, -below - SPACE_INSIDE
        )

    def _room(self, span: LinkSpan) -> QRectF:
        plot = self._plot()
        left, right = self._place(span.begin, plot), self._place(span.end, plot)
        return QRectF(left, plot.top(), max(_NARROWEST, right - left), plot.height())

    def _place(self, moment: datetime, plot: QRectF) -> float:
        share = (moment - self._begin) / (self._end - self._begin)
        return plot.left() + plot.width() * share

    def _draw_hours(self, painter: QPainter, plot: QRectF) -> None:
        painter.setPen(QColor(self._theme.tokens.muted))
        metrics = painter.fontMetrics()
        hour = self._begin.astimezone().replace(minute=0, second=0, microsecond=0) + timedelta(
            hours=1
        )
        while hour < self._end:
            text = f"{hour:%H:%M}"
            width = metrics.horizontalAdvance(text)
            left = self._place(hour, plot) - width / 2
            if hour.hour % _HOURS == 0 and 0 <= left <= self.width() - width:
                room = QRectF(left, plot.bottom() + SPACE_INSIDE, width, metrics.height())
                painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), text)
            hour += timedelta(hours=1)
