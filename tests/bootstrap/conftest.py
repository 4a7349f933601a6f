"""What the bootstrap's tests share: a head office with the small company in it."""

from pathlib import Path

import pytest

from smartclient.domain.clock import Clock
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.importers import import_folder
from tests.small_company import write_company


@pytest.fixture
def office_file(tmp_path: Path, clock: Clock) -> Path:
    file = tmp_path / "office.db"
    office = HeadOffice.at(f"sqlite:///{file}", clock)
    office.init()
    import_folder(office.engine, write_company(tmp_path / "company"), clock=clock)
    office.close()
    return file


@pytest.fixture
def url(office_file: Path) -> str:
    return f"sqlite:///{office_file}"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"
