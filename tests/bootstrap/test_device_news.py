"""News at once: a device that waits at head office syncs as soon as there is something."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue

import pytest

from smartclient.bootstrap import Session
from smartclient.bootstrap.device_sign_in import enroll_device
from smartclient.domain.clock import Clock
from smartclient.gateway.https import wire
from smartclient.headoffice.admin.maintenance import change_product
from smartclient.read_models.sync_progress import SyncSummary
from tests.bootstrap.https_office import HttpsOffice, http2_office, https_office
from tests.small_company import SKUS

PATIENCE = 15.0


@pytest.fixture(params=[https_office, http2_office], ids=["HTTP/1.1", "HTTP/2"])
def office(
    request: pytest.FixtureRequest, url: str, tmp_path: Path, clock: Clock
) -> Iterator[HttpsOffice]:
    with request.param(url, tmp_path / "service", clock) as office:
        yield office


@pytest.fixture
def session(home: Path, office: HttpsOffice, clock: Clock) -> Iterator[Session]:
    with enroll_device(home, url=office.url, code=office.code(), clock=clock) as session:
        yield session


@pytest.fixture
def finished(session: Session) -> "Queue[SyncSummary]":
    """The syncs of a background whose own turn comes in an hour."""
    finished: Queue[SyncSummary] = Queue()
    object.__setattr__(session.settings, "sync_every_seconds", 3_600)
    session.start_background(finished.put)
    assert finished.get(timeout=PATIENCE).why == ""
    return finished


def _waits(office: HttpsOffice) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if len(office.service.service.hub):
            return True
        time.sleep(0.02)
    return False


def _change(office: HttpsOffice, clock: Clock, stock: int) -> None:
    change_product(office.office.engine, SKUS[0], stock=stock, clock=clock)


def test_what_changes_at_head_office_comes_at_once_and_once(
    office: HttpsOffice, clock: Clock, finished: "Queue[SyncSummary]"
) -> None:
    for stock in (5, 6):
        assert _waits(office)
        _change(office, clock, stock)
        assert finished.get(timeout=PATIENCE).pulled
    assert _waits(office)
    with pytest.raises(Empty):
        finished.get(timeout=1.0)


def test_a_wait_keeps_no_sync_waiting(
    office: HttpsOffice, session: Session, finished: "Queue[SyncSummary]"
) -> None:
    assert _waits(office)
    started_at = time.monotonic()
    session.sync_now()
    assert time.monotonic() - started_at < 5


def test_not_a_byte_is_sent_while_working_offline(
    office: HttpsOffice,
    session: Session,
    finished: "Queue[SyncSummary]",
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert _waits(office)
    session.work_offline(on=True)
    calls: list[object] = []
    monkeypatch.setattr(wire.HttpsWire, "answer", lambda *call: calls.append(call))
    time.sleep(0.5)
    assert not len(office.service.service.hub)
    assert calls == []
    monkeypatch.undo()
    session.work_offline(on=False)
    assert _waits(office)


def test_closing_ends_the_wait_soon(
    office: HttpsOffice, session: Session, finished: "Queue[SyncSummary]"
) -> None:
    assert _waits(office)
    started_at = time.monotonic()
    session.close()
    assert time.monotonic() - started_at < 4
    assert not [thread for thread in threading.enumerate() if thread.name == "news"]
