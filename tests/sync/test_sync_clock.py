"""What a contact teaches of head office's clock, and what that proves while the machine runs on."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from smartclient.domain.clock import ClockProof, HeadOfficeClock
from smartclient.use_cases.use_cases import UseCases
from tests.machine import Machine
from tests.set_clock import SetClock
from tests.sync.sync_world import Company, Laptop

YEAR, HOUR = timedelta(days=365), timedelta(hours=1)


class MachineLaptop(Laptop):
    """A laptop on a machine of its own, whose clock is a year behind."""

    def __init__(self, company: Company, folder: Path, clock: SetClock) -> None:
        super().__init__(company, folder)
        self.machine = Machine(clock.now() - YEAR)
        self.start_program()

    def start_program(self) -> None:
        """Know only what is stored."""
        with self.store.view() as view:
            learnt = view.meta.learnt_time()
        self.clock = HeadOfficeClock(self.machine, learnt)
        self.use_cases = UseCases(self.store, self.clock)

    def proof(self) -> ClockProof:
        return self.use_cases.status.current().clock_proof


@pytest.fixture
def laptop(company: Company, tmp_path: Path, clock: SetClock) -> Iterator[MachineLaptop]:
    laptop = MachineLaptop(company, tmp_path / "laptop", clock)
    yield laptop
    laptop.store.close()


def test_a_contact_proves_ages_for_every_program_until_the_machine_is_restarted(
    laptop: MachineLaptop, clock: SetClock
) -> None:
    assert laptop.proof() is ClockProof.NEVER_LEARNT
    laptop.sync()
    assert laptop.proof() is ClockProof.PROVEN
    laptop.machine.advance(HOUR)
    laptop.machine.set(laptop.machine.now() - 2 * YEAR)
    laptop.start_program()
    assert laptop.proof() is ClockProof.PROVEN
    assert laptop.clock.now() == clock.now() + HOUR
    laptop.machine.restart()
    laptop.start_program()
    assert laptop.proof() is ClockProof.UNPROVEN
    laptop.sync()
    assert laptop.proof() is ClockProof.PROVEN


def test_setting_the_clock_back_makes_no_data_fresh_again(laptop: MachineLaptop) -> None:
    laptop.sync()
    laptop.machine.advance(2 * timedelta(days=1))
    laptop.machine.set(laptop.machine.now() - timedelta(days=2))
    status = laptop.use_cases.status.current()
    freshness = status.cache["prices"].freshness(status.taken_at)
    assert freshness.fresh_until is not None
    assert status.taken_at >= freshness.fresh_until
