"""A database file that is replaced while it is open: noticed at the next use.

An open connection goes on with the file that it opened, also when another one has its name by now.
"""

import logging
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import DisconnectionError

logger = logging.getLogger(__name__)

_OPENED = "smartclient_opened_file"


def reopen_when_replaced(engine: Engine, path: Path) -> None:
    """Let each use of ``engine`` begin with a connection to the file that is at ``path`` now."""

    def opened(connection: Any, record: Any) -> None:  # noqa: ANN401, ARG001 (as the pool calls it)
        record.info[_OPENED] = _identity(path)

    def used(connection: Any, record: Any, proxy: Any) -> None:  # noqa: ANN401, ARG001 (as above)
        there = _identity(path)
        if there is not None and there != record.info.get(_OPENED):
            logger.warning("the database file %s was replaced; it is opened again", path.name)
            # the pool closes this connection and makes another
            raise DisconnectionError

    event.listen(engine, "connect", opened)
    event.listen(engine, "checkout", used)


def _identity(path: Path) -> tuple[int, int] | None:
    """Return which file is at ``path``, None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
