"""Arriving: rows fetched on a thread of their own, taken as they come.

What the laptop stores and what is on its way to it need not wait for each other.
"""

import threading
from collections.abc import Callable, Sequence
from queue import SimpleQueue
from typing import Generic, TypeVar

from smartclient.contract.feeds import Row
from smartclient.database.mssql.raw_connection import Take

Query = TypeVar("Query")

Fetch = Callable[[Query, Take], None]
"""Fetches what is asked, and returns when all of it was taken; its patience is its own."""


class Prefetch(Generic[Query]):
    """The rows of one question: begun to be fetched at once, however fast they are taken.

    ``seconds``, known at the end, is how long they took to come.
    """

    def __init__(self, fetch: Fetch[Query], query: Query, stopwatch: Callable[[], float]) -> None:
        self.query = query
        self.count = 0
        self.seconds = 0.0
        self._fetch = fetch
        self._stopwatch = stopwatch
        self._parts: SimpleQueue[Sequence[Row] | None] = SimpleQueue()
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="rows ahead", daemon=True)
        self._thread.start()

    def part(self) -> Sequence[Row] | None:
        """Wait for the next rows and return them, None at the end; not to be called after it.

        Raises what kept the rest from coming, when all that came was returned.
        """
        part = self._parts.get()
        if part is not None:
            self.count += len(part)
        elif self._error is not None:
            raise self._error
        return part

    def wait(self) -> None:
        """Wait until nothing more comes."""
        self._thread.join()

    def _run(self) -> None:
        started_at = self._stopwatch()
        try:
            self._fetch(self.query, self._parts.put)
        except BaseException as error:  # noqa: BLE001 (it is raised again where it is awaited)
            self._error = error
        self.seconds = self._stopwatch() - started_at
        self._parts.put(None)
