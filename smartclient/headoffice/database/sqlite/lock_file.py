"""Lock files beside an embedded head office: which process answers requests now, which imports.

The operating system frees a lock however its holder ends. Several people may use one head office
in a shared folder, so the lock file gets the rights of the database beside it, and one that
another person created, which may not be written to, can be locked all the same.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from smartclient.domain.errors import ContendedError, SetUpError

_LOOK_AGAIN_SECONDS = 0.1
_READ_AND_WRITE = 0o666


@contextmanager
def hold_lock_file(database: Path, *, patience_seconds: float) -> Iterator[None]:
    """Hold the lock of workers; ContendedError where another process holds it for longer.

    Raises SetUpError where no lock file can be created or opened.
    """
    release = _acquired(database, "worker-lock", patience_seconds)
    if release is None:
        raise ContendedError(
            "Another program is answering requests at the moment.",
            detail=f"{database}.worker-lock is held",
        )
    try:
        yield
    finally:
        release()


@contextmanager
def hold_import_lock(database: Path) -> Iterator[bool]:
    """Hold the lock of imports; yields whether no other process holds it.

    Raises SetUpError where no lock file can be created or opened.
    """
    release = _acquired(database, "import-lock", 0)
    try:
        yield release is not None
    finally:
        if release is not None:
            release()


def _acquired(database: Path, suffix: str, patience_seconds: float) -> Callable[[], object] | None:
    """What releases the lock, None where another process holds it for longer."""
    path = Path(f"{database}.{suffix}")
    try:
        return _acquire(path, database, patience_seconds)
    except TimeoutError:
        return None
    except OSError as error:
        raise SetUpError(
            "The file {path} can't be used. Ask who made it to let you read it, or to delete it.",
            path=path,
            detail=str(error),
        ) from error


if sys.platform == "win32":
    from filelock import FileLock, Timeout

    def _acquire(path: Path, database: Path, patience_seconds: float) -> Callable[[], object]:  # noqa: ARG001
        lock = FileLock(path, timeout=patience_seconds)
        try:
            lock.acquire()
        except Timeout as error:
            raise TimeoutError(str(error)) from error
        return lock.release

else:
    import fcntl

    def _acquire(path: Path, database: Path, patience_seconds: float) -> Callable[[], object]:
        handle = _opened(path, database)
        try:
            _lock_within(handle, path, patience_seconds)
        except BaseException:
            os.close(handle)
            raise
        return lambda: os.close(handle)  # which releases the lock

    def _opened(path: Path, database: Path) -> int:
        """Open the lock file, created with the rights of the database where it is not there yet."""
        with suppress(FileExistsError):
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, _READ_AND_WRITE)
            with suppress(OSError):
                os.fchmod(handle, database.stat().st_mode & _READ_AND_WRITE)
            return handle
        try:
            return os.open(path, os.O_RDWR)
        except PermissionError:
            # another person's: locking it needs no more than reading it
            return os.open(path, os.O_RDONLY)

    def _lock_within(handle: int, path: Path, patience_seconds: float) -> None:
        deadline = time.monotonic() + patience_seconds
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                if time.monotonic() >= deadline:
                    raise TimeoutError(f"{path} is held") from error
                time.sleep(_LOOK_AGAIN_SECONDS)
            else:
                return
