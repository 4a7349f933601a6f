"""Clocks: the only place that asks the machine what time it is, and head office's as learnt."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol, runtime_checkable
from zoneinfo import ZoneInfo

from smartclient.domain.ages import later_by

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


def moment_of(zone: str, day: date, at: time) -> datetime:
    """The instant, in UTC, of a time of a day in a time zone as of ``day_in``.

    One that clocks leave out comes as much later, one that comes twice is the first.
    """
    there = datetime.combine(day, at, _zone(zone) if zone else None)
    return there.astimezone(UTC)


def knows_zone(zone: str) -> bool:
    """Whether this machine knows a time zone by its name."""
    return _zone(zone) is not None


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):  # a name that is none, or one that isn't found
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Uptime:
    """How long a machine has been running, sleep included, since which start.

    ``boot`` names the start: an uptime of another one can't be compared.
    """

    boot: str
    seconds: float

    def since(self, earlier: "Uptime | None") -> timedelta | None:
        """How much time passed since ``earlier``, None where that can't be known."""
        if earlier is None or earlier.boot != self.boot or earlier.seconds > self.seconds:
            return None
        return timedelta(seconds=self.seconds - earlier.seconds)


@runtime_checkable
class UptimeClock(Protocol):
    """A device's clock that also measures how long the machine has been running."""

    def uptime(self) -> Uptime | None:
        """The machine's uptime, None where it can't be had."""
        ...


def uptime_of(device: Clock) -> Uptime | None:
    """The uptime of a device's machine, None where its clock doesn't measure it."""
    return device.uptime() if isinstance(device, UptimeClock) else None


class ClockProof(StrEnum):
    """How far a device can prove what time it is at head office."""

    PROVEN = "proven"
    UNPROVEN = "unproven"
    NEVER_LEARNT = "never_learnt"


@dataclass(frozen=True, slots=True, kw_only=True)
class LearntTime:
    """What a device learnt of head office's clock at its last contact.

    ``offset`` is head office's clock less the device's, ``seen`` its time then, None before any
    contact, and ``uptime`` the machine's then, None where it wasn't measured. ``zone`` is the
    company's time zone, "" where it has none.
    """

    offset: timedelta = timedelta(0)
    seen: datetime | None = None
    zone: str = ""
    uptime: Uptime | None = None


NOTHING_LEARNT = LearntTime()
"""What a device knows before its first contact."""


class HeadOfficeClock:
    """Head office's clock as a device last learnt it, never before the last time that it saw.

    While the machine runs on, it goes by the machine's uptime since the last contact: whatever the
    device's clock is set to meanwhile changes nothing. After a restart it goes by the device's
    clock, corrected as it was learnt, which proves nothing until the next contact.

    Whoever makes contact hands over what was learnt; it may be read from any thread.
    """

    def __init__(self, device: Clock, learnt: LearntTime = NOTHING_LEARNT) -> None:
        self.device = device
        self._learnt = learnt

    def correct(self, learnt: LearntTime) -> None:
        """Go by what the newest contact taught."""
        self._learnt = learnt

    def now(self) -> datetime:
        """The current instant, aware, in UTC."""
        learnt = self._learnt
        passed = self._passed_since_contact()
        if learnt.seen is not None and passed is not None:
            return later_by(passed, learnt.seen)
        now = self.device.now() + learnt.offset
        return now if learnt.seen is None else max(now, learnt.seen)

    def today(self) -> date:
        """The current day of the company."""
        return day_in(self._learnt.zone, self.now())

    @property
    def proof(self) -> ClockProof:
        """How far its time is proven."""
        if self._learnt.seen is None:
            return ClockProof.NEVER_LEARNT
        if self._passed_since_contact() is None:
            return ClockProof.UNPROVEN
        return ClockProof.PROVEN

    @property
    def is_proven(self) -> bool:
        """Whether ages are certain: the machine has run on since head office's time was learnt.

        What is deleted for its age alone is deleted only then.
        """
        return self.proof is ClockProof.PROVEN

    def _passed_since_contact(self) -> timedelta | None:
        uptime = uptime_of(self.device)
        return None if uptime is None else uptime.since(self._learnt.uptime)


def proof_of(clock: Clock) -> ClockProof:
    """How far a clock's time is proven to be head office's."""
    return clock.proof if isinstance(clock, HeadOfficeClock) else ClockProof.NEVER_LEARNT
