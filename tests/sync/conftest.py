"""What the sync's tests share: one company, and one rep's laptop."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from smartclient.domain.clock import Clock
from smartclient.store.unit_of_work import UnitOfWork
from tests.small_company import OTHER_REP
from tests.sync.power_cuts import Countdown
from tests.sync.sync_world import Company, Laptop


@pytest.fixture
def company(tmp_path: Path, clock: Clock) -> Iterator[Company]:
    company = Company(tmp_path, clock)
    yield company
    company.office.close()


@pytest.fixture
def laptop(company: Company, tmp_path: Path) -> Iterator[Laptop]:
    laptop = Laptop(company, tmp_path / "laptop")
    yield laptop
    laptop.store.close()


@pytest.fixture
def second(company: Company, tmp_path: Path) -> Iterator[Laptop]:
    """Another laptop of the same rep."""
    laptop = Laptop(company, tmp_path / "second")
    yield laptop
    laptop.store.close()


@pytest.fixture
def other(company: Company, tmp_path: Path) -> Laptop:
    return Laptop(company, tmp_path / "other", OTHER_REP)


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
