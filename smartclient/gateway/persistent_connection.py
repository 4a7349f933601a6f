"""The persistent connection: opened by the first call, kept between syncs, replaced when broken."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from typing import Final, Protocol

from smartclient.contract.feeds import Row
from smartclient.database.mssql.raw_connection import Statement, Take
from smartclient.domain.errors import OutOfReachError
from smartclient.gateway.timeout_thread import OnActivity, TimeoutThread

logger = logging.getLogger(__name__)

Results = tuple[tuple[Row, ...], ...]
"""The rows of each result set."""

OPENING_SECONDS: Final = 20.0
"""How long opening a connection may take."""

IDLE_SECONDS: Final = 90.0
"""A connection that was not used for so long is reopened: a router may have dropped it silently,
and the first call would wait in vain."""

_CLOSING_SECONDS: Final = 2.0


class Wire(Protocol):
    """An open connection, such as ``smartclient.database.mssql.raw_connection.RawConnection``."""

    @property
    def broken(self) -> bool:
        """Whether it can't be used any more."""
        ...

    def call(
        self,
        statement: Statement,
        values: Sequence[object],
        on_activity: OnActivity,
        take: Take | None,
    ) -> Results:
        """The rows of each result set, or hand them to ``take`` as they come."""
        ...

    def close(self) -> None:
        """Close it."""
        ...


class _RowSink:
    """Passes rows on, and records that some were: then they must not be fetched a second time."""

    def __init__(self, take: Take) -> None:
        self._take = take
        self.has_begun = False

    def __call__(self, rows: Sequence[Row]) -> None:
        self.has_begun = True
        self._take(rows)


class _Session:
    """A connection, and the only thread that uses it."""

    def __init__(
        self, open_wire: Callable[[], Wire], timeout: float, aborting: threading.Event
    ) -> None:
        self._aborting = aborting
        self._wire: Wire | None = None
        self._thread = TimeoutThread("head office")

        def opened(_: OnActivity) -> None:
            self._wire = open_wire()

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
        return self._thread.hung or self._wire is None or self._wire.broken

    def call(
        self,
        statement: Statement,
        values: Sequence[object],
        timeout: float,
        take: Take | None,
    ) -> Results:
        def called(on_activity: OnActivity) -> Results:
            assert self._wire is not None  # noqa: S101 (opened before)
            return self._wire.call(statement, values, on_activity, take)

        return self._thread.call(called, timeout=timeout, aborting=self._aborting)

    def end(self) -> None:
        """Close the connection on its thread, once that is free, and end the thread."""

        def close() -> None:
            if self._wire is not None:
                self._wire.close()

        self._thread.end(close, timeout=_CLOSING_SECONDS)


class PersistentConnection:
    """One connection that may be called from any thread; calls are made one after the other."""

    def __init__(
        self,
        open_wire: Callable[[], Wire],
        *,
        opening_seconds: float = OPENING_SECONDS,
        wall_clock: Callable[[], float] = time.time,
    ) -> None:
        """``wall_clock`` runs while the machine sleeps, which a monotonic one may not."""
        self._open_wire = open_wire
        self._opening_seconds = opening_seconds
        self._wall_clock = wall_clock
        self._run_lock = threading.Lock()
        self._aborting = threading.Event()
        self._session: _Session | None = None
        self._used_at = 0.0

    def call(
        self,
        statement: Statement,
        values: Sequence[object],
        *,
        timeout: float,
        take: Take | None = None,
    ) -> Results:
        """The rows of each result set; the call must be one that may be made twice.

        With ``take`` the rows are handed to it as they come, and none are returned. A
        connection may have broken while it was idle: then the call is repeated on a new one.
        Raises OutOfReachError when nothing arrives for ``timeout`` seconds.
        """
        sink = None if take is None else _RowSink(take)
        with self._run_lock:
            if self._aborting.is_set():
                raise OutOfReachError("Smart Client is closing. What waits is sent next time.")
            if abs(self._wall_clock() - self._used_at) > IDLE_SECONDS:
                self._discard()
            session = self._session
            if session is None:
                return self._call_once(statement, values, timeout, sink)
            try:
                return self._call_once(statement, values, timeout, sink)
            except OutOfReachError as error:
                if session.hung or self._aborting.is_set() or (sink and sink.has_begun):
                    raise
                logger.info("the connection broke, a new one is opened: %s", error.detail)
            return self._call_once(statement, values, timeout, sink)

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

    def close(self) -> None:
        """Close the connection for good."""
        self.abort()
        with self._run_lock:
            self._discard()

    def _call_once(
        self,
        statement: Statement,
        values: Sequence[object],
        timeout: float,
        sink: _RowSink | None,
    ) -> Results:
        if self._session is None:
            self._session = _Session(self._open_wire, self._opening_seconds, self._aborting)
        try:
            results = self._session.call(statement, values, timeout, sink)
        except BaseException:
            if self._session.is_unusable:
                self._discard()
            raise
        self._used_at = self._wall_clock()
        return results

    def _discard(self) -> None:
        if self._session is not None:
            self._session.end()
            self._session = None
