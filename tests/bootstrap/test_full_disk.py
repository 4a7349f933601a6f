"""A disk that is full or read-only: what was saved is kept, and sentences name the cause."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from smartclient.bootstrap import Session, open_session, sign_in
from smartclient.bootstrap.doctor import check_head_office, check_laptop
from smartclient.diagnostics.finding import Check
from smartclient.domain.clock import Clock
from smartclient.domain.errors import DiskFullError, StoreError
from smartclient.domain.sales.orders import OrderLine
from tests.small_company import CUSTOMER, REP, SKUS
from tests.small_disk import SmallDisk, small_disk


def place_many(session: Session) -> None:
    for _ in range(100):
        place(session)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk") as disk:
        yield disk


@pytest.fixture
def home(disk: SmallDisk, url: str, clock: Clock) -> Path:
    """A laptop on the small disk, with one unsent order."""
    home = disk.path / "home"
    with sign_in(home, url=url, login=REP, clock=clock) as session:
        session.work_offline(on=True)
        place(session)
    return home


def place(session: Session) -> None:
    order = session.use_cases.orders.new(CUSTOMER)
    line = OrderLine(line=1, sku=SKUS[0], quantity=1)
    session.use_cases.orders.place(
        session.use_cases.orders.quote(replace(order, lines=(line,))).order
    )


def test_reading_goes_on_and_writing_names_the_cause(
    home: Path, disk: SmallDisk, clock: Clock
) -> None:
    disk.fill()
    with open_session(home, clock=clock) as session:
        assert len(session.use_cases.orders.search()) == 1
        assert session.use_cases.catalog.search()
        assert len(session.use_cases.outbox.entries()) == 1
        assert session.use_cases.status.current().to_send == 1
        with pytest.raises(DiskFullError, match="disk is full"):
            place_many(session)
    disk.make_room()
    with open_session(home, clock=clock) as session:
        place(session)
        assert len(session.use_cases.outbox.entries()) >= 2
        session.work_offline(on=False)
        assert session.sync_now().waiting == 0


def test_a_disk_that_fills_while_it_is_open_is_named(
    home: Path, disk: SmallDisk, clock: Clock
) -> None:
    with open_session(home, clock=clock) as session:
        disk.fill()
        with pytest.raises(DiskFullError, match="disk is full"):
            place_many(session)
        assert session.use_cases.outbox.entries()
        with pytest.raises(DiskFullError, match="disk is full"):
            session.save_preferences(session.settings)


def test_the_doctor_names_it_and_gives_no_advice_that_costs_work(
    home: Path, disk: SmallDisk, clock: Clock
) -> None:
    disk.fill()
    found = {finding.check: finding for finding in check_laptop(home, clock)}
    assert not found[Check.FOLDER].ok
    assert "disk is full or nearly" in found[Check.FOLDER].detail
    assert "delete nothing" in found[Check.FOLDER].advice
    assert not any("copy of it" in finding.advice for finding in found.values())


def test_a_folder_that_may_not_be_written_to_is_named(
    home: Path, disk: SmallDisk, clock: Clock
) -> None:
    disk.make_read_only()
    with pytest.raises(StoreError, match="may be written to"):
        open_session(home, clock=clock)
    found = {finding.check: finding for finding in check_laptop(home, clock)}
    assert not found[Check.FOLDER].ok
    assert "may not be written to" in found[Check.FOLDER].detail
    assert not found[Check.STORE].ok
    assert "See the finding about the folder" in found[Check.STORE].advice
    assert not any("copy of it" in finding.advice for finding in found.values())


@pytest.mark.parametrize(
    ("spoil", "phrase"),
    [(SmallDisk.fill, "nearly full"), (SmallDisk.make_read_only, "may not be written to")],
)
def test_a_full_or_read_only_disk_of_head_office_is_named(
    disk: SmallDisk,
    office_file: Path,
    tmp_path: Path,
    clock: Clock,
    spoil: Callable[[SmallDisk], None],
    phrase: str,
) -> None:
    file = Path(shutil.copy(office_file, disk.path / "office.db"))
    sign_in(tmp_path / "home", url=f"sqlite:///{file}", login=REP, clock=clock).close()
    well = check_head_office(f"sqlite:///{file}", clock)
    assert all(finding.ok for finding in well)
    spoil(disk)
    for findings in (
        check_head_office(f"sqlite:///{file}", clock),
        check_laptop(tmp_path / "home", clock),
    ):
        found = {finding.check: finding for finding in findings}
        assert not found[Check.OFFICE_DISK].ok
        assert phrase in found[Check.OFFICE_DISK].detail
