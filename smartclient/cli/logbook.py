"""The log of a run: a file beside the store for support; nothing of it reaches the terminal."""

import logging
from pathlib import Path

LOG_FILE = "smartclient.log"
_LARGEST = 1_000_000
_KEPT = 2


def keep_log(home: Path) -> None:
    """Write what is logged to a file in ``home``; where there is no such folder, nowhere."""
    logger = logging.getLogger("smartclient")
    logger.propagate = False
    logger.addHandler(_file(home) if home.is_dir() else logging.NullHandler())
    logger.setLevel(logging.INFO)


def _file(home: Path) -> logging.Handler:
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415 (help does without it)

    handler = RotatingFileHandler(
        home / LOG_FILE, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    return handler
