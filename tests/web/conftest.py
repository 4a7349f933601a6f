"""A head office that is a file, and a service before it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from smartclient.domain.clock import SystemClock
from tests.office_company import ANN, Company, found_company
from tests.web.watched_gate import Enrolled, WatchedGate
from tests.web_service import RunningService, running_service


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Company]:
    found = found_company(tmp_path, SystemClock())
    yield found
    found.office.close()


@pytest.fixture
def gate(company: Company) -> WatchedGate:
    return WatchedGate(company.office)


@pytest.fixture
def ann(gate: WatchedGate) -> Enrolled:
    return gate.enrol(ANN)


@pytest.fixture
def service(gate: WatchedGate, tmp_path: Path) -> Iterator[RunningService]:
    with running_service(gate, tmp_path / "home") as running:
        yield running
