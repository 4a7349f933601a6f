"""The small company over every transport: each contract test runs over each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from smartclient.domain.clock import Clock, SystemClock
from tests.contract.synced_laptop import SyncedLaptop
from tests.https_company import WebOffice, found_https_company, web_office
from tests.live_company import found_live_company
from tests.live_gate import LiveDevices, devices_of
from tests.live_server import LiveOffice, live_office
from tests.office_company import Company, found_company

TRANSPORTS = ("mssql", "https", "sqlite")


@pytest.fixture(scope="session")
def live() -> Iterator[LiveOffice]:
    """A head office on the live SQL Server, skipping where there is none."""
    with live_office(SystemClock(), "contract") as office:
        yield office


@pytest.fixture(scope="session")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebOffice]:
    """A web service on a loopback port, over TLS, for one head office after another."""
    with web_office(tmp_path_factory.mktemp("web")) as office:
        yield office


@pytest.fixture(params=TRANSPORTS)
def company(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Company]:
    """A head office with the small company in it, over each transport."""
    if request.param == "sqlite":
        made = found_company(tmp_path, clock)
        yield made
        made.office.close()
        return
    if request.param == "https":
        behind = found_https_company(request.getfixturevalue("web"), tmp_path, clock)
        yield behind
        behind.office.close()
        return
    live: LiveOffice = request.getfixturevalue("live")
    yield found_live_company(live, clock)
    live.hang_up()


@pytest.fixture
def laptop(company: Company, tmp_path: Path) -> Iterator[SyncedLaptop]:
    """A laptop of Ann's, which syncs with that head office."""
    laptop = SyncedLaptop(company, tmp_path / "laptop")
    yield laptop
    laptop.store.close()


@pytest.fixture
def devices(live: LiveOffice) -> Iterator[LiveDevices]:
    """Devices of the small company on SQL Server, over the gate of a service there."""
    devices = devices_of(found_live_company(live, SystemClock()))
    yield devices
    devices.gate.close()
    live.hang_up()
