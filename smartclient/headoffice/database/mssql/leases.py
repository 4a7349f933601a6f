"""What keeps workers apart on SQL Server: leases by the server's time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection


def now(connection: Connection) -> datetime:
    """The server's time."""
    server_time: datetime = connection.exec_driver_sql("SELECT SYSUTCDATETIME()").scalar_one()
    return server_time.replace(tzinfo=UTC)


@contextmanager
def only_worker(file: Path | None) -> Iterator[bool]:  # noqa: ARG001 (there is none)
    """Yield False: workers may run on several machines."""
    yield False
