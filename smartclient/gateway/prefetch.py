"""Prefetch: rows fetched on a thread of their own, ahead of their use.

Storing rows and fetching the next ones need not wait for each other.
"""

import threading
from collections.abc import Callable, Sequence
from queue import SimpleQueue
from typing import Generic, TypeVar

from smartclient.contract.feeds import Row
from smartclient.database.mssql.raw_connection import Take

Query = TypeVar("Query")

Fetch = Callable[[Query, Take], None]
"""Fetches the rows of a query, and returns when all were passed on; it has its own timeout."""


class Prefetch(Generic[Query]):
    """The rows of one query, fetched from its creation on, however fast they are used.

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

        Raises the error that ended the fetching, when all fetched rows were returned.
        """
        part = self._parts.get()
        if part is not None:
            self.count += len(part)
        elif self._error is not None:
            raise self._error
        return part

    def wait(self) -> None:
        """Wait until the fetching has ended."""
        self._thread.join()

    def _run(self) -> None:
        started_at = self._stopwatch()
        try:
            self._fetch(self.query, self._parts.put)
        except BaseException as error:  # noqa: BLE001 (it is raised again where it is awaited)
            self._error = error
        self.seconds = self._stopwatch() - started_at
        self._parts.put(None)
