"""The persistent connection: opened by the first call, kept between syncs, replaced when broken."""

import logging
import threading
import time
from collections.abc import Callable
from typing import Final, Generic, Protocol, TypeVar

from smartclient.domain.errors import OutOfReachError
from smartclient.gateway.timeout_thread import OnActivity, TimeoutThread

logger = logging.getLogger(__name__)

OPENING_SECONDS: Final = 20.0
"""How long opening a connection may take."""

TIMEOUT_SECONDS: Final = 20.0
"""How long head office may send nothing before it counts as out of reach."""

COUNTING_SECONDS: Final = 60.0
"""The timeout of a call for which head office reads all rows of feeds."""

IDLE_SECONDS: Final = 90.0
"""A connection that was not used for so long is reopened: a router may have dropped it silently,
and the first call would wait in vain."""

_SLOWEST_BYTES_PER_SECOND: Final = 4_000

_CLOSING_SECONDS: Final = 2.0


class Wire(Protocol):
    """An open connection, such as ``smartclient.database.mssql.raw_connection.RawConnection``."""

    @property
    def broken(self) -> bool:
        """Whether it can't be used any more."""
        ...

    def close(self) -> None:
        """Close it."""
        ...


W = TypeVar("W", bound=Wire)
T = TypeVar("T")


def timeout_of(size: int) -> float:
    """The timeout of a call that sends ``size`` bytes: what they need on the slowest link, too."""
    return TIMEOUT_SECONDS + size / _SLOWEST_BYTES_PER_SECOND


class _Session(Generic[W]):
    """A connection, and the only thread that uses it."""

    def __init__(
        self, open_wire: Callable[[], W], timeout: float, aborting: threading.Event
    ) -> None:
        self._aborting = aborting
        self.wire: W | None = None
        self._thread = TimeoutThread("head office")

        def opened(_: OnActivity) -> None:
            self.wire = open_wire()

        try:
            self._thread.call(opened, timeout=timeout, aborting=aborting)
        except BaseException:
            self.end()
            raise

    @property
    def hung(self) -> bool:
        return self._thread.hung

    @property
    def is_unusable(self) -> bool:
        return self._thread.hung or self.wire is None or self.wire.broken

    def call(self, use: Callable[[W, OnActivity], T], timeout: float) -> T:
        def called(on_activity: OnActivity) -> T:
            assert self.wire is not None  # noqa: S101 (opened before)
            return use(self.wire, on_activity)

        return self._thread.call(called, timeout=timeout, aborting=self._aborting)

    def end(self) -> None:
        """Close the connection on its thread, once that is free, and end the thread."""

        def close() -> None:
            if self.wire is not None:
                self.wire.close()

        self._thread.end(close, timeout=_CLOSING_SECONDS)


class PersistentConnection(Generic[W]):
    """One connection that may be used from any thread; calls are made one after the other."""

    def __init__(
        self,
        open_wire: Callable[[], W],
        *,
        opening_seconds: float = OPENING_SECONDS,
        wall_clock: Callable[[], float] = time.time,
        interrupt: Callable[[W], None] | None = None,
    ) -> None:
        """``wall_clock`` runs while the machine sleeps, which a monotonic one may not.

        ``interrupt`` makes a call in progress fail; it is called from another thread.
        """
        self._open_wire = open_wire
        self._opening_seconds = opening_seconds
        self._wall_clock = wall_clock
        self._interrupt = interrupt
        self._run_lock = threading.Lock()
        self._aborting = threading.Event()
        self._session: _Session[W] | None = None
        self._used_at = 0.0

    def use(
        self,
        use: Callable[[W, OnActivity], T],
        *,
        timeout: float,
        may_repeat: Callable[[], bool] | None = None,
    ) -> T:
        """What ``use`` returns for the connection; it must be one that may be made twice.

        A connection may have broken while it was idle: then the call is repeated on a new one,
        unless ``may_repeat`` says that its result was used in part.
        Raises OutOfReachError when nothing arrives for ``timeout`` seconds.
        """
        with self._run_lock:
            if self._aborting.is_set():
                raise OutOfReachError(
                    "Smart Client is closing. What waits is sent next time.", advice=""
                )
            if abs(self._wall_clock() - self._used_at) > IDLE_SECONDS:
                self._discard()
            session = self._session
            if session is None:
                return self._use_once(use, timeout)
            try:
                return self._use_once(use, timeout)
            except OutOfReachError as error:
                is_in_use = may_repeat is not None and not may_repeat()
                if session.hung or self._aborting.is_set() or is_in_use:
                    raise
                logger.info("the connection broke, a new one is opened: %s", error.detail)
            return self._use_once(use, timeout)

    def release(self) -> None:
        """Close the connection, unless a call is being made; the next call opens another."""
        if self._run_lock.acquire(blocking=False):
            try:
                self._discard()
            finally:
                self._run_lock.release()

    def abort(self) -> None:
        """End the call that is being made, if there is one, soon, whatever its outcome."""
        self._aborting.set()
        session = self._session
        if session is not None and session.wire is not None and self._interrupt is not None:
            self._interrupt(session.wire)

    def close(self) -> None:
        """Close the connection for good."""
        self.abort()
        with self._run_lock:
            self._discard()

    def _use_once(self, use: Callable[[W, OnActivity], T], timeout: float) -> T:
        if self._session is None:
            self._session = _Session(self._open_wire, self._opening_seconds, self._aborting)
        try:
            result = self._session.call(use, timeout)
        except BaseException:
            if self._session.is_unusable:
                self._discard()
            raise
        self._used_at = self._wall_clock()
        return result

    def _discard(self) -> None:
        if self._session is not None:
            self._session.end()
            self._session = None
