"""Crashes: a sync that is cut between any two of its steps costs at most the page in flight."""

from pathlib import Path

import pytest

from smartclient.domain.sales.orders import OrderState
from smartclient.domain.tasks import TaskStatus
from tests.small_company import SKUS
from tests.sync.power_cuts import Countdown, sync_with_a_cut
from tests.sync.sync_world import Company, Laptop


def test_an_order_has_exactly_one_effect_wherever_its_sync_was_cut(
    company: Company, laptop: Laptop, power: Countdown
) -> None:
    laptop.sync()
    for step in range(1, 200):
        placed = laptop.order(SKUS[step % len(SKUS)])
        whole = sync_with_a_cut(laptop, power, step)
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
            whole = sync_with_a_cut(laptop, power, step)
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
    while sync_with_a_cut(laptop, power, 25) is None:
        cuts += 1
        assert cuts < 50
    assert cuts > 2
    assert len(laptop.use_cases.catalog.search()) == len(SKUS)
    assert len(laptop.use_cases.customers.search()) == 5
