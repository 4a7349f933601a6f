"""Watching for a restore while serving: the file was replaced, or a new epoch began."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from smartclient.database.replaced_file import WatchedFile
from smartclient.database.transactions import reading
from smartclient.domain.clock import Clock
from smartclient.headoffice.database.restore_detection import restore_status
from smartclient.headoffice.worker.notices import FileReplaced, Restored, Tell


class RestoreWatch:
    """Tells each time once that head office's file was replaced, or that it was restored."""

    def __init__(self, engine: Engine, file: Path | None, tell: Tell, clock: Clock) -> None:
        self._engine = engine
        self._tell = tell
        self._watched = None if file is None else WatchedFile(file)
        self._identity = None if self._watched is None else self._watched.identity()
        self._since = clock.now()
        self._told: datetime | None = None

    def look(self) -> None:
        """Tell what happened since the last look, in use of the database that is there now."""
        with reading(self._engine) as connection:
            standing = restore_status(connection)
        self._look_at_file()
        at = standing.restored_at
        if at is not None and at >= self._since and at != self._told:
            self._tell(Restored(at=at, why=standing.restored_why))
            self._told = at

    def _look_at_file(self) -> None:
        there = None if self._watched is None else self._watched.identity()
        if there is None:
            # on a server, or away: that is told as such
            return
        if self._identity not in {None, there}:
            self._tell(FileReplaced())
        self._identity = there
