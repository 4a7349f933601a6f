"""The day: notices that the company's day is another one, so that what goes by it is looked up."""

from datetime import timedelta
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from smartclient.domain.clock import Clock

_EVERY: Final = timedelta(seconds=5)


class DayMonitor(QObject):
    """Looks at the day now and then: prices, offers and drafts go by it.

    A timer for the next midnight would be wrong after a sleep, after a clock was set, and after
    head office's time zone was learnt.
    """

    changed = Signal()

    def __init__(self, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._day = clock.today()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self.look)
        self._timer.start(round(_EVERY.total_seconds() * 1_000))

    def look(self) -> None:
        """Look at the day, and report when it is another one."""
        day = self._clock.today()
        if day != self._day:
            self._day = day
            self.changed.emit()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()
