"""Durable files: written whole or not at all, flushed to the disk, and their owner's alone."""

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from smartclient.domain.errors import DiskFullError, SetUpError, SmartClientError

OWNERS_ALONE = 0o600

DISK_FULL = "The disk is full. Make room, then do this again; nothing that was saved is lost."


def not_written(path: Path, error: OSError) -> SmartClientError:
    """What is to be said where ``path`` can't be written."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFullError(DISK_FULL, detail=f"{path}: {error}")
    return SetUpError(
        "The file {path} can't be written to. Check the rights on its folder.",
        path=path,
        detail=str(error),
    )


def write_durably(path: Path, data: bytes) -> None:
    """Put ``data`` in the place of ``path``; OSError when it can't be, and then nothing changed.

    Whatever is cut, the old file is there or the new one: the new one is on the disk before it
    gets its name, and the name is on the disk when this returns.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # made as 0600
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise
    _flush_names(path.parent)


def make_private(path: Path) -> None:
    """Make the file ``path`` if it is not there, readable and writable by its owner alone.

    Nothing happens where that can't be done: what opens the file says why.
    """
    with suppress(OSError):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNERS_ALONE)
        os.close(handle)
        path.chmod(OWNERS_ALONE)


def keep_private(path: Path) -> None:
    """Take from everybody but its owner what rights they have on a file that is there."""
    with suppress(OSError):
        if path.stat().st_mode & 0o077:
            path.chmod(OWNERS_ALONE)


def _flush_names(folder: Path) -> None:
    """Flush a folder, on systems where that can be done."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
