"""Waking: notices that the laptop slept, or that its clock was set, so that it can sync at once."""

from datetime import timedelta
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from smartclient.domain.clock import Clock

_EVERY: Final = timedelta(seconds=5)
_TOLERANCE: Final = timedelta(seconds=30)
"""How late a look may be without the laptop having slept: a busy machine is late too."""


class SleepMonitor(QObject):
    """Looks at the clock now and then; a jump between two looks is a sleep or a clock that was set.

    Nothing else reports both on every system: timers stand still while a laptop sleeps, and
    whether a monotonic clock does differs.
    """

    woke = Signal()

    def __init__(self, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._last = clock.now()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self.look)
        self._timer.start(round(_EVERY.total_seconds() * 1_000))

    def look(self) -> None:
        """Look at the clock, and report when it jumped."""
        now = self._clock.now()
        jumped = abs(now - self._last - _EVERY) > _TOLERANCE
        self._last = now
        if jumped:
            self.woke.emit()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()
