"""A head office file on a disk that is full: what it holds can be read, and nobody is kept out."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest

from smartclient.database import engines
from smartclient.database.transactions import reading
from smartclient.domain.clock import Clock
from smartclient.domain.errors import NoRoomError, OutOfReachError
from smartclient.headoffice.admin import maintenance
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.admin.status import status
from smartclient.headoffice.importers import import_folder
from tests.small_company import REP, write_company
from tests.small_disk import SmallDisk, small_disk

READ_BY_ANOTHER = """
import sys
from smartclient.domain.clock import SystemClock
from smartclient.headoffice.admin.service import HeadOffice
office = HeadOffice.open(sys.argv[1], SystemClock())
print(len(office.cases()))
office.close()
"""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk") as disk:
        yield disk


@pytest.fixture
def url(disk: SmallDisk, tmp_path: Path, clock: Clock) -> str:
    """The address of a head office that nobody has open, on a disk without room."""
    url = f"sqlite:///{disk.path / 'office.db'}"
    office = HeadOffice.open(url, clock)
    office.init()
    import_folder(office.engine, write_company(tmp_path / "company"), clock=clock)
    office.close()
    disk.fill()
    return url


@pytest.fixture
def office(url: str, clock: Clock) -> Iterator[HeadOffice]:
    office = HeadOffice.open(url, clock)
    yield office
    office.close()


def test_reading_goes_on_and_writing_names_the_cause(
    office: HeadOffice, disk: SmallDisk, clock: Clock
) -> None:
    assert status(office.engine).orders == 0
    assert not office.cases()
    assert not office.open_conflicts()
    assert not office.stopped()
    assert maintenance.policies(office.engine)
    assert office.operations(REP)
    assert office.answer_waiting() == 0
    with pytest.raises(NoRoomError, match="disk with the head office file is full"):
        office.describe(company="Another Name")
    disk.make_room()
    office.describe(company="Another Name")


def test_who_reads_it_keeps_no_other_program_out(url: str, office: HeadOffice) -> None:
    for _ in range(2):
        assert office.cases() == ()
        ended = subprocess.run(
            [sys.executable, "-c", READ_BY_ANOTHER, url],
            cwd=Path(__file__).parents[2],
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )
        assert (ended.stdout.strip(), ended.returncode) == ("0", 0), ended.stderr


def test_who_reads_it_in_one_program_waits_for_the_other(office: HeadOffice) -> None:
    with ThreadPoolExecutor(4) as threads:
        with reading(office.engine):
            others = [threads.submit(office.cases) for _ in range(4)]
            assert not wait(others, timeout=0.2).done
        assert [other.result(timeout=30) for other in others] == [()] * 4


def test_who_waits_too_long_for_it_is_advised_to_make_room(
    office: HeadOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "BUSY_TIMEOUT_MS", 50)
    with reading(office.engine) as connection:
        # still known after it is closed, which must suffice to let the next one in
        driver = connection.connection.driver_connection
        with pytest.raises(OutOfReachError, match="Make room on its disk"):
            office.cases()
    assert office.cases() == ()
    del driver


def test_one_that_others_have_open_is_read_beside_them(
    disk: SmallDisk, url: str, office: HeadOffice, clock: Clock
) -> None:
    disk.make_room()
    assert office.cases() == ()
    disk.fill()
    beside = HeadOffice.open(url, clock)
    try:
        assert beside.cases() == office.cases() == ()
    finally:
        beside.close()
