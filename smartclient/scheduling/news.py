"""The listener for news: it waits at head office, and nudges the background once there is some."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from smartclient.domain.errors import OutOfReachError, SignInError, SmartClientError

logger = logging.getLogger(__name__)

_OFF_SECONDS: Final = 30.0
"""How long a listener that is off rests before it looks again, unless it is woken."""

_SYNC_SECONDS: Final = 120.0
"""How long the sync that news brought about is waited for."""

_AT_ONCE_SECONDS: Final = 1.0

_INTERRUPT_SECONDS: Final = 0.2


class NewsListener:
    """Waits for news on a thread of its own, until it is stopped.

    ``wait`` returns whether there is news, after a while at the latest; ``interrupt`` makes it
    return or raise at once. Nothing is asked while ``is_off``. ``on_news`` is called on the thread
    of the listener and brings about a sync, of whose end ``synced`` is to be told.
    """

    def __init__(
        self,
        *,
        wait: Callable[[], bool],
        interrupt: Callable[[], None],
        is_off: Callable[[], bool],
        on_news: Callable[[], None],
        backoff: Callable[[int], timedelta],
    ) -> None:
        self._wait = wait
        self._interrupt = interrupt
        self._is_off = is_off
        self._on_news = on_news
        self._backoff = backoff
        self._stopping = False
        self._changed = threading.Condition()
        self._syncs = 0
        self._thread = threading.Thread(target=self._listen, name="news", daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def synced(self) -> None:
        """Note that a sync ended: what was news is known now."""
        with self._changed:
            self._syncs += 1
            self._changed.notify_all()

    def look_again(self) -> None:
        """End the present wait, and begin another one unless the listener is off by now."""
        self._interrupt()
        with self._changed:
            self._changed.notify_all()

    def stop(self) -> None:
        """End the thread; a second call does nothing."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        while self._thread.is_alive():
            # it may be about to wait
            self._interrupt()
            self._thread.join(_INTERRUPT_SECONDS)

    def _listen(self) -> None:
        # what the first sync brings is no news
        self._await_sync(0)
        fruitless = 0
        while not self._stopping:
            if self._is_off():
                self._rest(_OFF_SECONDS)
                continue
            fruitless = self._listened(fruitless)
            if fruitless > 1:
                self._rest(self._backoff(fruitless - 1).total_seconds())

    def _listened(self, fruitless: int) -> int:
        """Wait once, and return how often in a row that was of no use.

        News that is there at once, right after a sync, is what no sync brings.
        """
        started_at, syncs = time.monotonic(), self._syncs
        try:
            has_news = self._wait()
        except SmartClientError as error:
            if self._stopping or self._is_off():
                return 0
            logger.info("no news of head office: %s", error.detail or error)
            if isinstance(error, (OutOfReachError, SignInError)) and not fruitless:
                # a sync says why, and goes on trying
                self._on_news()
            return max(fruitless, 1) + 1
        if not has_news:
            return 0
        is_at_once = time.monotonic() - started_at < _AT_ONCE_SECONDS
        self._on_news()
        self._await_sync(syncs)
        return fruitless + 1 if is_at_once else 0

    def _await_sync(self, syncs: int) -> None:
        """Wait until one more sync than ``syncs`` has ended."""
        with self._changed:
            self._changed.wait_for(
                lambda: self._stopping or self._syncs > syncs, timeout=_SYNC_SECONDS
            )

    def _rest(self, seconds: float) -> None:
        with self._changed:
            if not self._stopping:
                self._changed.wait(seconds)
