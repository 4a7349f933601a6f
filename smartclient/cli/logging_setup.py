"""The log of a run: a file beside the store for support; nothing of it reaches the terminal."""

import logging
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from smartclient.domain.text.hidden_characters import escaped
from smartclient.security.redaction import Redaction
from smartclient.settings.durable import make_private
from smartclient.settings.places import LOG_FILE, is_folder

_LARGEST = 1_000_000
_KEPT = 2
_PROGRAM = "smartclient"


class _OneLine(logging.Formatter):
    """Writes a message in one line of its own, whatever is in it, and a traceback below it."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 (as logging calls it)
        """The line of a message."""
        return escaped(super().formatMessage(record))

    def formatException(self, ei: Any) -> str:  # noqa: ANN401, N802 (as logging calls it)
        """A traceback, in which an error's sentence may hold anything."""
        return escaped(super().formatException(ei), lines=True)


class Logbook(RotatingFileHandler):
    """The log file, made when there is first something to write."""

    def __init__(self, home: Path) -> None:
        super().__init__(
            home / LOG_FILE, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8", delay=True
        )
        self.addFilter(Redaction())
        self.setFormatter(_OneLine("%(asctime)s %(levelname)s %(name)s %(message)s"))

    def _open(self) -> TextIOWrapper:
        file = Path(self.baseFilename)
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        make_private(file)
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (as logging calls it)
        """Do nothing: a log that can't be written must not disturb the work."""


def keep_log(home: Path) -> None:
    """Write what is logged to a file in ``home``; where there is no such folder, bugs only."""
    book = Logbook(home)
    book.setLevel(logging.INFO if is_folder(home) else logging.ERROR)
    logger = logging.getLogger(_PROGRAM)
    logger.propagate = False
    logger.setLevel(logging.INFO)
    logger.addHandler(book)


def log_file() -> str:
    """Where the log of this run is, "" where none is kept."""
    books = (book for book in logging.getLogger(_PROGRAM).handlers if isinstance(book, Logbook))
    return next((book.baseFilename for book in books), "")
