"""What a serving worker reports of itself: each event once."""

# ruff: noqa: ANN401 (stand-ins take whatever the real functions do)

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from smartclient.cli.render.serving import CountedAnswers, say
from smartclient.contract.messages import PlaceOrder, Request
from smartclient.domain.errors import ContendedError, OutOfReachError, SchemaError
from smartclient.headoffice import handlers
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.database.restore_detection import RestoreCause
from smartclient.headoffice.inbox import lanes
from smartclient.headoffice.inbox.lanes import LEASE
from smartclient.headoffice.worker import serving as serving_module
from smartclient.headoffice.worker.notices import (
    DatabaseDown,
    DatabaseUp,
    FileReplaced,
    LanesLost,
    LockContention,
    NoneTaken,
    Notice,
    OpenLink,
    Parked,
    ParkingFailed,
    Restored,
    RoundAnswered,
    Serving,
    SharedFile,
)
from smartclient.headoffice.worker.worker import LeaseLostError, Worker
from tests.office_company import ANN, BEN, BENS, KIOSK, SHOP, Company, line


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(serving_module, "_AWAY_SECONDS", 0.05)
    caplog.set_level("CRITICAL", logger="smartclient.headoffice")


def order(company: Company, customer: str = SHOP, login: str = ANN, count: int = 1) -> Request:
    request = company.request(
        PlaceOrder(order=company.order(line("A", count), customer=customer)), lane=customer
    )
    company.send(login, request)
    return request


def worker(company: Company, tell: Callable[[Notice], None]) -> Worker:
    return Worker(company.office.engine, company.clock, name="w", notify=tell)


@contextmanager
def serving(office: HeadOffice) -> Iterator[list[Notice]]:
    reported: list[Notice] = []
    stop = threading.Event()
    thread = threading.Thread(target=office.serve, args=(stop, reported.append))
    thread.start()
    try:
        yield reported
    finally:
        stop.set()
        thread.join(30)


def until(what: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not what():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.02)


def kinds(reported: list[Notice]) -> list[type[Notice]]:
    return [type(notice) for notice in reported]


def test_a_database_that_is_away_at_the_start_is_waited_for(
    company: Company, tmp_path: Path
) -> None:
    (tmp_path / "company.db").rename(tmp_path / "moved.db")
    with serving(company.office) as reported:
        until(lambda: DatabaseDown in kinds(reported))
        time.sleep(0.5)
        (tmp_path / "moved.db").rename(tmp_path / "company.db")
        until(lambda: Serving in kinds(reported))
    assert kinds(reported) == [DatabaseDown, DatabaseUp, Serving]


def test_what_waiting_can_not_repair_ends_it(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: object) -> None:
        raise SchemaError("This head office is older.")

    monkeypatch.setattr("smartclient.headoffice.database.schema.check", refused)
    with pytest.raises(SchemaError, match="older"):
        company.office.serve(threading.Event(), print)


def test_an_outage_is_reported_once_and_so_is_its_end(company: Company, tmp_path: Path) -> None:
    with serving(company.office) as reported:
        order(company)
        until(lambda: RoundAnswered in kinds(reported))
        (tmp_path / "company.db").rename(tmp_path / "moved.db")
        until(lambda: DatabaseDown in kinds(reported))
        time.sleep(0.5)
        (tmp_path / "moved.db").rename(tmp_path / "company.db")
        order(company, count=2)
        until(lambda: kinds(reported).count(RoundAnswered) == 2)
    assert kinds(reported) == [Serving, RoundAnswered, DatabaseDown, DatabaseUp, RoundAnswered]


