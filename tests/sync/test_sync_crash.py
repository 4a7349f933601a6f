"""Crashes: a sync that is cut between any two of its steps costs at most the page in flight."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from smartclient.domain.sales.orders import OrderState
from smartclient.domain.tasks import TaskStatus
from smartclient.read_models.sync_progress import SyncSummary
from smartclient.store.database.opening import open_store_file
from smartclient.store.unit_of_work import UnitOfWork
from smartclient.use_cases.use_cases import UseCases
from tests.small_company import SKUS
from tests.sync.sync_world import KEY, Company, Laptop


class PowerCutError(BaseException):
    """The machine went dark; nothing after it runs."""


class Countdown:
    """Cuts the power at one of the steps, each the moment before or after something durable."""

    def __init__(self) -> None:
        self.left: int | None = None

    def step(self, _name: str = "") -> None:
        if self.left is None:
            return
        self.left -= 1
        if self.left == 0:
            self.left = None
            raise PowerCutError


@pytest.fixture
def power(monkeypatch: pytest.MonkeyPatch) -> Iterator[Countdown]:
    countdown = Countdown()
    commit = UnitOfWork.commit

    def commit_or_not(work: UnitOfWork) -> None:
        countdown.step()
        commit(work)
        countdown.step()

    monkeypatch.setattr(UnitOfWork, "commit", commit_or_not)
    yield countdown
    countdown.left = None


def _start_again(laptop: Laptop) -> None:
    laptop.store.close()
    laptop.store = open_store_file(laptop.folder / "store.db", KEY)
    laptop.use_cases = UseCases(laptop.store, laptop.company.clock)


def _sync_with_a_cut(laptop: Laptop, power: Countdown, step: int) -> SyncSummary | None:
    """Sync with the power going at ``step``; return the summary when it got to its end before."""
    laptop.link.before = laptop.link.after = power.step
    power.left = step
    summary = None
    with suppress(PowerCutError):
        summary = laptop.sync()
    power.left = None
    if summary is None:
        _start_again(laptop)
    return summary


def test_an_order_has_exactly_one_effect_wherever_its_sync_was_cut(
    company: Company, laptop: Laptop, power: Countdown
) -> None:
    laptop.sync()
    for step in range(1, 200):
        placed = laptop.order(SKUS[step % len(SKUS)])
        whole = _sync_with_a_cut(laptop, power, step)
        laptop.sync()
        record = laptop.use_cases.orders.get(placed.order.id)
        assert record.state is OrderState.CONFIRMED, step
        assert record.task in {TaskStatus.CONFIRMED, TaskStatus.ADJUSTED}
        assert company.orders() == step
        assert not laptop.use_cases.outbox.entries()
        if whole is not None:
            assert step > 10
            return
    pytest.fail("the sync never came to its end")


def test_a_first_load_is_whole_wherever_it_was_cut(
    company: Company, tmp_path: Path, power: Countdown
) -> None:
    for step in range(1, 400, 7):
        laptop = Laptop(company, tmp_path / f"laptop-{step}")
        laptop.link.page_rows = 3
        try:
            whole = _sync_with_a_cut(laptop, power, step)
            summary = laptop.sync()
            assert summary.why == ""
            assert len(laptop.use_cases.catalog.search()) == len(SKUS), step
            assert len(laptop.use_cases.customers.search()) == 5
        finally:
            laptop.store.close()
        if whole is not None:
            assert step > 20
            return
    pytest.fail("the sync never came to its end")


def test_cutting_a_first_load_again_and_again_still_brings_it_to_its_end(
    laptop: Laptop, power: Countdown
) -> None:
    laptop.link.page_rows = 2
    cuts = 0
    while _sync_with_a_cut(laptop, power, 25) is None:
        cuts += 1
        assert cuts < 50
    assert cuts > 2
    assert len(laptop.use_cases.catalog.search()) == len(SKUS)
    assert len(laptop.use_cases.customers.search()) == 5
