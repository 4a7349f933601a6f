"""What holds of expiry whatever happens to a machine: its clock, its restarts and its contacts."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from smartclient.headoffice.admin.maintenance import set_policy
from smartclient.use_cases.commands.expiry import remove_expired
from tests.set_clock import SetClock
from tests.sync.sync_world import Company
from tests.sync.test_sync_clock import MachineLaptop

HOUR, LIMIT = timedelta(hours=1), timedelta(hours=72)

happenings = some.one_of(
    some.tuples(some.just("pass"), some.integers(1, 60)),
    some.tuples(some.just("be off"), some.integers(0, 100)),
    some.tuples(some.just("set the clock"), some.integers(-20_000, 20_000)),
    some.tuples(some.just("sync"), some.just(0)),
)


class History:
    """A machine's history: by the true time, since the last contact with head office."""

    def __init__(self, laptop: MachineLaptop, clock: SetClock) -> None:
        self.laptop = laptop
        self._clock = clock
        self._contact: datetime = clock.now()
        self._may_be_gone = False
        self.happen("sync", 0)

    def happen(self, what: str, hours: int) -> None:
        machine = self.laptop.machine
        if what == "pass":
            self._clock.advance(hours * HOUR)
            machine.advance(hours * HOUR)
        elif what == "be off":
            self._clock.advance(hours * HOUR)
            machine.restart(off=hours * HOUR)
            self.laptop.start_program()
        elif what == "set the clock":
            machine.set(machine.now() + hours * HOUR)
        else:
            self.laptop.sync()
            self._contact, self._may_be_gone = self._clock.now(), False
        remove_expired(self.laptop.store, self.laptop.clock)

    def check(self) -> None:
        """What is deleted was too old; what is known to be too old is neither kept nor shown."""
        is_old = self._clock.now() - self._contact >= LIMIT
        is_gone, is_shown = self._is_gone(), bool(self.laptop.use_cases.catalog.search("Thing"))
        if self.laptop.clock.is_proven:
            assert is_gone is is_old
            assert is_shown is not is_old
        elif is_gone:
            assert is_old
            assert self._may_be_gone, "deleted while the time was not proven"
        self._may_be_gone = is_gone

    def _is_gone(self) -> bool:
        # one that may write sees what is hidden, too
        with self.laptop.store.work() as work:
            return not work.feeds.counts()["products"].rows


@pytest.fixture
def laptop(company: Company, tmp_path: Path, clock: SetClock) -> Iterator[MachineLaptop]:
    for kind in ("products", "prices"):
        set_policy(company.office.engine, f"freshness.{kind}", "1h mark, 72h remove", clock=clock)
    laptop = MachineLaptop(company, tmp_path / "laptop", clock)
    yield laptop
    laptop.store.close()


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40
)
@given(seen=some.lists(happenings, max_size=12))
def test_what_is_deleted_was_too_old_and_what_is_known_to_be_too_old_is_not_shown(
    laptop: MachineLaptop, clock: SetClock, seen: list[tuple[str, int]]
) -> None:
    history = History(laptop, clock)
    history.check()
    for what, hours in seen:
        history.happen(what, hours)
        history.check()
