"""Silence: a rep is reported that nobody answers when that is so, and not a moment before."""

from datetime import UTC, datetime, timedelta

import pytest

from smartclient.read_models.worker_outage import SILENT_AFTER, WorkerOutage, outage_of

ASKED = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
LONG_AGO, JUST_NOW = ASKED - SILENT_AFTER, ASKED - SILENT_AFTER + timedelta(seconds=1)
DAYS_AGO, IN_DAYS = ASKED - timedelta(days=3), ASKED + timedelta(days=3)


@pytest.mark.parametrize(
    ("oldest", "worker_seen", "since"),
    [
        pytest.param(LONG_AGO, DAYS_AGO, DAYS_AGO, id="nobody was there since before it was sent"),
        pytest.param(DAYS_AGO, LONG_AGO, LONG_AGO, id="somebody was there after it was sent"),
        pytest.param(LONG_AGO, None, LONG_AGO, id="nobody was ever there"),
        pytest.param(LONG_AGO, IN_DAYS, LONG_AGO, id="the clock of who was there was put back"),
        pytest.param(DAYS_AGO, JUST_NOW, None, id="somebody is there and has not come to it"),
        pytest.param(JUST_NOW, DAYS_AGO, None, id="it was sent just now"),
        pytest.param(JUST_NOW, None, None, id="it was sent just now, nobody was ever there"),
        pytest.param(None, DAYS_AGO, None, id="nothing is unanswered"),
        pytest.param(None, None, None, id="nothing is unanswered, nobody was ever there"),
    ],
)
def test_it_is_silent_when_something_waits_and_nobody_shows_a_sign_of_life(
    oldest: datetime | None, worker_seen: datetime | None, since: datetime | None
) -> None:
    found = outage_of(oldest=oldest, worker_seen=worker_seen, contacted_at=ASKED)

    assert found == (None if since is None else WorkerOutage(since=since, contacted_at=ASKED))


def test_what_was_never_asked_is_not_known() -> None:
    assert outage_of(oldest=DAYS_AGO, worker_seen=None, contacted_at=None) is None


def test_a_worker_ahead_of_the_last_question_is_there() -> None:
    later = ASKED + timedelta(minutes=1)

    assert outage_of(oldest=DAYS_AGO, worker_seen=later, contacted_at=ASKED) is None
