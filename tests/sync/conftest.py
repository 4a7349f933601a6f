"""What the sync's tests share: one company, and one rep's laptop."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from smartclient.domain.clock import Clock
from tests.small_company import OTHER_REP
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
def other(company: Company, tmp_path: Path) -> Laptop:
    return Laptop(company, tmp_path / "other", OTHER_REP)
