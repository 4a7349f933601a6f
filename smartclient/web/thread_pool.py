"""The threads that call the database for the web service: so many, and no more in the queue."""

import asyncio
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, Final, TypeVar

from smartclient.domain.errors import TransientError

T = TypeVar("T")

_BUSY: Final = "Head office has much to do at once."


class BusyError(TransientError):
    """The service has too much to do at once."""


@dataclass(frozen=True, slots=True)
class _Job:
    work: Callable[[], Any]
    future: "asyncio.Future[Any]"
    begin_by: float


class ThreadPool:
    """Runs calls that block in threads of its own; what waits too long is refused as busy.

    The threads end with the process: a call that hangs does not keep it.
    """

    def __init__(self, *, threads: int, queued: int, queue_seconds: float) -> None:
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._queued = queued
        self._queue_seconds = queue_seconds
        self.calls = 0
        """How many calls were taken on so far."""
        self._threads = [
            threading.Thread(target=self._serve, name=f"web-call-{number}", daemon=True)
            for number in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def has_waiting(self) -> bool:
        """Whether calls wait for a thread."""
        return not self._jobs.empty()

    async def run(self, work: Callable[[], T]) -> T:
        """What ``work`` returns or raises; BusyError where it does not get a thread in time."""
        if self._jobs.qsize() >= self._queued:
            raise BusyError(_BUSY, detail="the queue is full")
        return await self._put(work, time.monotonic() + self._queue_seconds)

    async def run_admitted(self, work: Callable[[], T]) -> T:
        """As ``run``, for the rest of what was begun: it waits for a thread as long as it takes."""
        return await self._put(work, float("inf"))

    def close(self, seconds: float) -> bool:
        """End the threads; False where one is still in a call after so many seconds."""
        for _ in self._threads:
            self._jobs.put(None)
        until = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    async def _put(self, work: Callable[[], T], begin_by: float) -> T:
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self.calls += 1
        self._jobs.put(_Job(work, future, begin_by))
        return await future

    def _serve(self) -> None:
        while (job := self._jobs.get()) is not None:
            _run(job)


def _run(job: _Job) -> None:
    if job.future.cancelled():
        return
    loop = job.future.get_loop()
    try:
        result = _in_time(job)
    except BaseException as error:  # noqa: BLE001 (raised again where it is awaited)
        _hand_back(loop, _fail, job.future, error)
    else:
        _hand_back(loop, _complete, job.future, result)


def _in_time(job: _Job) -> object:
    if time.monotonic() > job.begin_by:
        raise BusyError(_BUSY, detail="waited too long in the queue")
    return job.work()


def _hand_back(
    loop: asyncio.AbstractEventLoop,
    finish: Callable[["asyncio.Future[Any]", Any], None],
    future: "asyncio.Future[Any]",
    outcome: object,
) -> None:
    # where the loop was closed meanwhile, nobody waits any more
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(finish, future, outcome)


def _complete(future: "asyncio.Future[Any]", result: object) -> None:
    if not future.done():
        future.set_result(result)


def _fail(future: "asyncio.Future[Any]", error: BaseException) -> None:
    if not future.done():
        future.set_exception(error)
