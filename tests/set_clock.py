"""A clock for tests, which stands still until a test moves it."""

from datetime import date, datetime, timedelta


class SetClock:
    """A clock that stands still until a test moves it; ``today`` is the date of ``now`` in UTC."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def today(self) -> date:
        return self._now.date()

    def set(self, now: datetime) -> None:
        self._now = now

    def advance(self, by: timedelta) -> None:
        self._now += by
