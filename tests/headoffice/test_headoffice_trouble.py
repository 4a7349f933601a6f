"""Trouble at head office: killed workers, full disks and slow machines are no request's fault."""

# ruff: noqa: ANN401 (a driver's connection has no type)

import logging
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from smartclient.contract.messages import AnswerStatus, PlaceOrder, Request
from smartclient.domain.errors import ContendedError, NoRoomError, OutOfReachError
from smartclient.headoffice.worker import serving as serving_module
from smartclient.headoffice.worker.answering import ATTEMPTS
from smartclient.headoffice.worker.notices import (
    DatabaseDown,
    DatabaseUp,
    Notice,
    RoundAnswered,
    Serving,
)
from smartclient.headoffice.worker.worker import LeaseLostError, Worker
from tests.office_company import ANN, KIOSK, SHOP, Company, line

LONG_AGO = datetime.fromisoformat("2000-01-01T00:00:00Z")

_WORKER = textwrap.dedent("""
    import os, resource, signal, sqlite3, sys
    from functools import partial
    from smartclient.contract.messages import PlaceOrder
    from smartclient.domain.clock import SystemClock
    from smartclient.headoffice import handlers
    from smartclient.headoffice.admin.service import HeadOffice

    url, deadly, most_bytes = sys.argv[1], sys.argv[2], int(sys.argv[3])
    real = handlers.HANDLERS[PlaceOrder]

    def place(incoming, body, work):
        answer = real(incoming, body, work)
        if incoming.request_id == deadly:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    handlers.HANDLERS[PlaceOrder] = place
    office = HeadOffice.open(url, SystemClock())
    if most_bytes:
        # who opens the file alone waits in vain for others to close it, by default five seconds
        sqlite3.connect = partial(sqlite3.connect, timeout=0.1)
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    office.answer_waiting()
""")


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    with caplog.at_level(logging.CRITICAL, logger="smartclient.headoffice"):
        yield


def run_worker(company: Company, *, deadly: str = "", most_bytes: int = 0) -> int:
    """Run a worker as a process of its own; ``deadly`` is the request that kills it."""
    url = company.office.engine.dialect.name + ":///" + str(database(company))
    arguments = [sys.executable, "-c", _WORKER, url, deadly, str(most_bytes)]
    return subprocess.run(arguments, check=False, capture_output=True, timeout=60).returncode


def database(company: Company) -> Path:
    with company.office.engine.connect() as connection:
        rows = connection.exec_driver_sql("PRAGMA database_list").all()
    return Path(rows[0][2])


def orders(company: Company, count: int, customer: str = SHOP) -> list[Request]:
    requests = [
        company.request(
            PlaceOrder(order=company.order(line("A", n + 1), customer=customer)), lane=customer
        )
        for n in range(count)
    ]
    company.send(ANN, *requests)
    return requests


def statuses(company: Company, requests: list[Request]) -> list[AnswerStatus]:
    return [company.answer(ANN, request).status for request in requests]


def test_a_request_that_kills_its_worker_ends_no_more_than_four(company: Company) -> None:
    """Once together with others, and three times alone: then it is parked and the rest is well."""
    mine, others = orders(company, 5), orders(company, 3, KIOSK)
    deadly = mine[2]
    ended = [run_worker(company, deadly=deadly.id) for _ in range(6)]
    assert ended == [-signal.SIGKILL] * (ATTEMPTS + 1) + [0, 0]
    assert company.answer(ANN, deadly).status is AnswerStatus.PARKED
    good = [item for item in (*mine, *others) if item is not deadly]
    assert statuses(company, good) == [AnswerStatus.CONFIRMED] * 7
    (parked,) = company.rows("inbox", status="parked")
    assert (parked.request_id, parked.attempts) == (deadly.id, ATTEMPTS)
    assert "ended before" in parked.error


def test_a_worker_killed_over_and_over_parks_nothing_that_was_not_tried_alone(
    company: Company,
) -> None:
    """Each time another request was at hand: an orderly end of the machine, not their fault."""
    requests = orders(company, 12)
    for deadly in requests[:6]:
        assert run_worker(company, deadly=deadly.id) == -signal.SIGKILL
    assert run_worker(company) == 0
    assert statuses(company, requests) == [AnswerStatus.CONFIRMED] * 12
    assert company.count("orders") == 12


def test_a_request_alone_bears_two_deaths_and_not_a_third(company: Company) -> None:
    for deaths, expected in ((2, AnswerStatus.CONFIRMED), (3, AnswerStatus.PARKED)):
        (request,) = orders(company, 1)
        for _ in range(deaths):
            assert run_worker(company, deadly=request.id) == -signal.SIGKILL
        assert run_worker(company) == 0
        assert company.answer(ANN, request).status is expected


def test_a_file_that_may_not_grow_is_no_requests_fault(company: Company) -> None:
    """The system refuses every byte beyond a limit, as a quota does."""
    requests = orders(company, 40)
    database(company).with_name("company.db-wal").unlink(missing_ok=True)
    for _ in range(ATTEMPTS + 2):
        assert run_worker(company, most_bytes=70_000) == 1
    company.office.answer_waiting()
    assert statuses(company, requests) == [AnswerStatus.CONFIRMED] * 40
    assert [row.attempts for row in company.rows("inbox")] == [0] * 40


