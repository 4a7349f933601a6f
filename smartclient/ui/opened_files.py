"""Opened files: unencrypted copies that other programs show, which go with the window."""

from __future__ import annotations

import logging
import shutil
import tempfile
from itertools import count
from pathlib import Path

logger = logging.getLogger(__name__)

_LONGEST_NAME = 60


class OpenedFiles:
    """A folder for copies that other programs show, for this person alone.

    It is removed with the window. What a crash left, or a program still held, is removed when the
    next window begins: so the folder is always the same, None being one of this process alone.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._numbers = count(1)
        self.remove()

    def place(self, name: str, ending: str) -> Path:
        """Where to put a new file that is called after ``name``, fit for every file system."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="smartclient-"))
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # each in a folder of its own: another program may still show one of the same name
        while (own := self._folder / str(next(self._numbers))).exists():
            pass
        own.mkdir(mode=0o700)
        return own / f"{plain_name(name)}.{ending}"

    def remove(self) -> None:
        """Remove every copy; one that another program holds on to is left for the next time."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            if self._folder.exists():
                logger.warning("copies that another program shows are removed at the next start")


def plain_name(name: str) -> str:
    """A name of letters, digits, hyphens, underscores and spaces, never empty."""
    allowed = "".join(char if char.isalnum() or char in "-_ " else "" for char in name)
    return allowed[:_LONGEST_NAME].strip() or "-"
