"""The clock: the only place that asks the machine what time it is."""

from datetime import UTC, date, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time; handed to whatever needs it, so that tests can set it."""

    def now(self) -> datetime:
        """Return the current instant, aware, in UTC."""
        ...

    def today(self) -> date:
        """Return the current date where the person is."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the current instant, aware, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 (this is the clock)

    def today(self) -> date:
        """Return the current date where the person is."""
        return datetime.now().astimezone().date()  # noqa: TID251 (the local date is meant)
