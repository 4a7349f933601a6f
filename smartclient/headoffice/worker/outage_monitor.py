"""Watching over a serving worker: that its database is away is told once, and that it is back."""

import logging
from collections.abc import Callable
from datetime import datetime

from smartclient.domain.clock import Clock
from smartclient.domain.errors import ContendedError, NoRoomError, TransientError
from smartclient.headoffice.worker.notices import DatabaseDown, DatabaseUp, Tell

logger = logging.getLogger(__name__)


class OutageMonitor:
    """Does what a serving worker does over and over; tells when that begins and ends to fail."""

    def __init__(self, tell: Tell, clock: Clock) -> None:
        self._tell = tell
        self._clock = clock
        self._since: datetime | None = None
        self._said = ""
        self._has_room = True

    @property
    def away(self) -> bool:
        """Whether the database could not be used the last time."""
        return self._since is not None

    def goes_well(self, check: Callable[[], None]) -> bool:
        """Check something that takes the database; False while it is busy or away.

        A full disk can be read: that there is room again only work that writes can tell.
        """

        def checked() -> int:
            check()
            return 1

        return bool(self._tried(checked, writes=False))

    def tried(self, work: Callable[[], int]) -> int:
        """Return what some work comes to, 0 where the database is busy or away.

        What waiting can't mend is raised.
        """
        return self._tried(work, writes=True)

    def _tried(self, work: Callable[[], int], *, writes: bool) -> int:
        try:
            done = work()
        except ContendedError as error:
            # a worker tells of that itself: it knows whose requests are held up
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
        if error.template != self._said:
            logger.warning("head office's database is out of reach: %s", error.detail)
            self._tell(DatabaseDown(since=since, error=error))
        self._since, self._said = since, error.template
        self._has_room = not isinstance(error, NoRoomError)

    def _worked(self) -> None:
        if self._since is not None:
            away = self._clock.now() - self._since
            # the clock may have been put back meanwhile
            self._tell(DatabaseUp(seconds=max(int(away.total_seconds()), 0)))
        self._since, self._said, self._has_room = None, "", True
