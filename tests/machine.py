"""A machine for tests: a clock that can be set wrong, beside an uptime that can't."""

from datetime import datetime, timedelta

from smartclient.domain.clock import Uptime
from tests.set_clock import SetClock


class Machine(SetClock):
    """A device's clock with the uptime of its machine; ``advance`` lets both pass."""

    def __init__(self, now: datetime, boot: str = "first boot") -> None:
        super().__init__(now)
        self._uptime = Uptime(boot=boot, seconds=1000.0)

    def uptime(self) -> Uptime | None:
        return self._uptime

    def advance(self, by: timedelta) -> None:
        """Let time pass, awake or asleep."""
        super().advance(by)
        seconds = self._uptime.seconds + by.total_seconds()
        self._uptime = Uptime(boot=self._uptime.boot, seconds=seconds)

    def restart(self, off: timedelta = timedelta(0)) -> None:
        """Start the machine again, after it was off for a while."""
        super().advance(off)
        self._uptime = Uptime(boot=f"{self._uptime.boot} and another", seconds=1.0)
