"""What the tests of head office start from: a small company, open for one test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from smartclient.domain.clock import Clock, SystemClock
from tests.live_company import LiveCompany, found_live_company
from tests.live_server import LiveOffice, Raw, live_office
from tests.office_company import ANN, Company, found_company
from tests.prepared import new_office_database


@pytest.fixture
def company(tmp_path: Path, clock: Clock) -> Iterator[Company]:
    company_ = found_company(tmp_path, clock)
    yield company_
    company_.office.close()


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """An empty head office's database."""
    engine = new_office_database(tmp_path / "headoffice.db")
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def live() -> Iterator[LiveOffice]:
    """A head office on the live SQL Server, skipping where there is none."""
    with live_office(SystemClock()) as office:
        yield office


@pytest.fixture
def live_company(live: LiveOffice) -> Iterator[LiveCompany]:
    """The small company on the live SQL Server, as it was founded."""
    yield found_live_company(live, SystemClock())
    live.hang_up()


@pytest.fixture
def ann(live_company: LiveCompany) -> Iterator[Raw]:
    """A connection that Ann's login may open with any program."""
    with live_company.live.as_login(live_company.live.logins[ANN]) as connection:
        yield connection
