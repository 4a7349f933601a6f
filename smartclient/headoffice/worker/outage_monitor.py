"""Monitors a serving worker: reports once that its database is away, and once that it is back."""

import logging
from collections.abc import Callable
from datetime import datetime

from smartclient.domain.clock import Clock
from smartclient.domain.errors import ContendedError, NoRoomError, TransientError
from smartclient.headoffice.worker.notices import DatabaseDown, DatabaseUp, Notify

logger = logging.getLogger(__name__)


class OutageMonitor:
    """Runs what a serving worker repeats; reports when that begins and ceases to fail."""

    def __init__(self, notify: Notify, clock: Clock) -> None:
        self._notify = notify
        self._clock = clock
        self._since: datetime | None = None
        self._reported = ""
        self._has_room = True

    @property
    def away(self) -> bool:
        """Whether the database could not be used the last time."""
        return self._since is not None

    def succeeds(self, check: Callable[[], None]) -> bool:
        """Run a check that needs the database; False while it is busy or away.

        A full disk can be read: only work that writes shows that there is room again.
        """

        def check_as_work() -> int:
            check()
            return 1

        return bool(self._run(check_as_work, writes=False))

    def run(self, work: Callable[[], int]) -> int:
        """The result of some work, 0 where the database is busy or away.

        What waiting can't repair is raised.
        """
        return self._run(work, writes=True)

    def _run(self, work: Callable[[], int], *, writes: bool) -> int:
        try:
            done = work()
        except ContendedError as error:
            # a worker reports that itself: it knows whose requests are blocked
            logger.info("head office's database is busy: %s", error.detail)
            return 0
        except TransientError as error:
            self._failed(error)
            return 0
        if writes or self._has_room:
            self._worked()
        return done

    def _failed(self, error: TransientError) -> None:
        since = self._since or self._clock.now()
        if error.template != self._reported:
            logger.warning("head office's database is out of reach: %s", error.detail)
            self._notify(DatabaseDown(since=since, error=error))
        self._since, self._reported = since, error.template
        self._has_room = not isinstance(error, NoRoomError)

    def _worked(self) -> None:
        if self._since is not None:
            away = self._clock.now() - self._since
            # the clock may have been put back meanwhile
            self._notify(DatabaseUp(seconds=max(int(away.total_seconds()), 0)))
        self._since, self._reported, self._has_room = None, "", True
