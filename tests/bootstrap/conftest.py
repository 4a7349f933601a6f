"""What the bootstrap's tests share: a head office with the small company in it."""

from pathlib import Path

import pytest

from smartclient.domain.clock import Clock
from tests.prepared import write_office
from tests.small_company import import_company


@pytest.fixture
def office_file(tmp_path: Path, clock: Clock) -> Path:
    file = tmp_path / "office.db"
    write_office(file, clock, import_company)
    return file


@pytest.fixture
def url(office_file: Path) -> str:
    return f"sqlite:///{office_file}"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"
