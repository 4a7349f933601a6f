"""The parts that are measured, set up as the program sets them up."""

import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from smartclient.database.engines import SQLITE_PRAGMAS
from smartclient.domain.clock import HeadOfficeClock, SystemClock
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.importers import import_folder
from smartclient.store.database.opening import create_store
from smartclient.store.unit_of_work import Store
from smartclient.sync.engine import SyncEngine
from smartclient.sync.lock import SyncLock
from tests.benchmarks.company import write_company

KEY = bytes(range(32))
CLOCK = SystemClock()


def make_office(folder: Path, *, products: int, customers: int, orders: int) -> HeadOffice:
    """Make a head office with a large company in ``folder``."""
    files = write_company(folder / "company", products=products, customers=customers, orders=orders)
    office = HeadOffice.open(f"sqlite:///{folder / 'headoffice.db'}", CLOCK)
    office.init()
    import_folder(office.engine, files, clock=CLOCK)
    return office


def make_store(folder: Path) -> Store:
    """Make an empty store in ``folder``."""
    return create_store(folder / "store.db", KEY)


def engine_between(
    store: Store, office: HeadOffice, folder: Path, login: str, answer: Callable[[], None]
) -> SyncEngine:
    """Return the sync of ``store`` with ``office`` as ``login``."""
    return SyncEngine(
        store=store,
        connect=lambda: office.operations(login),
        answer_now=answer,
        clock=HeadOfficeClock(CLOCK),
        lock=SyncLock(folder / "sync.lock", timeout=timedelta(0)),
        random=lambda: 0.5,
    )


def bare_cipher(path: Path) -> Any:  # noqa: ANN401 (the driver has no types)
    """Return a bare connection to an encrypted file, with the store's own durability."""
    return _prepared(dbapi2.connect(str(path), isolation_level=None), KEY)


def bare_sqlite(path: Path) -> sqlite3.Connection:
    """Return a bare connection to a plain file, with head office's own durability."""
    connection: sqlite3.Connection = _prepared(sqlite3.connect(path, isolation_level=None), None)
    return connection


def _prepared(connection: Any, key: bytes | None) -> Any:  # noqa: ANN401 (either driver's)
    if key is not None:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for pragma in SQLITE_PRAGMAS:
        connection.execute(pragma)
    return connection
