"""Databases that are prepared once for all tests of a process, each of which works on a copy."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine

from smartclient.domain.clock import Clock
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.importers import import_folder
from smartclient.headoffice.importers.sample import sample_folder
from smartclient.headoffice.opening import open_database
from smartclient.store.database.opening import create_store, open_store_file
from smartclient.store.unit_of_work import Store
from smartclient.store.work.assigned_numbers import AssignedNumbers
from tests.set_clock import SetClock

_ANY_TIME = datetime(2026, 11, 21, tzinfo=UTC)

Fill = Callable[[HeadOffice, Clock], None]
"""Puts a company into a head office with an empty database; a function of a module."""


def write_office(file: Path, clock: Clock, fill: Fill) -> str:
    """Write the database of a head office that was filled now, and return its address."""
    file.write_bytes(_filled_office(fill, clock.now()))
    return f"sqlite:///{file.as_posix()}"


def new_office_database(file: Path) -> Engine:
    """Write the database of an empty head office, and open it."""
    file.write_bytes(_filled_office(_leave_empty, _ANY_TIME))
    return open_database(f"sqlite:///{file.as_posix()}")


def _leave_empty(_office: HeadOffice, _clock: Clock) -> None:
    pass


def import_sample(office: HeadOffice, clock: Clock) -> None:
    """Import the sample company."""
    import_folder(office.engine, sample_folder(), clock=clock)


def new_store(path: Path, key: bytes, numbers: AssignedNumbers | None = None) -> Store:
    """Write an empty store, and open it."""
    path.write_bytes(_empty_store(key))
    return open_store_file(path, key, numbers=numbers)


# a clock that runs asks for another one each time
@lru_cache(maxsize=8)
def _filled_office(fill: Fill, at: datetime) -> bytes:
    with TemporaryDirectory() as folder:
        file, clock = Path(folder) / "office.db", SetClock(at)
        office = HeadOffice.open(f"sqlite:///{file.as_posix()}", clock)
        office.init()
        fill(office, clock)
        office.close()
        return file.read_bytes()


@cache
def _empty_store(key: bytes) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        create_store(path, key).close()
        return path.read_bytes()