def test_a_file_that_vanishes_after_it_was_looked_for_is_an_outage(
    company: Company, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, moved = tmp_path / "company.db", tmp_path / "moved.db"
    company.office.engine.dispose()

    def move_after_look(_: Path | None) -> None:
        if not moved.exists():
            file.rename(moved)

    with monkeypatch.context() as patch:
        patch.setattr("smartclient.headoffice.worker.readiness.check_reach", move_after_look)
        with serving(company.office) as reported:
            until(lambda: DatabaseDown in kinds(reported))
            assert not file.exists()
            patch.undo()
            moved.rename(file)
            order(company)
            until(lambda: RoundAnswered in kinds(reported))
    assert kinds(reported) == [DatabaseDown, DatabaseUp, Serving, RoundAnswered]


def test_a_request_that_was_set_aside_is_named_and_not_counted_as_answered(
    company: Company, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bad, _ = order(company), order(company, BENS, BEN)
    real = handlers.HANDLERS[PlaceOrder]

    def broken(incoming: Any, body: PlaceOrder, work: Any) -> Any:
        if incoming.request_id == bad.id:
            raise ValueError("spoilt\nfor\x1bever")
        return real(incoming, body, work)

    monkeypatch.setitem(handlers.HANDLERS, PlaceOrder, broken)
    reported: list[Notice] = []
    company.office.answer_waiting(notify=reported.append)
    assert reported.count(RoundAnswered(requests=1)) == 1
    (parked,) = [notice for notice in reported if isinstance(notice, Parked)]
    assert (parked.request_id, parked.sender, parked.lane) == (bad.id, ANN, SHOP)
    assert parked.error.startswith("ValueError")
    assert kinds(reported) == [RoundAnswered, Parked]
    counted = CountedAnswers()
    for notice in reported:
        counted(notice)
    assert counted.answered == 1
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert bad.id in err
    assert SHOP in err
    assert "\x1b" not in err
    assert "spoilt for\\x1bever" in err


def test_blocked_requests_are_reported_once_for_each_customer(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    (held, _) = order(company), order(company, KIOSK)
    real = handlers.HANDLERS[PlaceOrder]

    def locked(incoming: Any, body: PlaceOrder, work: Any) -> Any:
        if incoming.request_id == held.id:
            raise ContendedError("Something else is writing.")
        return real(incoming, body, work)

    monkeypatch.setitem(handlers.HANDLERS, PlaceOrder, locked)
    monkeypatch.setattr("smartclient.headoffice.inbox.lanes.DEFERRED_FOR", -LEASE)
    reported: list[Notice] = []
    own = worker(company, reported.append)
    for _ in range(3):
        try:
            own.answer_waiting(8)
        except ContendedError:
            continue
    assert next(notice for notice in reported if isinstance(notice, LockContention)).lane == SHOP
    assert kinds(reported).count(LockContention) == 1
    monkeypatch.setitem(handlers.HANDLERS, PlaceOrder, real)
    own.answer_waiting()
    monkeypatch.setitem(handlers.HANDLERS, PlaceOrder, locked)
    again = order(company, count=2)
    held = again
    with pytest.raises(ContendedError):
        own.answer_waiting(8)
    assert kinds(reported).count(LockContention) == 2, (
        "what was answered meanwhile may be blocked again"
    )


def test_lanes_that_another_took_over_are_reported(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    order(company)
    reported: list[Notice] = []
    own = worker(company, reported.append)

    def lost(*_: object) -> int:
        raise LeaseLostError("Another worker answers these requests.")

    with monkeypatch.context() as patch:
        patch.setattr(own, "answer", lost)
        for _ in range(3):
            assert own.round() is None
    assert reported == [LanesLost(lanes=1)]
    assert own.round() == 1
    assert reported[1:] == [RoundAnswered(requests=1)]


def test_a_worker_that_takes_nothing_although_something_is_free_says_so_once(
    company: Company, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("ERROR", logger="smartclient.headoffice.worker.untaken")
    reported: list[Notice] = []
    own = worker(company, reported.append)
    order(company, KIOSK)
    with monkeypatch.context() as patch:
        patch.setattr(lanes, "_waiting", lambda *_: [])
        # another worker may have released it a moment ago
        assert own.round() is None
        assert reported == []
        for _ in range(3):
            assert own.round() is None
        assert reported == [NoneTaken(requests=1, customers=(KIOSK,))]
        assert [record.levelname for record in caplog.records] == ["ERROR"]
        order(company, SHOP)
        for _ in range(3):
            assert own.round() is None
        assert reported[1:] == [NoneTaken(requests=2, customers=(SHOP, KIOSK))]
    assert own.round() == 2
    caplog.clear()


@pytest.mark.parametrize("deferred", [False, True])
def test_what_another_worker_leased_or_deferred_is_not_reported(
    company: Company, *, deferred: bool
) -> None:
    reported: list[Notice] = []
    own, other = worker(company, reported.append), worker(company, reported.append)
    order(company, KIOSK)
    token = lanes.new_token("other")
    leased, taken = other.claim(token, 10)
    if deferred:
        other.release(token, leased, taken, deferred=True)
    for _ in range(3):
        assert own.round() is None
    assert reported == []


@pytest.mark.parametrize(
    "notice",
    [
        Serving(),
        RoundAnswered(requests=3),
        DatabaseUp(seconds=75),
        Parked(request_id="r", sender="a", lane="S-1", error="boom"),
        ParkingFailed(request_id="r", lane="", error="boom"),
        LockContention(lane="S-1", error=ContendedError("Something else is writing.")),
        LockContention(lane="", error=ContendedError("Something else is writing.")),
        NoneTaken(requests=1, customers=("S-1",)),
        NoneTaken(requests=2, customers=("", "S-1")),
        LanesLost(lanes=2),
        OpenLink(server="db", encrypted=True),
        OpenLink(server="db", encrypted=False),
        SharedFile(logins=2),
        FileReplaced(),
        *(
            Restored(at=datetime(2026, 11, 21, 12, tzinfo=UTC), why=str(cause))
            for cause in RestoreCause
        ),
    ],
    ids=lambda notice: type(notice).__name__,
)
def test_each_thing_is_one_line(notice: Notice, capsys: pytest.CaptureFixture[str]) -> None:
    say(notice)
    out, err = capsys.readouterr()
    assert (out + err).count("\n") == 1
    good = isinstance(notice, Serving | RoundAnswered | DatabaseUp)
    assert bool(out) is good
    assert bool(err) is not good


def test_an_outage_is_reported_with_the_time_it_began(
    company: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    error = OutOfReachError("Head office can't be reached now: {server} is away.", server="db")
    say(DatabaseDown(since=company.clock.now(), error=error))
    assert capsys.readouterr().err.startswith("Waiting since 20")
