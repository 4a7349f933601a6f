"""Clocks: head office's time as a device learnt it, and the company's day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from smartclient.domain.clock import HeadOfficeClock, LearntTime, day_in

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
YEAR = timedelta(days=365)


class SetClock:
    """A device's clock, as it is set."""

    def __init__(self, now: datetime) -> None:
        self.time = now

    def now(self) -> datetime:
        return self.time

    def today(self) -> date:
        return self.time.date()


def test_a_clock_that_nothing_was_learnt_of_is_the_devices_own() -> None:
    clock = HeadOfficeClock(SetClock(NOON))
    assert clock.now() == NOON


@pytest.mark.parametrize("wrong_by", [-YEAR, YEAR])
def test_a_wrong_clock_is_corrected_by_what_a_contact_taught(wrong_by: timedelta) -> None:
    device = SetClock(NOON + wrong_by)
    clock = HeadOfficeClock(device, LearntTime(offset=-wrong_by, seen=NOON))
    device.time += timedelta(hours=1)
    assert clock.now() == NOON + timedelta(hours=1)


def test_it_is_never_before_the_last_time_of_head_office_that_was_seen() -> None:
    device = SetClock(NOON)
    clock = HeadOfficeClock(device, LearntTime(seen=NOON))
    device.time = NOON - YEAR
    assert clock.now() == NOON


def test_what_the_newest_contact_taught_counts() -> None:
    clock = HeadOfficeClock(SetClock(NOON), LearntTime(seen=NOON + YEAR))
    clock.correct(LearntTime(seen=NOON))
    assert clock.now() == NOON


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("America/Los_Angeles", date(2026, 11, 20)),
        ("Asia/Tokyo", date(2026, 11, 21)),
    ],
)
def test_a_day_is_the_companys(zone: str, day: date) -> None:
    late = datetime(2026, 11, 21, 2, tzinfo=UTC)
    assert day_in(zone, late) == day
    assert HeadOfficeClock(SetClock(late), LearntTime(zone=zone)).today() == day


@pytest.mark.parametrize("zone", ["", "Nowhere/Nothing", "../etc/passwd", "\x00"])
def test_a_zone_that_is_not_known_is_the_machines_own(zone: str) -> None:
    assert day_in(zone, NOON) == NOON.astimezone().date()
