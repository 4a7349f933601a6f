"""Health, metrics and the versions that a service says of itself."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path as Folder

import httpx2
import pytest

from smartclient.contract.feeds import Cursor, FeedKind, FeedPage
from smartclient.contract.versions import LINK_VERSION
from smartclient.contract.web.gate import Gauges
from smartclient.contract.web.wire import MEDIA_TYPE, NONCE, Path
from smartclient.domain.clock import SystemClock
from smartclient.domain.errors import OutOfReachError, UnforeseenError
from smartclient.web.serving.listen_address import ListenAddress
from smartclient.web.serving.self_signed import CERTIFICATE_FILE, KEY_FILE
from smartclient.web.serving.tls import ServerCertificate
from tests.web.test_web_attacks import CALLS
from tests.web.watched_gate import Enrolled, WatchedGate
from tests.web_service import RunningService, running_service


@pytest.fixture
def watched(gate: WatchedGate) -> Iterator[RunningService]:
    with running_service(gate, metrics=ListenAddress("127.0.0.1", 0)) as running:
        yield running


def metrics_of(service: RunningService) -> dict[str, float]:
    text = httpx2.get(service.service.metrics_url, trust_env=False).text
    lines = (line.rpartition(" ") for line in text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, _, value in lines}


def away(*_: object) -> None:
    raise OutOfReachError("away")


def test_requests_are_counted_by_path_and_failure_with_their_latency(
    watched: RunningService, ann: Enrolled
) -> None:
    watched.client(ann.credential).post(Path.PULSE, json=CALLS[Path.PULSE])
    watched.client(ann.credential).post(Path.PULSE, json=CALLS[Path.PULSE] | {"wait": 0.1})
    watched.client("x" * 43).post(Path.PULSE, json=CALLS[Path.PULSE])
    found = metrics_of(watched)
    requests = {name: value for name, value in found.items() if "requests_total" in name}
    assert requests == {
        'smartclient_web_requests_total{failure="",path="/v1/pulse"}': 1,
        'smartclient_web_requests_total{failure="",path="/v1/pulse (waiting)"}': 1,
        'smartclient_web_requests_total{failure="credential_refused",path="/v1/pulse"}': 1,
    }
    assert found['smartclient_web_request_seconds_count{path="/v1/pulse"}'] == 2
    assert found["smartclient_web_waiting_pulses"] == 0


def test_how_long_the_certificate_still_counts_is_a_metric(
    gate: WatchedGate, tmp_path: Folder
) -> None:
    with running_service(gate, tmp_path, metrics=ListenAddress("127.0.0.1", 0)) as running:
        left = metrics_of(running)["smartclient_web_certificate_days_left"]
    _, ends = ServerCertificate(tmp_path / CERTIFICATE_FILE, tmp_path / KEY_FILE).valid_from_until()
    assert left == pytest.approx((ends - SystemClock().now()) / timedelta(days=1), abs=0.1)


@pytest.mark.parametrize("pages_before", [0, 1])
def test_what_nobody_foresaw_is_in_the_log_with_its_cause(
    watched: RunningService,
    gate: WatchedGate,
    ann: Enrolled,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    pages_before: int,
) -> None:
    """A person at head office is asked about it, and has nothing else to go by."""

    class Breaking:
        def feed(self, kind: FeedKind, *, cursor: Cursor, **_: object) -> FeedPage:
            if cursor.row_version == pages_before:
                raise UnforeseenError("broken") from ValueError("the cause")
            return FeedPage(kind=kind, rows=(), cursor=Cursor(1, 1), more=True)

        def close(self) -> None:
            pass

    monkeypatch.setattr(gate, "operations", lambda *_: Breaking())
    watched.client(ann.credential).post(Path.FEED, json=CALLS[Path.FEED] | {"pages": 5})
    (logged,) = [each for each in caplog.records if each.levelname == "ERROR"]
    error = logged.exc_info[1] if logged.exc_info else None
    assert error is not None
    assert repr(error.__cause__) == "ValueError('the cause')"


def test_what_fails_in_mid_stream_is_told_at_its_end_and_counted(
    watched: RunningService, gate: WatchedGate, ann: Enrolled, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Breaking:
        def feed(self, kind: FeedKind, *, cursor: Cursor, **_: object) -> FeedPage:
            if cursor != Cursor():
                raise OutOfReachError("away")
            return FeedPage(kind=kind, rows=(), cursor=Cursor(1, 1), more=True)

        def close(self) -> None:
            pass

    monkeypatch.setattr(gate, "operations", lambda *_: Breaking())
    call = CALLS[Path.FEED] | {"pages": 5}
    answer = watched.client(ann.credential).post(Path.FEED, json=call)
    assert answer.status_code == 200
    page, end = answer.text.splitlines()
    assert '"more":true' in page
    assert '"failure":"away"' in end
    counted = 'smartclient_web_requests_total{failure="away",path="/v1/feed (in the stream)"}'
    assert metrics_of(watched)[counted] == 1


def test_head_offices_gauges_are_computed_from_its_database(
    watched: RunningService, gate: WatchedGate, ann: Enrolled, monkeypatch: pytest.MonkeyPatch
) -> None:
    gauges = replace(gate.gauges(), waiting=7, oldest_waiting=12.5, cases=2, newest_worker=3.0)
    monkeypatch.setattr(gate, "gauges", lambda: gauges)
    found = metrics_of(watched)
    of_office = {
        name.removeprefix("smartclient_headoffice_"): value
        for name, value in found.items()
        if "headoffice" in name
    }
    assert of_office == {
        "up": 1,
        "requests_waiting": 7,
        "requests_parked": 0,
        "oldest_request_seconds": 12.5,
        "cases_open": 2,
        "workers": 0,
        "worker_seen_seconds": 3,
        "devices_seen_last_day": 1,
        'devices{state="active"}': 1,
        'devices{state="revoked"}': 0,
        'devices{state="wiping"}': 0,
        'devices{state="wiped"}': 0,
    }
    # every gauge is given
    assert len(of_office) >= len(Gauges.__slots__)


def test_a_database_that_is_away_shows_in_metrics_and_health(
    watched: RunningService, gate: WatchedGate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "gauges", away)
    monkeypatch.setattr(gate, "check", away)
    assert metrics_of(watched)["smartclient_headoffice_up"] == 0
    health = watched.client().get(Path.HEALTH)
    assert (health.status_code, health.json()) == (503, {"database": False, "worker": False})


@pytest.mark.parametrize(("age", "worker"), [(None, False), (3.0, True), (600.0, False)])
def test_health_says_whether_a_worker_was_seen(
    watched: RunningService,
    gate: WatchedGate,
    monkeypatch: pytest.MonkeyPatch,
    age: float | None,
    worker: bool,  # noqa: FBT001 (a parameter of the test)
) -> None:
    gauges = replace(gate.gauges(), newest_worker=age)
    monkeypatch.setattr(gate, "gauges", lambda: gauges)
    health = watched.client().get(Path.HEALTH)
    assert (health.status_code, health.json()) == (200, {"database": True, "worker": worker})


def test_health_costs_the_database_one_look_however_many_ask(
    watched: RunningService, gate: WatchedGate, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[None] = []
    monkeypatch.setattr(gate, "check", lambda: looks.append(None))
    client = watched.client()
    for _ in range(10):
        assert client.get(Path.HEALTH).status_code == 200
    assert len(looks) == 1


def test_the_versions_are_told_to_whoever_asks(service: RunningService) -> None:
    answer = service.client().get(Path.VERSIONS)
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert answer.headers[NONCE] == answer.request.headers[NONCE]
    assert answer.json() == {"speaks": [1], "link_version": LINK_VERSION}


def test_nothing_of_the_software_is_named_in_an_answer(service: RunningService) -> None:
    client = service.client()
    for path in (Path.HEALTH, Path.VERSIONS, Path.PULSE, "/nowhere"):
        headers = client.get(path).headers
        assert "server" not in headers
        assert "strict-transport-security" not in headers
        assert "uvicorn" not in str(headers).lower()
