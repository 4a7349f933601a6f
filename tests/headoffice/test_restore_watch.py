"""A serving worker says once that its file was replaced under it, and that it was restored."""

import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from smartclient.contract.messages import PlaceOrder
from smartclient.domain.clock import SystemClock
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.database.restore_detection import RestoreCause
from smartclient.headoffice.worker import serving as serving_module
from smartclient.headoffice.worker.notices import FileReplaced, Notice, Restored, Serving
from smartclient.headoffice.worker.restore_monitor import RestoreMonitor
from tests.office_company import ANN, SHOP, Company, line


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the small company's head office is."""
    return tmp_path / "company.db"


def order(company: Company) -> None:
    body = PlaceOrder(order=company.order(line("A", 1), customer=SHOP))
    company.send(ANN, company.request(body, lane=SHOP))
    company.office.answer_waiting()


def move(copy: Path, file: Path) -> None:
    """Put a copy in the place of a file."""
    for suffix in ("-wal", "-shm"):
        Path(f"{file}{suffix}").unlink(missing_ok=True)
    copy.replace(file)


def write_over(copy: Path, file: Path) -> None:
    """Write a copy over a file in place."""
    file.write_bytes(copy.read_bytes())


@pytest.fixture
def copy(company: Company, file: Path) -> Path:
    """A copy of the head office file, made before there was an order."""
    made = file.with_name("copy.db")
    company.office.engine.dispose()
    shutil.copy(file, made)
    order(company)
    company.office.engine.dispose()
    company.office.answer_waiting()
    return made


@pytest.mark.parametrize("put", [move, write_over])
def test_a_file_that_is_put_back_is_reported_once_and_so_is_the_restore(
    company: Company, file: Path, copy: Path, put: Callable[[Path, Path], None]
) -> None:
    reported: list[Notice] = []
    watch = RestoreMonitor(company.office.engine, file, reported.append, company.clock)
    watch.look()
    assert reported == []
    put(copy, file)
    company.office.answer_waiting()
    watch.look()
    watch.look()
    restored = Restored(at=company.clock.now(), why=RestoreCause.FILE_WENT_BACK)
    assert reported == [FileReplaced(), restored]


def test_a_restore_by_command_is_reported_too(company: Company) -> None:
    reported: list[Notice] = []
    watch = RestoreMonitor(company.office.engine, None, reported.append, company.clock)
    company.office.restored()
    watch.look()
    watch.look()
    assert reported == [Restored(at=company.clock.now(), why=RestoreCause.COMMAND)]


def test_a_restore_before_the_worker_began_is_no_news(company: Company) -> None:
    company.office.restored()
    reported: list[Notice] = []
    RestoreMonitor(company.office.engine, None, reported.append, SystemClock()).look()
    assert reported == []


def test_a_serving_worker_reports_it(
    company: Company, file: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving_module, "_HEARTBEAT_SECONDS", 0.05)
    office = HeadOffice(company.office.engine, SystemClock(), file=file)
    stop, reported = threading.Event(), list[Notice]()
    thread = threading.Thread(target=office.serve, args=(stop, reported.append))
    thread.start()
    try:
        until(lambda: Serving() in reported)
        move(copy, file)
        until(lambda: any(isinstance(item, Restored) for item in reported))
    finally:
        stop.set()
        thread.join(30)
    assert reported.count(FileReplaced()) == 1


def until(what: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not what():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.02)
