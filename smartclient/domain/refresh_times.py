"""Times of the company's day at which devices refresh what they hold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from smartclient.domain.clock import day_in, moment_of
from smartclient.domain.errors import RefusedError

OFF = "off"
"""The setting of no set time."""

MOST_TIMES = 12
"""How many times of the day may be set; every minute a device syncs by itself."""

_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshTimes:
    """Times of the company's day, in order and each once; none for no set time."""

    times: tuple[time, ...] = ()

    def __str__(self) -> str:
        """How the setting is written: ``06:30, 12:00``, or ``off``."""
        return ", ".join(f"{each:%H:%M}" for each in self.times) or OFF

    def next_after(self, now: datetime, zone: str) -> datetime | None:
        """The first of the times after ``now``, in UTC, None where none is set.

        On the day on which daylight saving begins, a time that clocks leave out comes as much
        later; on the day on which it ends, one that comes twice counts the first time.
        """
        return min((at for at in self._around(now, zone) if at > now), default=None)

    def _around(self, now: datetime, zone: str) -> Iterator[datetime]:
        today = day_in(zone, now)
        for days in range(3):
            for each in self.times:
                yield moment_of(zone, today + timedelta(days=days), each)


def parse_refresh_times(text: str) -> RefreshTimes:
    """The times that ``text`` writes, such as ``06:30, 12:00``, or ``off``.

    RefusedError for what can't be read and for more than ``MOST_TIMES``.
    """
    if text.strip().casefold() == OFF:
        return RefreshTimes()
    found = [_TIME.fullmatch(part.strip()) for part in text.split(",")]
    times = {time(int(each[1]), int(each[2])) for each in found if each}
    if None in found or len(times) > MOST_TIMES:
        raise RefusedError(
            "“{setting}” does not say when to refresh. Write up to {most} times of the company's "
            "day, such as 06:30, 12:00, or off.",
            setting=text.strip(),
            most=MOST_TIMES,
        )
    return RefreshTimes(times=tuple(sorted(times)))
