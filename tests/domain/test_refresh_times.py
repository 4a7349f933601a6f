"""Set times of the day: each comes once a day, by the company's clocks, daylight saving or not."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartclient.domain.errors import RefusedError
from smartclient.domain.refresh_times import RefreshTimes, parse_refresh_times

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC")
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
moments = st.timedeltas(timedelta(0), timedelta(days=800)).map(lambda passed: BEGIN + passed)
set_times = st.sets(st.times().map(lambda at: at.replace(second=0, microsecond=0)), max_size=12)


@given(set_times, moments, st.sampled_from(ZONES))
def test_the_next_time_is_after_now_and_one_that_is_set(
    times: set[time], now: datetime, zone: str
) -> None:
    found = RefreshTimes(times=tuple(sorted(times))).next_after(now, zone)
    if not times:
        assert found is None
        return
    assert found is not None
    assert now < found <= now + timedelta(hours=25)
    there = found.astimezone(ZoneInfo(zone))
    before = (there - timedelta(hours=1)).time(), (there - timedelta(minutes=30)).time()
    # in the hour that clocks leave out it is as much later
    assert there.time() in times or not times.isdisjoint(before)


@given(st.times().map(lambda at: at.replace(second=0, microsecond=0)), st.sampled_from(ZONES))
def test_each_time_comes_once_on_every_day_of_a_year(at: time, zone: str) -> None:
    times, now = RefreshTimes(times=(at,)), BEGIN
    days: list[date] = []
    while (following := times.next_after(now, zone)) is not None and len(days) < 365:
        days.append(following.astimezone(ZoneInfo(zone)).date())
        now = following
    assert len(set(days)) == len(days) == 365
    assert (days[-1] - days[0]).days == 364


@pytest.mark.parametrize(
    ("now", "at", "expected"),
    [
        ("2026-03-28T12:00", "02:30", "2026-03-29T01:30"),  # left out: an hour later by clocks
        ("2026-10-24T12:00", "02:30", "2026-10-25T00:30"),  # twice: the first time
        ("2026-10-25T00:30", "02:30", "2026-10-26T01:30"),
        ("2026-06-01T21:59", "00:00", "2026-06-01T22:00"),  # midnight in Berlin
    ],
)
def test_daylight_saving_in_berlin(now: str, at: str, expected: str) -> None:
    begin = datetime.fromisoformat(now).replace(tzinfo=UTC)
    found = parse_refresh_times(at).next_after(begin, "Europe/Berlin")
    assert found == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@given(set_times)
def test_a_setting_reads_what_it_writes(times: set[time]) -> None:
    known = RefreshTimes(times=tuple(sorted(times)))
    assert parse_refresh_times(str(known)) == known


@pytest.mark.parametrize("text", ["", "noon", "24:00", "12:60", "6", "06:30,", "06:30 12:00"])
def test_what_is_no_time_of_the_day_is_refused(text: str) -> None:
    with pytest.raises(RefusedError, match="06:30, 12:00"):
        parse_refresh_times(text)


def test_more_times_than_anyone_needs_are_refused() -> None:
    with pytest.raises(RefusedError, match="12 times"):
        parse_refresh_times(", ".join(f"{hour}:00" for hour in range(13)))
