"""Monitors for a restore while serving: the file was replaced, or a new epoch began."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from smartclient.database.replaced_file import WatchedFile
from smartclient.database.transactions import reading
from smartclient.domain.clock import Clock
from smartclient.headoffice.database.restore_detection import restore_status
from smartclient.headoffice.worker.notices import FileReplaced, Notify, Restored


class RestoreMonitor:
    """Reports each time once that head office's file was replaced, or that it was restored."""

    def __init__(self, engine: Engine, file: Path | None, notify: Notify, clock: Clock) -> None:
        self._engine = engine
        self._notify = notify
        self._watched = None if file is None else WatchedFile(file)
        self._identity = None if self._watched is None else self._watched.identity()
        self._since = clock.now()
        self._reported: datetime | None = None

    def look(self) -> None:
        """Report what happened since the last look, reading the database that is there now."""
        with reading(self._engine) as connection:
            status = restore_status(connection)
        self._look_at_file()
        at = status.restored_at
        if at is not None and at >= self._since and at != self._reported:
            self._notify(Restored(at=at, why=status.restored_why))
            self._reported = at

    def _look_at_file(self) -> None:
        identity = None if self._watched is None else self._watched.identity()
        if identity is None:
            # on a server, or away: that is reported as such
            return
        if self._identity not in {None, identity}:
            self._notify(FileReplaced())
        self._identity = identity
