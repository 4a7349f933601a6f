"""What keeps workers apart at a SQLite file, and imports: lock files beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine

from smartclient.database.types import instant_from_text
from smartclient.headoffice.database.sqlite.file import file_of
from smartclient.headoffice.database.sqlite.lock_file import hold_import_lock, hold_lock_file

_OTHER_WORKER_SECONDS: Final = 30


def now(connection: Connection) -> datetime:
    """The machine's time as SQLite reports it."""
    return instant_from_text(
        connection.exec_driver_sql("SELECT strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')").scalar_one()
    )


@contextmanager
def only_worker(file: Path | None) -> Iterator[bool]:
    """Hold the lock file beside the database; the system frees it when a process dies."""
    if file is None:
        yield False
        return
    with hold_lock_file(file, patience_seconds=_OTHER_WORKER_SECONDS):
        yield True


@contextmanager
def only_import(engine: Engine) -> Iterator[bool]:
    """Hold a lock file beside the database; yields False where another import holds it."""
    with engine.connect() as connection:
        file = file_of(connection)
    with hold_import_lock(file) as alone:
        yield alone
