"""Latest times as a person writes them."""

from datetime import UTC, datetime, timedelta

import pytest

from smartclient.domain.errors import RefusedError
from smartclient.domain.latest_time import parse_latest_time

NOW = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-12-01T17:00+01:00", datetime(2026, 12, 1, 16, tzinfo=UTC)),
        (" 4h ", NOW + timedelta(hours=4)),
        ("2d", NOW + timedelta(days=2)),
        ("2026-12-01 17:00", datetime(2026, 12, 1, 17).astimezone()),
        ("2026-12-01", datetime(2026, 12, 2).astimezone()),
    ],
)
def test_a_latest_time_is_a_moment_or_a_span(text: str, at: datetime) -> None:
    assert parse_latest_time(text, NOW) == at


@pytest.mark.parametrize("text", ["", "soon", "17 o'clock", "-4h", "0001-01-01 00:00+14:00"])
def test_what_is_no_latest_time_is_refused(text: str) -> None:
    with pytest.raises(RefusedError, match="is no latest time"):
        parse_latest_time(text, NOW)
