"""The daily purge: one worker does it, at a quiet hour, in portions between its rounds."""

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from smartclient.contract.messages import PlaceOrder
from smartclient.headoffice.admin.status import status
from smartclient.headoffice.database.office_clock import OfficeClock
from smartclient.headoffice.retention import daily, purge
from smartclient.headoffice.retention.daily import DailyPurge, PurgeResult
from smartclient.headoffice.worker.notices import Notice, Purged
from tests.headoffice.test_retention import LONG
from tests.office_company import ANN, Company, line
from tests.set_clock import SetClock

NIGHT = datetime(2029, 5, 1, 3, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(daily, "_LOOK_SECONDS", 0.0)
    monkeypatch.setattr(purge, "PORTION", 2)


@pytest.fixture
def company(company: Company, clock: SetClock) -> Company:
    """The company in which six requests were answered long ago."""
    company.office.describe(time_zone="Etc/UTC")
    for n in range(6):
        company.place(company.order(line("A", n + 1)))
    clock.set(NIGHT.replace(hour=12) - timedelta(days=1))
    assert clock.now() - LONG > datetime(2026, 11, 21, tzinfo=UTC)
    # the first look waits for a quiet hour
    assert worker(company).step() is None
    clock.set(NIGHT)
    return company


def worker(company: Company, name: str = "a") -> DailyPurge:
    return DailyPurge(
        company.office.engine, OfficeClock(company.office.engine, company.clock), name
    )


def run(one: DailyPurge, steps: int = 60) -> list[PurgeResult]:
    return [result for _ in range(steps) if (result := one.step()) is not None]


def purged(company: Company) -> int:
    return company.count("inbox", purged=True)


def test_it_is_done_once_a_day_at_a_quiet_hour(company: Company, clock: SetClock) -> None:
    clock.set(NIGHT.replace(hour=1))
    one = worker(company)
    assert not run(one)
    assert not purged(company)
    clock.set(NIGHT)
    (result,) = run(one)
    assert result.rows >= 6
    assert result.saved > 0
    last = status(company.office.engine).last_purge
    assert last is not None
    assert (last.worker, last.rows, last.saved) == ("a", result.rows, result.saved)
    assert purged(company) == 6
    assert not run(one)
    assert not run(worker(company, "b"))


def test_what_was_missed_is_done_at_any_hour(company: Company, clock: SetClock) -> None:
    clock.set(NIGHT.replace(hour=12) + timedelta(days=1))
    assert len(run(worker(company))) == 1
    assert purged(company) == 6


def test_one_worker_does_it(company: Company) -> None:
    one, two = worker(company), worker(company, "b")
    one.step()
    one.step()
    assert purged(company) == 2
    for _ in range(10):
        two.step()
    assert purged(company) == 2
    (result,) = run(one)
    assert result.rows >= 6


def test_another_goes_on_where_one_ended_in_the_middle(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = worker(company)
    one.step()
    one.step()
    assert purged(company) == 2
    monkeypatch.setattr(daily, "LEASE", timedelta(0))
    assert len(run(worker(company, "b"))) == 1
    assert purged(company) == 6
    # and the first, which was only slow, leaves it to the other
    monkeypatch.setattr(daily, "_RENEW_SECONDS", 0.0)
    one._renew_due = 0.0
    assert not run(one)


def test_answering_waits_for_one_portion_at_most(
    company: Company, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported: list[Notice] = []
    stop = threading.Event()
    during: list[int] = []
    real = DailyPurge.step

    def step(self: DailyPurge) -> PurgeResult | None:
        before = purged(company)
        result = real(self)
        during.append(purged(company) - before)
        if len(during) == 2:
            # while it purges, work arrives
            company.send(ANN, company.request(PlaceOrder(order=company.order(line("A", 9)))))
        return result

    monkeypatch.setattr(DailyPurge, "step", step)
    thread = threading.Thread(target=company.office.serve, args=(stop, reported.append))
    thread.start()
    try:
        end = time.monotonic() + 30
        while not any(isinstance(notice, Purged) for notice in reported):
            assert time.monotonic() < end, "it did not come to that"
            time.sleep(0.02)
    finally:
        stop.set()
        thread.join(30)
    assert max(during) <= 2
    kinds = [type(notice).__name__ for notice in reported]
    assert kinds.index("RoundAnswered") < kinds.index("Purged")
