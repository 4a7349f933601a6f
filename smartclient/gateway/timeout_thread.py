"""A thread that makes calls with an inactivity timeout, and is abandoned when it hangs.

A driver's own time-outs don't bound everything (a server that takes a connection and then says
nothing, a link that dies silently), and a hung call must hold up neither the window nor
the scheduler.
"""

import threading
import time
from collections.abc import Callable
from queue import SimpleQueue
from typing import Final, Generic, TypeVar

from smartclient.domain.errors import OutOfReachError

T = TypeVar("T")

OnActivity = Callable[[], None]
"""Reports that something arrived: the timeout restarts."""

ABORT_SECONDS: Final = 2.0
"""How long a call may still take once it is to be aborted."""

_POLL_SECONDS: Final = 0.2


class _Call(Generic[T]):
    """One call: made on one thread, awaited on another."""

    def __init__(self, function: Callable[[OnActivity], T]) -> None:
        self._function = function
        self._done = threading.Event()
        self._active_at = time.monotonic()
        self._result: T | None = None
        self._error: BaseException | None = None

    @property
    def is_over(self) -> bool:
        """Whether it is over, however it ended."""
        return self._done.is_set()

    def run(self) -> None:
        """Make the call and store its result or error."""
        try:
            self._result = self._function(self._note_activity)
        except BaseException as error:  # noqa: BLE001 (it is raised again where it is awaited)
            self._error = error
        self._done.set()

    def await_result(self, timeout: float, aborting: threading.Event) -> T:
        """Return the result, raise the error, or abandon the call."""
        left_at: float | None = None
        while not self._done.wait(_POLL_SECONDS):
            now = time.monotonic()
            if aborting.is_set():
                left_at = left_at or now
            if now - self._active_at > timeout or (left_at and now - left_at > ABORT_SECONDS):
                raise OutOfReachError(
                    "Head office did not answer in time.",
                    detail=f"nothing was heard for {now - self._active_at:.0f} s",
                )
        if self._error is not None:
            raise self._error
        return self._result  # type: ignore[return-value]  # (no error)

    def _note_activity(self) -> None:
        self._active_at = time.monotonic()


class TimeoutThread:
    """A thread that makes one call after the other, and is abandoned when one hangs."""

    def __init__(self, name: str) -> None:
        self._calls: SimpleQueue[_Call[object] | None] = SimpleQueue()
        self.hung = False
        # a daemon, because one that hangs for ever must not keep the program from ending
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def call(
        self, function: Callable[[OnActivity], T], *, timeout: float, aborting: threading.Event
    ) -> T:
        """Return what ``function`` returns, or raise what it raises.

        Raises OutOfReachError when nothing arrives for ``timeout`` seconds, or soon after
        ``aborting`` was set; the thread is then of no more use.
        """
        call = _Call(function)
        self._calls.put(call)  # type: ignore[arg-type]  # (what it returns stays in it)
        try:
            return call.await_result(timeout, aborting)
        except OutOfReachError:
            self.hung = not call.is_over
            raise

    def end(self, last: Callable[[], None], *, timeout: float) -> None:
        """Make one last call once the thread is free, and end; wait at most ``timeout`` seconds."""
        self._calls.put(_Call(lambda _: last()))
        self._calls.put(None)
        if not self.hung:
            self._thread.join(timeout)

    def _work(self) -> None:
        while (call := self._calls.get()) is not None:
            call.run()
