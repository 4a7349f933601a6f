"""A head office where nobody answers: a laptop learns it, says so, and takes it back."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from smartclient.domain.clock import Clock, HeadOfficeClock
from smartclient.domain.tasks import TaskStatus
from smartclient.headoffice.worker import heartbeat
from smartclient.read_models.worker_outage import SILENT_AFTER, WorkerOutage
from smartclient.sync.engine import SyncEngine
from smartclient.use_cases.use_cases import UseCases
from tests.set_clock import SetClock
from tests.sync.sync_world import Company, Laptop

WRONG_BY = timedelta(hours=5)


class WrongClock:
    """A laptop's clock that is five hours fast."""

    def __init__(self, right: Clock) -> None:
        self._right = right

    def now(self) -> datetime:
        return self._right.now() + WRONG_BY

    def today(self) -> date:
        return self.now().date()


class FastLaptop(Laptop):
    """A laptop whose clock is wrong, at a head office where a test lets somebody answer."""

    def __init__(self, company: Company, folder: Path, clock: SetClock) -> None:
        super().__init__(company, folder)
        self.clock = HeadOfficeClock(WrongClock(clock))
        self.use_cases = UseCases(self.store, self.clock)

    def engine(self, **options: object) -> SyncEngine:
        return super().engine(**({"clock": self.clock, "answer_now": None} | options))


@pytest.fixture
def laptop(company: Company, tmp_path: Path, clock: SetClock) -> Iterator[FastLaptop]:
    fast_laptop = FastLaptop(company, tmp_path / "laptop", clock)
    fast_laptop.sync()
    yield fast_laptop
    fast_laptop.store.close()


def test_where_nobody_ever_answered_it_is_silent_since_the_order_got_there(
    laptop: FastLaptop, clock: SetClock
) -> None:
    laptop.order()
    sent = laptop.clock.now()

    assert laptop.sync().outage is None
    clock.advance(SILENT_AFTER)

    assert laptop.use_cases.status.current().outage is None, "nobody was asked since"
    found = WorkerOutage(since=sent, contacted_at=laptop.clock.now())
    assert laptop.sync().outage == laptop.use_cases.status.current().outage == found


def test_where_a_worker_was_it_is_silent_since_then_by_its_own_clock(
    company: Company, laptop: FastLaptop, clock: SetClock
) -> None:
    laptop.order()
    laptop.sync()
    company.office.answer_waiting()
    last_seen = laptop.clock.now()
    clock.advance(timedelta(days=2))
    laptop.order()

    assert laptop.sync().outage is None, "the new one was sent just now"
    clock.advance(SILENT_AFTER)
    laptop.sync()

    assert laptop.use_cases.status.current().outage == WorkerOutage(
        since=last_seen, contacted_at=laptop.clock.now()
    )


def test_it_is_over_once_somebody_is_there_even_before_the_answer(
    company: Company, laptop: FastLaptop, clock: SetClock
) -> None:
    silent(laptop, clock)
    with company.office.engine.begin() as connection:
        heartbeat.record_heartbeat(connection, "worker", clock.now())

    assert laptop.sync().outage is None
    assert laptop.use_cases.outbox.entries()[0].status is TaskStatus.RECEIVED
    assert laptop.use_cases.status.current().outage is None


def test_it_is_over_once_all_is_answered(
    company: Company, laptop: FastLaptop, clock: SetClock
) -> None:
    silent(laptop, clock)
    company.office.answer_waiting()
    clock.advance(timedelta(days=1))

    summary = laptop.sync()

    assert (summary.confirmed, summary.outage) == (1, None)
    assert laptop.use_cases.status.current().outage is None


def test_days_without_the_link_are_no_outage(
    company: Company, laptop: FastLaptop, clock: SetClock
) -> None:
    company.office.answer_waiting()
    laptop.order()
    laptop.sync()
    laptop.work_offline(on=True)
    clock.advance(timedelta(days=5))
    laptop.sync()

    assert laptop.use_cases.status.current().outage is None


def silent(laptop: FastLaptop, clock: SetClock) -> None:
    laptop.order()
    laptop.sync()
    clock.advance(SILENT_AFTER)
    assert laptop.sync().outage is not None
