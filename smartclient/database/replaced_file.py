"""A database file that is replaced while it is open: noticed at the next use.

An open connection goes on with the file that it opened, also when another one has its name by now
or none has it.
A copy that was written over the open file in place is worse: the pages of the open log would be
written into it. Such a copy is set up as a file of its own first, which SQLite sees it must leave
alone, and then reopened like any other.

The file is read by a descriptor that stays open: closing any descriptor of a file releases every
lock that the process has on it, SQLite's included (POSIX, ``fcntl``; SQLite, "How To
Corrupt An SQLite Database File", 2.2).
"""

import logging
import os
import shutil
import sys
import threading
import weakref
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine, event
from sqlalchemy.exc import DisconnectionError

from smartclient.database.sqlite_log import HEADER_BYTES, Counts, change_counts, first_change_count
from smartclient.domain.errors import OutOfReachError

logger = logging.getLogger(__name__)

_OPENED = "smartclient_opened_file"
_PART = 1 << 20
_NOTHING: Final = Counts(programs=0, sqlite=0)

Identity = tuple[int, int]
"""Device and inode of a file."""


class _Descriptors:
    """One descriptor for each file that engines of this process have open, until the last ends."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: dict[Identity, tuple[int, int]] = {}

    def acquire(self, path: Path) -> tuple[Identity, int]:
        """Which file is at ``path``, with a descriptor; OSError where there is none."""
        with self._lock:
            found = _identity_of(path)
            descriptor, users = self._open.get(found, (-1, 0))
            if not users:
                descriptor = os.open(path, os.O_RDONLY)
            self._open[found] = (descriptor, users + 1)
            return found, descriptor

    def release(self, file: Identity) -> None:
        """Close the descriptor of a file that no engine uses any more."""
        with self._lock:
            descriptor, users = self._open.pop(file)
            if users > 1:
                self._open[file] = (descriptor, users - 1)
            else:
                os.close(descriptor)


_DESCRIPTORS: Final = _Descriptors()
"""Locks belong to the process, whichever engine holds them, and so do the descriptors."""


def _identity_of(path: Path) -> Identity:
    found = path.stat()
    return found.st_dev, found.st_ino


class WatchedFile:
    """One database file, and the highest count of changes that was seen in it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen = _NOTHING
        self._held: tuple[Identity, int] | None = None
        self._before: list[tuple[Identity, int]] = []

    def identity(self) -> Identity | None:
        """Which file is at the path, None where there is none."""
        try:
            return _identity_of(self._path)
        except OSError:
            return None

    def is_gone(self) -> bool:
        """Whether there is no file at the path; False where that can't be seen."""
        try:
            self._path.stat()
        except FileNotFoundError:
            return True
        except OSError:
            return False
        return False

    def end(self) -> None:
        """Close the descriptor: no connection of this engine is open."""
        for held in (*self._before, *([] if self._held is None else [self._held])):
            _DESCRIPTORS.release(held[0])
        self._before, self._held = [], None

    def replace_overwritten(self) -> None:
        """Replace a copy that was written over the open file in place by a file of its own."""
        if sys.platform == "win32":
            # there nobody can write over an open database
            return
        # twice: it may be replaced by another file between two looks
        if self._is_written_over() and self._is_written_over():
            logger.warning("the database file %s was written over in place", self._path.name)
            self._set_up()
        counted = self._counted()
        self._seen = counted or self._seen

    def _is_written_over(self) -> bool:
        """Whether the file is in an earlier state than it was.

        It counts fewer changes than were seen, or than there had been when the log was begun that
        lies beside it. Each transaction that writes counts one, and so is missing in every earlier
        copy that was made of the file. One that SQLite made of file and log (``VACUUM INTO``) may
        have more of them than the file has without its log, but restarts SQLite's own count.
        """
        if self._held is not None and self.identity() != self._held[0]:
            self.look_at_other_file()
        # the log first: the file only ever counts more
        begun_with = first_change_count(Path(f"{self._path}-wal"))
        counted = self._counted()
        if counted is None:
            return False
        went_back = counted.programs < self._seen.programs or counted.sqlite < self._seen.sqlite
        return went_back or (begun_with is not None and counted.programs + 1 < begun_with)

    def look_at_other_file(self) -> None:
        """Take the file at the path as one that was not seen before."""
        if self._held is not None:
            # somebody may hold locks on that still
            self._before.append(self._held)
            self._held = None
        self._seen = self._counted() or _NOTHING

    def _counted(self) -> Counts | None:
        if sys.platform == "win32":
            return None
        try:
            if self._held is None:
                self._held = _DESCRIPTORS.acquire(self._path)
            return change_counts(os.pread(self._held[1], HEADER_BYTES, 0))
        except OSError:
            return None

    def _set_up(self) -> None:
        copy = self._path.with_name(f"{self._path.name}.{os.getpid()}.copy")
        try:
            self._copy_to(copy)
            copy.replace(self._path)
            for suffix in ("-wal", "-shm"):
                Path(f"{self._path}{suffix}").unlink(missing_ok=True)
        except OSError as error:
            raise OutOfReachError(
                "The head office file was replaced while it was open, and can't be opened again. "
                "Close every program that uses it, then put the copy back again.",
                advice="",
                detail=str(error),
            ) from error

    def _copy_to(self, copy: Path) -> None:
        if sys.platform == "win32" or self._held is None:
            return
        at = 0
        with copy.open("wb") as written:
            while part := os.pread(self._held[1], _PART, at):
                written.write(part)
                at += len(part)
            written.flush()
            os.fsync(written.fileno())
        with suppress(OSError):
            shutil.copymode(self._path, copy)


def reopen_when_replaced(engine: Engine, watched: WatchedFile) -> None:
    """Begin each use of ``engine`` with a connection to the file that is there now."""

    def opened(connection: Any, record: Any) -> None:  # noqa: ANN401, ARG001 (as the pool calls it)
        record.info[_OPENED] = watched.identity()

    def used(connection: Any, record: Any, proxy: Any) -> None:  # noqa: ANN401, ARG001 (as above)
        identity = watched.identity()
        if identity is None:
            if watched.is_gone():
                # the pool closes this connection, and finds no file to open
                raise DisconnectionError
            return
        if identity == record.info.get(_OPENED):
            watched.replace_overwritten()
            identity = watched.identity()
        if identity != record.info.get(_OPENED):
            logger.warning("the database file was replaced; it is opened again")
            watched.look_at_other_file()
            # the pool closes this connection and opens another
            raise DisconnectionError

    weakref.finalize(engine, watched.end)
    event.listen(engine, "connect", opened)
    event.listen(engine, "checkout", used)
