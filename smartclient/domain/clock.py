"""Clocks: the only place that asks the machine what time it is, and head office's as learnt."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

CLOCK_TOLERANCE = timedelta(minutes=5)
"""A clock that is off by more is worth a warning."""


class Clock(Protocol):
    """Tells the time; handed to whatever needs it, so that tests can set it."""

    def now(self) -> datetime:
        """The current instant, aware, in UTC."""
        ...

    def today(self) -> date:
        """The current date where the person is."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The current instant, aware, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 (this is the clock)

    def today(self) -> date:
        """The current date where the person is."""
        return datetime.now().astimezone().date()  # noqa: TID251 (the local date is meant)


def day_in(zone: str, at: datetime) -> date:
    """The day of an instant in a time zone of the IANA database, "" for the machine's own.

    A zone that this machine does not know counts as its own.
    """
    return at.astimezone(_zone(zone) if zone else None).date()


def hour_in(zone: str, at: datetime) -> int:
    """The hour of an instant, 0 to 23, in a time zone as of ``day_in``."""
    return at.astimezone(_zone(zone) if zone else None).hour


def start_of_day(zone: str, at: datetime) -> datetime:
    """The instant, in UTC, at which the day of ``at`` began, zones as in ``day_in``."""
    there = at.astimezone(_zone(zone) if zone else None)
    return there.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)


def knows_zone(zone: str) -> bool:
    """Whether this machine knows a time zone by its name."""
    return _zone(zone) is not None


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):  # a name that is none, or one that isn't found
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class LearntTime:
    """What a device learnt of head office's clock at its last contact.

    ``offset`` is head office's clock less the device's, ``seen`` its time then, None before any
    contact. ``zone`` is the company's time zone, "" where it has none.
    """

    offset: timedelta = timedelta(0)
    seen: datetime | None = None
    zone: str = ""


class HeadOfficeClock:
    """Head office's clock as a device last learnt it, never before the last time that it saw.

    Whoever makes contact hands over what was learnt; it may be read from any thread.
    """

    def __init__(self, device: Clock, learnt: LearntTime = LearntTime()) -> None:
        self.device = device
        self._learnt = learnt

    def correct(self, learnt: LearntTime) -> None:
        """Go by what the newest contact taught."""
        self._learnt = learnt

    def now(self) -> datetime:
        """The current instant, aware, in UTC."""
        learnt = self._learnt
        now = self.device.now() + learnt.offset
        return now if learnt.seen is None else max(now, learnt.seen)

    def today(self) -> date:
        """The current day of the company."""
        return day_in(self._learnt.zone, self.now())
