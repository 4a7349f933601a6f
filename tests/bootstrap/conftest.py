"""What the bootstrap's tests share: a head office with the small company in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from smartclient.bootstrap import Session, sign_in
from smartclient.domain.clock import Clock
from tests.bootstrap.carried import CarriedOffice, carried_office
from tests.prepared import write_office
from tests.small_company import REP, import_company


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


@pytest.fixture
def carried(url: str, tmp_path: Path, clock: Clock) -> Iterator[CarriedOffice]:
    folder = tmp_path / "stick"
    folder.mkdir()
    made = carried_office(url, folder, clock)
    yield made
    made.office.close()


@pytest.fixture
def session(home: Path, carried: CarriedOffice, clock: Clock) -> Iterator[Session]:
    """A device that synced once and is offline from then on."""
    with sign_in(home, url=carried.url, login=REP, clock=clock) as session:
        session.work_offline(on=True)
        yield session
