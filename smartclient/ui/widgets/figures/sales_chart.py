"""Sales by week, painted: confirmed below, tentative on top, each with its own fill."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from smartclient.read_models.overview import WeekSales
from smartclient.ui.look.theme import Theme, tabular
from smartclient.ui.look.tokens import SPACE_BETWEEN, SPACE_INSIDE
from smartclient.ui.text import formats
from smartclient.ui.widgets.figures.patterns import Fill, draw_fill

_LEAST_HEIGHT = 88
_LINES = 3
_BAR_SHARE = 0.62
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


class SalesChart(QWidget):
    """Bars by week; the arrow keys and the mouse choose a week, whose sums are then shown.

    Weeks that head office's orders are too old for have a question mark, not an empty place.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(self.tr("Sales by week"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._theme = theme
        self._weeks: tuple[WeekSales, ...] = ()
        self._known_until: date | None = None
        self._at = -1
        theme.changed.connect(self.update)

    @property
    def week(self) -> WeekSales | None:
        """The week that is chosen."""
        return self._weeks[self._at] if 0 <= self._at < len(self._weeks) else None

    def show_weeks(self, weeks: tuple[WeekSales, ...], known_until: date | None) -> None:
        """Show these weeks, oldest first; the newest is chosen.

        ``known_until``: the day of which the orders here are; None where none ever came.
        """
        self._weeks, self._known_until = weeks, known_until
        self._choose(len(weeks) - 1)

    def knows(self, week: WeekSales) -> bool:
        """Whether any of head office's orders of a week could be here."""
        return self._known_until is not None and week.monday <= self._known_until

    def sizeHint(self) -> QSize:
        """The size that looks well."""
        return QSize(320, 150)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a week by the arrow keys."""
        steps = {
            Qt.Key.Key_Left: self._at - 1,
            Qt.Key.Key_Right: self._at + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._weeks) - 1,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif 0 <= step < len(self._weeks):
            self._choose(step)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Choose the week below the mouse."""
        plot = self._plot()
        if self._weeks and plot.width() > 0:
            index = int((event.position().x() - plot.left()) / plot.width() * len(self._weeks))
            if 0 <= index < len(self._weeks) and index != self._at:
                self._choose(index)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Choose the newest week again when the mouse leaves."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self._choose(len(self._weeks) - 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines, the bars and the weeks below them."""
        painter = QPainter(self)
        painter.setFont(_small(self.font()))
        plot, step = self._plot(), self._step()
        top = step * _LINES
        self._draw_lines(painter, plot, step)
        slot = plot.width() / max(1, len(self._weeks))
        for index, week in enumerate(self._weeks):
            place = QRectF(plot.left() + index * slot, plot.top(), slot, plot.height())
            self._draw_week(painter, place, week, top, chosen=index == self._at)
        self._draw_days(painter, plot, slot)
        if not any(week.total for week in self._weeks):
            painter.setPen(QColor(self._theme.tokens.muted))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(plot, int(flags), self._nothing_text())
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.tokens.accent), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)

    def _nothing_text(self) -> str:
        if any(map(self.knows, self._weeks)):
            return self.tr("No sales in these weeks yet.")
        if self._known_until is None:
            return self.tr("Sales are not known here yet. Sync to see them.")
        return self.tr("Not known here since {day}. Sync to see what was sold.").format(
            day=formats.day(self._known_until)
        )

    def _choose(self, index: int) -> None:
        self._at = index
        self.chosen.emit(self.week)
        self.update()

    def _step(self) -> Decimal:
        """The round amount between two lines, so that the highest bar fits below the top."""
        highest = max((week.total for week in self._weeks), default=Decimal(0))
        return round_step(highest / _LINES)

    def _plot(self) -> QRectF:
        metrics = self.fontMetrics()
        widest = metrics.horizontalAdvance(_amount(self._step() * _LINES))
        return QRectF(
            widest + SPACE_BETWEEN + SPACE_INSIDE,
            metrics.height() / 2 + 2,
            self.width() - widest - 2 * SPACE_BETWEEN - SPACE_INSIDE,
            self.height() - metrics.height() * 1.5 - SPACE_BETWEEN,
        )

    def _draw_lines(self, painter: QPainter, plot: QRectF, step: Decimal) -> None:
        tokens = self._theme.tokens
        for line in range(_LINES + 1):
            y = round(plot.bottom() - plot.height() * line / _LINES) + 0.5
            painter.setPen(QPen(QColor(tokens.border), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(QColor(tokens.muted))
            height = painter.fontMetrics().height()
            room = QRectF(0, y - height / 2, plot.left() - SPACE_BETWEEN, height)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, int(flags), _amount(step * line))

    def _draw_week(
        self, painter: QPainter, slot: QRectF, week: WeekSales, top: Decimal, *, chosen: bool
    ) -> None:
        tokens = self._theme.tokens
        if chosen:
            painter.fillRect(slot, QColor(tokens.hover))
        width = round(slot.width() * _BAR_SHARE)
        left = round(slot.center().x() - width / 2)
        high = slot.height() * float(week.confirmed / top)
        more = slot.height() * float(week.tentative / top)
        solid = QRectF(left, slot.bottom() - high, width, high)
        hatched = QRectF(left, solid.top() - more, width, more)
        draw_fill(painter, solid, Fill.CONFIRMED, tokens)
        draw_fill(painter, hatched, Fill.TENTATIVE, tokens)
        if not self.knows(week) and any(known.total or self.knows(known) for known in self._weeks):
            painter.setPen(QColor(tokens.muted))
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
            painter.drawText(slot.adjusted(0, 0, 0, -more - 2), int(flags), "?")

    def _draw_days(self, painter: QPainter, plot: QRectF, slot: float) -> None:
        metrics = painter.fontMetrics()
        painter.setPen(QColor(self._theme.tokens.muted))
        texts = [formats.short_day(week.monday) for week in self._weeks]
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        every = max(1, -(-(widest + SPACE_BETWEEN) // max(1, int(slot))))
        last = len(texts) - 1
        for index, text in enumerate(texts):
            if (last - index) % every:
                continue
            centre = plot.left() + (index + 0.5) * slot
            left = min(centre - widest / 2, self.width() - widest)
            room = QRectF(left, plot.bottom() + SPACE_INSIDE, widest, metrics.height())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), text)


def round_step(least: Decimal) -> Decimal:
    """The smallest round amount (1, 2, 2.5 or 5 times a power of ten) of at least this."""
    if least <= 0:
        return Decimal(1)
    power = Decimal(10) ** least.adjusted()
    return max(Decimal(1), next(step * power for step in _STEPS if step * power >= least))


def _amount(amount: Decimal) -> str:
    return formats.count(int(amount))


def _small(font: QFont) -> QFont:
    small_font = tabular(font)
    small_font.setPointSizeF(font.pointSizeF() * 0.9)
    return small_font
