"""A database file that is replaced while it is open: noticed at the next use.

An open connection goes on with the file that it opened, also when another one has its name by now.
A copy that was written over the open file in place is worse: the pages of the open log would be
written into it. Such a copy is set up as a file of its own first, which SQLite sees it must leave
alone, and then opened anew like any other.
"""

import logging
import os
import shutil
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import DisconnectionError

from smartclient.domain.errors import OutOfReachError

logger = logging.getLogger(__name__)

_OPENED = "smartclient_opened_file"
_COUNTER_AT = 24
"""Where a database file counts its changes (SQLite, "Database File Format", 1.3.7)."""


class _Watched:
    """One database file, and how far its count of changes was seen to have come."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen = 0

    def identity(self) -> tuple[int, int] | None:
        """Return which file is at the path, None where there is none."""
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def set_up_what_was_written_over(self) -> None:
        """Make a file of its own of a copy that was written over the open one in place.

        An earlier state counts fewer changes; the count of one file never falls.
        """
        counted = self._counted()
        if counted < self._seen:
            logger.warning("the database file %s was written over in place", self._path.name)
            self._set_up()
        self._seen = counted

    def forget(self) -> None:
        """Take another file at the path as one that was not seen before."""
        self._seen = self._counted()

    def _counted(self) -> int:
        try:
            with self._path.open("rb") as file:
                file.seek(_COUNTER_AT)
                return int.from_bytes(file.read(4), "big")
        except OSError:
            return self._seen

    def _set_up(self) -> None:
        copy = self._path.with_name(f"{self._path.name}.{os.getpid()}.copy")
        try:
            shutil.copy2(self._path, copy)
            copy.replace(self._path)
            for suffix in ("-wal", "-shm"):
                Path(f"{self._path}{suffix}").unlink(missing_ok=True)
        except OSError as error:
            raise OutOfReachError(
                "The head office file was replaced while it was open, and can't be opened anew. "
                "Close every program that uses it, then put the copy back again.",
                detail=str(error),
            ) from error


def reopen_when_replaced(engine: Engine, path: Path) -> None:
    """Let each use of ``engine`` begin with a connection to the file that is at ``path`` now."""
    watched = _Watched(path)

    def opened(connection: Any, record: Any) -> None:  # noqa: ANN401, ARG001 (as the pool calls it)
        record.info[_OPENED] = watched.identity()

    def used(connection: Any, record: Any, proxy: Any) -> None:  # noqa: ANN401, ARG001 (as above)
        there = watched.identity()
        if there is None:
            return
        if there == record.info.get(_OPENED):
            watched.set_up_what_was_written_over()
            there = watched.identity()
        if there != record.info.get(_OPENED):
            logger.warning("the database file %s was replaced; it is opened again", path.name)
            watched.forget()
            # the pool closes this connection and makes another
            raise DisconnectionError

    event.listen(engine, "connect", opened)
    event.listen(engine, "checkout", used)
