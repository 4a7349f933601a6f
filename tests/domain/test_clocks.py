"""Clocks: head office's time as a device learnt it, and the company's day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartclient.domain.clock import ClockProof, HeadOfficeClock, LearntTime, Uptime, day_in
from smartclient.domain.freshness import parse_freshness
from tests.machine import Machine

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


MINUTE = timedelta(minutes=1)
zones = st.sampled_from(["", "UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Kiritimati"])
wrong_by = st.one_of(
    st.sampled_from([timedelta(0), timedelta(hours=1), timedelta(days=1), YEAR, -YEAR]),
    st.timedeltas(-2 * YEAR, 2 * YEAR),
)
moments = st.one_of(
    # midnight in UTC, and the nights on which clocks in Europe and America are changed
    st.sampled_from(
        [
            datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC),
            datetime(2027, 3, 28, 0, 59, 59, tzinfo=UTC),
            datetime(2027, 10, 31, 0, 59, 59, tzinfo=UTC),
            datetime(2027, 11, 7, 5, 59, 59, tzinfo=UTC),
        ]
    ),
    st.datetimes(datetime(2020, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)


def learnt_by(machine: Machine, office: datetime, zone: str = "") -> LearntTime:
    """What a contact at the time ``office`` of head office teaches."""
    return LearntTime(
        offset=office - machine.now(), seen=office, zone=zone, uptime=machine.uptime()
    )


@given(moments, wrong_by, zones, st.lists(st.tuples(wrong_by, st.timedeltas(MINUTE, YEAR))))
def test_however_its_clock_is_set_a_machine_that_runs_on_knows_how_much_time_passed(
    office: datetime, wrong: timedelta, zone: str, jumps: list[tuple[timedelta, timedelta]]
) -> None:
    machine = Machine(office + wrong)
    clock = HeadOfficeClock(machine, learnt_by(machine, office, zone))
    policy = parse_freshness("12h mark, 7d refuse")
    for jump, passes in jumps[:6]:
        machine.set(machine.now() + jump)
        machine.advance(passes)
        office += passes
        assert abs(clock.now() - office) < timedelta(milliseconds=1)
        assert clock.today() == day_in(zone, clock.now())
        assert clock.is_proven
    passed = sum((passes for _, passes in jumps[:6]), timedelta(0))
    if abs(passed - timedelta(hours=12)) > MINUTE and abs(passed - timedelta(days=7)) > MINUTE:
        first_seen = office - passed
        assert policy.consequence(clock.now() - first_seen) is policy.consequence(passed)


@given(moments, wrong_by, wrong_by)
def test_after_a_restart_no_age_is_proven_until_the_next_contact(
    office: datetime, wrong: timedelta, jump: timedelta
) -> None:
    machine = Machine(office + wrong)
    clock = HeadOfficeClock(machine, learnt_by(machine, office))
    machine.restart(off=timedelta(hours=8))
    assert clock.proof is ClockProof.UNPROVEN
    assert clock.now() == office + timedelta(hours=8)
    machine.set(machine.now() + jump)
    assert clock.now() >= office, "no time before one that head office has shown"
    clock.correct(learnt_by(machine, office + timedelta(hours=9)))
    assert clock.is_proven
    assert clock.now() == office + timedelta(hours=9)


def test_a_device_that_never_had_contact_does_not_know_head_offices_time() -> None:
    clock = HeadOfficeClock(Machine(NOON))
    assert clock.proof is ClockProof.NEVER_LEARNT
    assert not clock.is_proven


def test_an_uptime_that_went_back_proves_nothing() -> None:
    later = Uptime(boot="first boot", seconds=2000.0)
    clock = HeadOfficeClock(Machine(NOON), LearntTime(seen=NOON, uptime=later))
    assert clock.proof is ClockProof.UNPROVEN


def test_a_machine_whose_uptime_can_not_be_had_goes_by_its_clock() -> None:
    clock = HeadOfficeClock(SetClock(NOON + YEAR), LearntTime(offset=-YEAR, seen=NOON))
    assert clock.proof is ClockProof.UNPROVEN
    assert clock.now() == NOON