@pytest.fixture
def full(company: Company) -> Iterator[threading.Event]:
    """Allow the head office file no more pages while the event is set."""
    is_full = threading.Event()
    engine = company.office.engine

    def limit(connection: Any, *_: object) -> None:
        now = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {now if is_full.is_set() else 1_000_000}")

    event.listen(engine, "checkout", limit)
    yield is_full
    event.remove(engine, "checkout", limit)


@pytest.mark.parametrize("count", [1, 60])
def test_a_full_disk_is_no_requests_fault(
    company: Company, full: threading.Event, count: int
) -> None:
    requests = orders(company, count)
    company.office.engine.dispose()
    full.set()
    seen = 0
    for _ in range(ATTEMPTS + 3):
        try:
            company.office.answer_waiting()
        except NoRoomError:
            seen += 1
    full.clear()
    company.office.answer_waiting()
    if count > 1:
        assert seen == ATTEMPTS + 3
    assert statuses(company, requests) == [AnswerStatus.CONFIRMED] * count
    assert {row.attempts for row in company.rows("inbox")} == {0}


def test_workers_that_end_while_there_is_trouble_park_nothing(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each time the next worker meets the same trouble, and lives to say that it was trouble."""
    (request,) = orders(company, 1)

    def locked(*_: object) -> None:
        raise ContendedError("Somebody else is writing.")

    for _ in range(ATTEMPTS + 1):
        assert run_worker(company, deadly=request.id) == -signal.SIGKILL
        with monkeypatch.context() as trouble:
            trouble.setattr("smartclient.headoffice.inbox.lanes.renew", locked)
            with pytest.raises(ContendedError):
                company.office.answer_waiting(1)
        company.change("lanes", {}, leased_until=LONG_AGO)
    company.office.answer_waiting()
    assert statuses(company, [request]) == [AnswerStatus.CONFIRMED]


def test_a_serving_worker_says_once_that_the_disk_is_full_and_goes_on_by_itself(
    company: Company, full: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving_module, "_AWAY_SECONDS", 0.05)
    monkeypatch.setattr(serving_module, "_HEARTBEAT_SECONDS", 0.0)
    requests = orders(company, 60)
    full.set()
    reported: list[Notice] = []
    stop = threading.Event()
    thread = threading.Thread(target=company.office.serve, args=(stop, reported.append))
    thread.start()
    try:
        wait_until(lambda: any(isinstance(item, DatabaseDown) for item in reported))
        time.sleep(0.5)
        full.clear()
        wait_until(
            lambda: sum(item.requests for item in reported if isinstance(item, RoundAnswered)) == 60
        )
    finally:
        stop.set()
        thread.join(30)
    kinds = [type(item) for item in reported if not isinstance(item, RoundAnswered)]
    assert kinds == [Serving, DatabaseDown, DatabaseUp]
    (away,) = [item for item in reported if isinstance(item, DatabaseDown)]
    assert "disk" in away.error.user_message
    assert statuses(company, requests) == [AnswerStatus.CONFIRMED] * 60


def wait_until(what: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not what():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.02)


def test_a_slow_worker_that_was_taken_for_dead_takes_back_what_was_counted(
    company: Company,
) -> None:
    (request,) = orders(company, 1)
    for name in ("one", "two", "three", "four"):
        slow = Worker(company.office.engine, company.clock, name=name)
        leased, taken = slow.claim(f"slow {name}", 10)
        company.change("lanes", {}, leased_until=LONG_AGO)
        other = Worker(company.office.engine, company.clock, name="other")
        theirs, held = other.claim(f"other {name}", 10)
        assert company.rows("inbox")[0].attempts == 1
        with pytest.raises(LeaseLostError):
            slow.answer(f"slow {name}", leased, taken)
        slow.release(f"slow {name}", leased, taken)
        assert company.rows("inbox")[0].attempts == 0
        other.release(f"other {name}", theirs, held)
    company.office.answer_waiting()
    assert statuses(company, [request]) == [AnswerStatus.CONFIRMED]


def test_a_worker_that_ends_gives_back_what_it_could_not_before(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    (request,) = orders(company, 1)

    def out_of_reach(*_: object) -> None:
        raise OutOfReachError("The link broke.")

    for name in ("one", "two", "three", "four"):
        worker = Worker(company.office.engine, company.clock, name=name)
        with monkeypatch.context() as away:
            away.setattr("smartclient.headoffice.inbox.lanes.renew", out_of_reach)
            away.setattr("smartclient.headoffice.inbox.lanes.release", out_of_reach)
            with pytest.raises(OutOfReachError):
                worker.round()
        worker.end()
        company.change("lanes", {}, leased_until=LONG_AGO)
    company.office.answer_waiting()
    assert statuses(company, [request]) == [AnswerStatus.CONFIRMED]
