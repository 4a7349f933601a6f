"""What keeps workers apart on SQL Server, and imports: leases by its time, and its locks."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine

_LOCK_IMPORT: Final = (
    "DECLARE @got int; EXEC @got = sp_getapplock @Resource = N'smartclient_import', "
    "@LockMode = N'Exclusive', @LockOwner = N'Session', @LockTimeout = 0, "
    # a rep can't keep it: owners and admins alone import
    "@DbPrincipal = N'smartclient_admin'; SELECT @got"
)


def now(connection: Connection) -> datetime:
    """The server's time."""
    server_time: datetime = connection.exec_driver_sql("SELECT SYSUTCDATETIME()").scalar_one()
    return server_time.replace(tzinfo=UTC)


@contextmanager
def only_worker(file: Path | None) -> Iterator[bool]:  # noqa: ARG001 (there is none)
    """Yield False: workers may run on several machines."""
    yield False


@contextmanager
def only_import(engine: Engine) -> Iterator[bool]:
    """Hold a lock of the server's for a session; yields False where another import holds it.

    No transaction is open meanwhile. The server frees the lock when the program dies.
    """
    connection = engine.connect()
    try:
        got = int(connection.exec_driver_sql(_LOCK_IMPORT).scalar_one())
        connection.commit()
        yield got >= 0
    finally:
        # the lock ends with the session
        connection.invalidate()
        connection.close()
