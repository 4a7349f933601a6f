"""Prefetch: parts of a feed fetched on a thread of their own, ahead of their use.

Storing rows and fetching the next ones need not wait for each other.
"""

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

Query = TypeVar("Query")
Part = TypeVar("Part")

Fetch = Callable[[Query, Callable[[Part], None]], None]
"""Passes on what a query brings, part by part, and returns at its end; it has its own timeout."""


class Prefetch(Generic[Query, Part]):
    """What one query brings, fetched from its creation on, however fast it is used.

    ``seconds``, known at the end, is how long they took to come; ``is_complete`` says whether all
    of it came, used or not.
    """

    def __init__(
        self, fetch: Fetch[Query, Part], query: Query, stopwatch: Callable[[], float]
    ) -> None:
        self.query = query
        self.seconds = 0.0
        self._fetch = fetch
        self._stopwatch = stopwatch
        self._parts: SimpleQueue[Part | None] = SimpleQueue()
        self._error: BaseException | None = None
        self._is_ended = False
        """Whether the end was come upon by ``part_at_hand``."""
        self.is_complete = False
        self._thread = threading.Thread(target=self._run, name="rows ahead", daemon=True)
        self._thread.start()

    def part(self) -> Part | None:
        """Wait for the next part and return it, None at the end; not to be called after it.

        Raises the error that ended the fetching, when all that was fetched was returned.
        """
        part = None if self._is_ended else self._parts.get()
        if part is None and self._error is not None:
            raise self._error
        return part

    def part_at_hand(self) -> Part | None:
        """The next part where it is there already, None otherwise."""
        if self._is_ended:
            return None
        try:
            part = self._parts.get_nowait()
        except Empty:
            return None
        self._is_ended = part is None
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
        self.is_complete = self._error is None
        self._parts.put(None)
