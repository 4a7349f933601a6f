"""Ages: how policies write them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartclient.domain.ages import OLDEST, age_text, later_by, parse_age
from smartclient.domain.errors import RefusedError

ages = st.integers(1, int(OLDEST.total_seconds())).map(lambda seconds: timedelta(seconds=seconds))


@given(ages)
def test_an_age_is_read_as_it_is_written(age: timedelta) -> None:
    assert parse_age(age_text(age)) == age


@pytest.mark.parametrize(
    ("text", "age", "canonical"),
    [
        ("40s", timedelta(seconds=40), "40s"),
        ("15m", timedelta(minutes=15), "15m"),
        ("12H", timedelta(hours=12), "12h"),
        (" 7 d ", timedelta(days=7), "7d"),
        ("7", timedelta(days=7), "7d"),
        ("48h", timedelta(days=2), "2d"),
        ("90s", timedelta(seconds=90), "90s"),
        ("36500", OLDEST, "36500d"),
    ],
)
def test_an_age_has_one_spelling(text: str, age: timedelta, canonical: str) -> None:
    assert parse_age(text) == age
    assert age_text(age) == canonical


@pytest.mark.parametrize(
    "text", ["", "0", "0s", "-1d", "1.5d", "1w", "d", "7dd", "36501d", "9" * 11, "٣d", "1 d 2 h"]
)
def test_what_is_no_age_is_refused(text: str) -> None:
    with pytest.raises(RefusedError, match="is not an age"):
        parse_age(text)


@given(ages, st.datetimes(timezones=st.just(UTC)))
def test_what_comes_later_never_falls_off_the_calendar(age: timedelta, moment: datetime) -> None:
    assert later_by(age, moment) >= moment
