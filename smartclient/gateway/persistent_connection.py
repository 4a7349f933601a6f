"""The kept connection: opened by the first call, kept between syncs, mended when it broke."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from typing import Final, Protocol

from smartclient.contract.feeds import Row
from smartclient.database.mssql.raw_connection import Statement, Take
from smartclient.domain.errors import OutOfReachError
from smartclient.gateway.timeout_thread import Heard, TimeoutThread

logger = logging.getLogger(__name__)

Results = tuple[tuple[Row, ...], ...]
"""The rows of each result set."""

OPENING_SECONDS: Final = 20.0
"""How long head office may take to let this laptop in."""

IDLE_SECONDS: Final = 90.0
"""A connection that was not used for so long is opened anew: on the way, something may have
forgotten it without telling, and the first call would wait in vain."""

_CLOSING_SECONDS: Final = 2.0


class RawWire(Protocol):
    """An open connection, as smartclient.database.mssql.wire.Wire is one."""

    @property
    def broken(self) -> bool:
        """Whether it can't be used any more."""
        ...

    def call(
        self, statement: Statement, values: Sequence[object], heard: Heard, take: Take | None
    ) -> Results:
        """Return the rows of each result set, or hand them to ``take`` as they come."""
        ...

    def close(self) -> None:
        """Give it back."""
        ...


class _RowSink:
    """Hands rows on, and remembers that some were: then they must not come a second time."""

    def __init__(self, take: Take) -> None:
        self._take = take
        self.began = False

    def __call__(self, rows: Sequence[Row]) -> None:
        self.began = True
        self._take(rows)


class _Line:
    """A wire, and the only thread that uses it."""

    def __init__(
        self, open_wire: Callable[[], RawWire], patience: float, leaving: threading.Event
    ) -> None:
        self._leaving = leaving
        self._wire: RawWire | None = None
        self._thread = TimeoutThread("head office")

        def opened(_: Heard) -> None:
            self._wire = open_wire()

        try:
            self._thread.call(opened, patience=patience, leaving=leaving)
        except BaseException:
            self.end()
            raise

    @property
    def hung(self) -> bool:
        return self._thread.hung

    @property
    def useless(self) -> bool:
        return self._thread.hung or self._wire is None or self._wire.broken

    def call(
        self,
        statement: Statement,
        values: Sequence[object],
        patience: float,
        take: Take | None,
    ) -> Results:
        def called(heard: Heard) -> Results:
            assert self._wire is not None  # noqa: S101 (opened before)
            return self._wire.call(statement, values, heard, take)

        return self._thread.call(called, patience=patience, leaving=self._leaving)

    def end(self) -> None:
        """Close the wire on its thread, however long that is still busy, and end the thread."""

        def close() -> None:
            if self._wire is not None:
                self._wire.close()

        self._thread.end(close, patience=_CLOSING_SECONDS)


class PersistentConnection:
    """One connection that may be called from any thread; calls are made one after the other."""

    def __init__(
        self,
        open_wire: Callable[[], RawWire],
        *,
        opening_seconds: float = OPENING_SECONDS,
        wall_clock: Callable[[], float] = time.time,
    ) -> None:
        """``wall_clock`` goes on while the machine sleeps, which a monotonic one may not."""
        self._open_wire = open_wire
        self._opening_seconds = opening_seconds
        self._wall_clock = wall_clock
        self._run_lock = threading.Lock()
        self._leaving = threading.Event()
        self._line: _Line | None = None
        self._used_at = 0.0

    def call(
        self,
        statement: Statement,
        values: Sequence[object],
        *,
        patience: float,
        take: Take | None = None,
    ) -> Results:
        """Return the rows of each result set; the call must be one that may be made twice.

        With ``take`` the rows are handed to it as they come, and none are returned. A kept
        connection may have broken while nobody used it: then the call is made again, on a new
        one. Raises OutOfReachError when nothing is heard for ``patience`` seconds.
        """
        taking = None if take is None else _RowSink(take)
        with self._run_lock:
            if self._leaving.is_set():
                raise OutOfReachError("Smart Client is closing. What waits is sent next time.")
            if abs(self._wall_clock() - self._used_at) > IDLE_SECONDS:
                self._discard()
            line = self._line
            if line is None:
                return self._call_once(statement, values, patience, taking)
            try:
                return self._call_once(statement, values, patience, taking)
            except OutOfReachError as error:
                if line.hung or self._leaving.is_set() or (taking and taking.began):
                    raise
                logger.info("the kept connection broke, a new one is opened: %s", error.detail)
            return self._call_once(statement, values, patience, taking)

    def release(self) -> None:
        """Give the connection back, unless a call is being made; the next call opens another."""
        if self._run_lock.acquire(blocking=False):
            try:
                self._discard()
            finally:
                self._run_lock.release()

    def abort(self) -> None:
        """Let the call that is being made, if there is one, end soon, whatever becomes of it."""
        self._leaving.set()

    def close(self) -> None:
        """Give the connection back for good."""
        self.abort()
        with self._run_lock:
            self._discard()

    def _call_once(
        self,
        statement: Statement,
        values: Sequence[object],
        patience: float,
        taking: _RowSink | None,
    ) -> Results:
        if self._line is None:
            self._line = _Line(self._open_wire, self._opening_seconds, self._leaving)
        try:
            results = self._line.call(statement, values, patience, taking)
        except BaseException:
            if self._line.useless:
                self._discard()
            raise
        self._used_at = self._wall_clock()
        return results

    def _discard(self) -> None:
        if self._line is not None:
            self._line.end()
            self._line = None
