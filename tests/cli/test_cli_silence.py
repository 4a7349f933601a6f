"""What a rep reads on a terminal while nobody at head office answers."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from smartclient.cli.json_output.link import status_json
from smartclient.cli.render.link import outage_page, status_page, sync_page
from smartclient.domain.freshness import parse_freshness
from smartclient.read_models.data_ages import CacheState
from smartclient.read_models.sync_progress import ClientStatus, LinkState, SyncSummary
from smartclient.read_models.worker_outage import WorkerOutage
from tests.cli.test_cli_pages import read

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
SILENCE = WorkerOutage(since=NOON - timedelta(hours=2), contacted_at=NOON)


def moment(at: datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d %H:%M}"


REPORTED = [
    f"Head office has not answered since {moment(SILENCE.since)} (asked last: {moment(NOON)}).",
    "What you sent is safe there, and there is nothing for you to do.",
    "If an answer is urgent, call head office: they may not know.",
]


def client_status(outage: WorkerOutage | None) -> ClientStatus:
    return ClientStatus(
        link=LinkState.ONLINE,
        offline_by_choice=False,
        to_send=0,
        at_head_office=3,
        conflicts=0,
        last_sync=NOON,
        taken_at=NOON,
        outage=outage,
    )


PRICES = CacheState(rows=1200, as_of=NOON, policy=parse_freshness("1d mark, 7d warn, 30d refuse"))


@pytest.mark.parametrize(
    ("age", "state", "shown"),
    [
        (timedelta(hours=3), "fresh", f"fresh until {moment(NOON + timedelta(days=1))}"),
        (timedelta(days=9), "stale", f"warned of since {moment(NOON + timedelta(days=7))}"),
        (timedelta(days=30), "expired", f"refused since {moment(NOON + timedelta(days=30))}"),
    ],
)
def test_status_says_how_fresh_each_kind_of_data_is(age: timedelta, state: str, shown: str) -> None:
    stands = replace(client_status(None), taken_at=NOON + age, cache={"prices": PRICES})
    assert status_json(stands)["cache"] == {
        "prices": {
            "rows": 1200,
            "as_of": "2026-11-21T12:00:00.000Z",
            "fresh_until": "2026-11-22T12:00:00.000Z",
            "usable_until": "2026-12-21T12:00:00.000Z",
            "state": state,
            "policy": "1d mark, 7d warn, 30d refuse",
            "taken_along": True,
        }
    }
    page = " ".join(" ".join(read(*status_page(stands))).split())
    assert shown in page


def test_data_that_never_came_is_expired_and_has_no_times() -> None:
    stands = replace(client_status(None), cache={"offers": CacheState(rows=0, as_of=None)})
    cache = status_json(stands)["cache"]
    assert cache == {
        "offers": {
            "rows": 0,
            "as_of": None,
            "fresh_until": None,
            "usable_until": None,
            "state": "expired",
            "policy": "off",
            "taken_along": True,
        }
    }


def test_what_no_data_set_brings_is_not_called_missing() -> None:
    photos = CacheState(rows=0, as_of=None, taken_along=False)
    stands = replace(client_status(None), cache={"photos": photos})
    page = " ".join(" ".join(read(*status_page(stands))).split())
    assert "not taken along: no data set brings them" in page
    assert "not here yet" not in page


def test_status_says_since_when_nobody_answers() -> None:
    lines = "\n".join(read(*status_page(client_status(SILENCE))))

    # a terminal of 80 columns wraps the first sentence
    assert " ".join(REPORTED) in " ".join(lines.split())
    assert status_json(client_status(SILENCE))["no_answer_since"] == "2026-11-21T10:00:00.000Z"


def test_status_says_nothing_of_it_where_somebody_answers() -> None:
    lines = "\n".join(read(*status_page(client_status(None))))

    assert "3 at head office" in lines
    assert "not answered" not in lines
    assert status_json(client_status(None))["no_answer_since"] is None


def test_what_is_being_decided_is_counted_apart_from_what_waits_for_an_answer() -> None:
    some_decided = replace(client_status(None), being_decided=2)
    lines = "\n".join(read(*status_page(some_decided)))

    assert "1 at head office, 2 being decided" in lines
    document = status_json(some_decided)
    assert (document["at_head_office"], document["being_decided"]) == (3, 2)
    assert "being decided" not in "\n".join(read(*status_page(client_status(None))))


def test_a_sync_says_it_beside_how_many_wait() -> None:
    reported = list(sync_page(SyncSummary(link=LinkState.ONLINE, waiting=3, outage=SILENCE)))

    assert reported == [
        "Nothing to send.",
        "3 requests are at head office and not answered yet.",
        *REPORTED,
        "Your data is up to date.",
    ]


def test_there_is_nothing_to_say_without_it() -> None:
    assert list(outage_page(None)) == []
