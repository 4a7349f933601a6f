"""Sharing: how many people use a head office that is a plain file, in which nobody is checked."""

from sqlalchemy import Engine, func, select

from smartclient.database.transactions import reading
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.worker.notices import Notify, SharedFile


class SharingMonitor:
    """Reports once that more than one login uses a head office in a file."""

    def __init__(self, engine: Engine, notify: Notify) -> None:
        self._engine = engine
        self._notify = notify
        self._reported = not backend_of(engine).in_file

    def look(self) -> None:
        """Count the logins that have been here, until that was reported."""
        if self._reported:
            return
        t = tables_for("sqlite").laptops
        with reading(self._engine) as connection:
            logins = connection.scalar(select(func.count(t.c.login.distinct()))) or 0
        if logins > 1:
            self._notify(SharedFile(logins=logins))
            self._reported = True
