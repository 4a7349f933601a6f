"""The doctor at head office: what it says to whoever looks after it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from smartclient.bootstrap.doctor import check_head_office
from smartclient.diagnostics.finding import Finding
from smartclient.domain.clock import Clock
from smartclient.headoffice.admin import status as status_module
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.admin.status import InboxStatus, Status
from smartclient.headoffice.database.backend import BlockedFeeds, BlockingSession
from smartclient.headoffice.database.import_under_way import ImportUnderWay
from smartclient.headoffice.database.restore_detection import RestoreCause, RestoreStatus
from tests.doctor_findings import by_check

Reported = Callable[[Status], dict[str, Finding]]


@pytest.fixture
def office_url(tmp_path: Path, clock: Clock) -> str:
    url = f"sqlite:///{tmp_path}/office.db"
    office = HeadOffice.open(url, clock)
    office.init()
    office.close()
    return url


@pytest.fixture
def reported(office_url: str, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Reported:
    """What the doctor says of a head office that stands as a test wants it."""

    def look(status: Status) -> dict[str, Finding]:
        monkeypatch.setattr(status_module, "status", lambda _: status)
        return by_check(check_head_office(office_url, clock))

    return look


def test_a_head_office_that_is_well_is_all_well(office_url: str, clock: Clock) -> None:
    found = by_check(check_head_office(office_url, clock))
    assert set(found) == {"driver", "office file", "office", "worker", "stopped", "feeds"}
    assert all(finding.ok for finding in found.values())


def test_one_that_is_not_there_is_not_made(tmp_path: Path, clock: Clock) -> None:
    found = by_check(check_head_office(f"sqlite:///{tmp_path}/none.db", clock))
    assert not found["office"].ok
    assert not (tmp_path / "none.db").exists()


def test_a_silent_worker_counts_when_something_waits(reported: Reported, clock: Clock) -> None:
    long_ago = clock.now() - timedelta(minutes=5)
    waiting = InboxStatus(received=3)
    assert reported(Status(worker_seen=long_ago))["worker"].ok
    assert reported(Status(worker_seen=clock.now(), inbox=waiting))["worker"].ok
    for seen in (long_ago, None):
        silent = reported(Status(worker_seen=seen, inbox=waiting))["worker"]
        assert not silent.ok
        assert "service" in silent.advice


def test_stopped_requests_are_reported(reported: Reported) -> None:
    found = reported(Status(inbox=InboxStatus(parked=2)))["stopped"]
    assert not found.ok
    assert "could not be answered: 2" in found.detail


def test_who_holds_back_the_feeds_is_named_with_what_to_do(reported: Reported) -> None:
    holder = BlockingSession(session="57", login="erp", host="APP1", program="Night run")
    held = BlockedFeeds(seconds=600, holder=holder)
    found = reported(Status(held=held))["feeds"]
    assert not found.ok
    assert found.detail == "Session 57 of erp on APP1 has probably held back the feeds for 10 min."
    assert "KILL 57" in found.advice
    unseen = reported(Status(held=replace(held, holder=None)))["feeds"]
    assert not unseen.ok
    assert "VIEW SERVER STATE" in unseen.advice
    # a transaction of a moment is nothing to see to
    assert reported(Status(held=replace(held, seconds=3)))["feeds"].ok


@pytest.mark.parametrize("restored", [False, True])
@pytest.mark.parametrize("suspected", [False, True])
def test_restores_are_one_finding(
    reported: Reported, clock: Clock, *, restored: bool, suspected: bool
) -> None:
    now = clock.now()
    found = reported(
        Status(
            restores=RestoreStatus(
                restored_at=now if restored else None,
                restored_why=RestoreCause.COMMAND,
                suspected_at=now if suspected else None,
                suspected_by=2,
            )
        )
    )
    assert ("history" in found) is (restored or suspected)
    if not (restored or suspected):
        return
    finding = found["history"]
    assert finding.ok is not suspected
    assert ("restored from a backup, noticed on" in finding.detail) is restored
    assert ("laptops report" in finding.detail) is suspected
    assert ("--dismiss" in finding.advice) is suspected


def test_an_import_that_stopped_writing_is_to_be_run_again(
    reported: Reported, clock: Clock
) -> None:
    began = clock.now() - timedelta(hours=2)
    found = ImportUnderWay(
        id=1,
        digest="0" * 64,
        actor="head",
        began_at=began,
        written_at=clock.now() - timedelta(minutes=1),
        done=3,
        portions=110,
    )
    alive = reported(Status(import_under_way=found))["import"]
    stopped = replace(found, written_at=clock.now() - timedelta(hours=1))
    interrupted = reported(Status(import_under_way=stopped))["import"]
    assert (alive.ok, interrupted.ok) == (True, False)
    assert "3 of its 110 portions are done" in interrupted.detail
    assert "import the same folder again" in interrupted.advice
