"""The small company on every database head office runs on: each contract test runs on each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from smartclient.domain.clock import Clock, SystemClock
from tests.live_company import found_live_company
from tests.live_server import LiveOffice, live_office
from tests.office_company import Company, found_company

DIALECTS = ("mssql", "sqlite")


@pytest.fixture(scope="session")
def live() -> Iterator[LiveOffice]:
    """A head office on the live SQL Server, skipping where there is none."""
    with live_office(SystemClock(), "contract") as office:
        yield office


@pytest.fixture(params=DIALECTS)
def company(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Company]:
    """A head office with the small company in it, on each kind of database."""
    if request.param == "sqlite":
        made = found_company(tmp_path, clock)
        yield made
        made.office.close()
        return
    live: LiveOffice = request.getfixturevalue("live")
    yield found_live_company(live, clock)
    live.hang_up()
