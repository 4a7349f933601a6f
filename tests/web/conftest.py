"""A head office that is a file, and a service before it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from smartclient.contract.web.gate import DeviceState
from smartclient.domain.clock import SystemClock
from tests.office_company import ANN, Company, found_company
from tests.web.local_gate import LocalGate
from tests.web_service import RunningService, new_credential, running_service


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A device that is enrolled: its credential, and the hash of it."""

    credential: str
    hash: bytes


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Company]:
    found = found_company(tmp_path, SystemClock())
    yield found
    found.office.close()


@pytest.fixture
def gate(company: Company) -> LocalGate:
    return LocalGate(company.office)


def enrol(gate: LocalGate, login: str) -> Enrolled:
    """Enrol a device for a login."""
    credential, digest = new_credential()
    gate.logins[digest] = login
    gate.states[digest] = DeviceState.ACTIVE
    return Enrolled(credential, digest)


@pytest.fixture
def ann(gate: LocalGate) -> Enrolled:
    return enrol(gate, ANN)


@pytest.fixture
def service(gate: LocalGate, tmp_path: Path) -> Iterator[RunningService]:
    with running_service(gate, tmp_path / "home") as running:
        yield running
