"""Reading ahead: a feed is fetched block after block on a thread of its own, then the next feed.

The first block is one page. Where the link is fast the next block is larger, so that many pages
share one round trip, and it is asked for as soon as there is room for its rows, not when those
before are stored. What arrived is returned and stored before the rest is there: a cut costs one
page, however large the block. Pages that arrived meanwhile are returned together: where the disk
is slower than the link it is written to less often. Where it is known which feed is read next, its
first block is fetched as soon as the link is free.

Photos and parts of documents are bounded by their bytes as well: a block is of as many as they fit
into, by the size of those of the block before.
"""

import threading
import time
from collections.abc import Callable, Sequence
from typing import Final, Generic, Protocol, TypeVar

from smartclient.contract.feeds import Row
from smartclient.contract.operations import LARGEST_PHOTO
from smartclient.gateway.block_size import BlockSize, most_waiting
from smartclient.gateway.prefetch import Prefetch

Query = TypeVar("Query")
Part = TypeVar("Part")

CONTENT_AT_ONCE: Final = 4_000_000
"""Bytes of content that are returned together, and that a block brings, unless one is larger.

As many may wait when the next block is asked for.
"""


def content_of(rows: Sequence[Row]) -> int:
    """How many bytes of content rows of a feed carry, 0 where it has none."""
    if not rows or not any(isinstance(value, bytes) for value in rows[0]):
        return 0
    return sum(len(value) for row in rows for value in row if isinstance(value, bytes))


class Blocks(Protocol[Query, Part]):
    """How the blocks of a feed are queried; each arrives in parts."""

    def fetch(self, query: Query, take: Callable[[Part], None]) -> None:
        """Pass on what a block brings, part by part, and return at its end."""
        ...

    def rows_of(self, part: Part) -> int:
        """How many rows a part has."""
        ...

    def content_of(self, part: Part) -> int:
        """How many bytes of content a part has."""
        ...

    def has_content(self, query: Query) -> bool:
        """Whether a block's rows carry bytes."""
        ...

    def joined(self, part: Part, following: Part) -> Part:
        """A part and the one after it as one."""
        ...

    def sized(self, query: Query, rows: int, limit: int) -> Query:
        """The query for about so many rows, in pages of ``limit``."""
        ...

    def following(self, query: Query, last: Part | None, rows: int) -> Query | None:
        """The query of the next block, None at the end of the feed.

        ``last`` is the last part of the block, ``rows`` how many rows the whole block had.
        """
        ...


class _Feed(Generic[Query, Part]):
    """Fetches a feed block by block. About ``most_waiting`` rows wait to be received at most."""

    def __init__(
        self,
        blocks: Blocks[Query, Part],
        query: Query,
        block_size: BlockSize,
        stopwatch: Callable[[], float],
        *,
        limit: int,
    ) -> None:
        """Pages of ``limit`` rows will be wanted."""
        self.query = query
        self._blocks = blocks
        self._block_size = block_size
        self._stopwatch = stopwatch
        self._room = threading.Condition()
        self._waiting = 0
        """How many rows were fetched and not received yet."""
        self._waiting_content = 0
        """How many bytes of content were."""
        self._held: Part | None = None
        """A part that was at hand, and did not fit into what was received."""
        self._limit = limit
        self._is_ended = False
        self._prefetch: Prefetch[Query, Part] = Prefetch(self._run, query, stopwatch)

    @property
    def is_fetched(self) -> bool:
        """Whether everything arrived, received or not."""
        return self._prefetch.is_complete

    def receive(self, limit: int) -> Part | None:
        """Wait for the next part and return it, None at the end of the feed.

        Pages of ``limit`` rows are wanted: the parts after it that are at hand are joined to it
        up to that. Raises the error that ended the fetching, when all that was fetched was
        returned.
        """
        part, self._held = self._held, None
        if part is None:
            part = self._prefetch.part()
        while part is not None and (following := self._prefetch.part_at_hand()) is not None:
            if not self._fit_together(part, following, limit):
                self._held = following
                break
            part = self._blocks.joined(part, following)
        with self._room:
            self._limit = limit
            if part is not None:
                self._waiting -= self._blocks.rows_of(part)
                self._waiting_content -= self._blocks.content_of(part)
            self._room.notify()
        return part

    def _fit_together(self, part: Part, following: Part, limit: int) -> bool:
        rows, content = self._blocks.rows_of, self._blocks.content_of
        return (
            rows(part) + rows(following) <= limit
            and content(part) + content(following) <= CONTENT_AT_ONCE
        )

    def end(self) -> None:
        """Begin no other block, and wait for the end of the one that is being fetched."""
        with self._room:
            self._is_ended = True
            self._room.notify()
        self._prefetch.wait()

    @property
    def _most(self) -> int:
        return most_waiting(self._limit)

    def _run(self, query: Query, take: Callable[[Part], None]) -> None:
        while True:
            count, content, started_at = 0, 0, self._stopwatch()
            last: Part | None = None

            def taken(part: Part) -> None:
                nonlocal count, content, last
                rows, of_part = self._blocks.rows_of(part), self._blocks.content_of(part)
                count, content, last = count + rows, content + of_part, part
                with self._room:
                    self._waiting += rows
                    self._waiting_content += of_part
                take(part)

            self._blocks.fetch(query, taken)
            following = self._blocks.following(query, last, count)
            if following is None:
                return
            self._block_size.record(count, self._stopwatch() - started_at)
            sized = self._with_room(following, content // max(count, 1))
            if sized is None:
                return
            query = sized

    def _with_room(self, query: Query, row_content: int) -> Query | None:
        """Wait for room, and return the query for what has room; None where it is not wanted.

        ``row_content`` is how many bytes of content a row of the last block had.
        """
        with self._room:
            self._room.wait_for(lambda: self._is_ended or self._has_room())
            if self._is_ended:
                return None
            rows = min(self._block_size.rows(self._limit), self._most - self._waiting)
            return self._blocks.sized(query, _fitting(rows, row_content), self._limit)

    def _has_room(self) -> bool:
        return self._waiting <= self._most // 2 and self._waiting_content <= CONTENT_AT_ONCE


def _fitting(rows: int, row_content: int) -> int:
    """How many rows a block may have of which each has about so many bytes of content."""
    return rows if not row_content else min(rows, max(1, CONTENT_AT_ONCE // row_content))


class ReadAhead(Generic[Query, Part]):
    """The feed that is being received, and the next one, which is fetched meanwhile."""

    def __init__(
        self, blocks: Blocks[Query, Part], stopwatch: Callable[[], float] = time.perf_counter
    ) -> None:
        self._blocks = blocks
        self._stopwatch = stopwatch
        self._block_size = BlockSize()
        self._feed: _Feed[Query, Part] | None = None
        """What is being received, None at the end of a feed."""
        self._coming: list[tuple[Query, int]] = []
        """Feeds that will be read next, each from where it will go on, and its pages' rows."""
        self._ahead: _Feed[Query, Part] | None = None
        """The feed that will be read next, while it is not asked for yet."""

    @property
    def has_more(self) -> bool:
        """Whether the end of the feed that is being received was not received yet."""
        return self._feed is not None

    def begin(self, query: Query, limit: int) -> None:
        """Begin to receive a feed, or go on with the one that was fetched ahead."""
        self.end_feed()
        ahead = self._ahead
        if ahead is not None and self._sized(ahead.query, limit) == self._sized(query, limit):
            self._feed, self._ahead = ahead, None
        else:
            self._feed = self._begun(query, limit)

    def receive(self, limit: int) -> Part | None:
        """Wait for the next part and return it, None at the end of the feed.

        Raises the error that ended the fetching, when all that was fetched was returned.
        """
        if self._feed is None:
            return None
        try:
            part = self._feed.receive(limit)
        except BaseException:
            self.end()
            raise
        if part is None:
            self._feed = None
        return part

    def expect(self, queries: Sequence[tuple[Query, int]]) -> None:
        """Fetch ahead what will be read by these queries, each in pages of so many rows."""
        self._coming = list(queries)
        self.fetch_ahead()

    def fetch_ahead(self) -> None:
        """Begin with the next feed where the link is free."""
        is_free = self._feed is None or self._feed.is_fetched
        if is_free and self._ahead is None and self._coming:
            self._ahead = self._begun(*self._coming.pop(0))

    def end_feed(self) -> None:
        """Wait for the end of what is being fetched of this feed, and discard what is left."""
        feed, self._feed = self._feed, None
        if feed is not None:
            feed.end()

    def end(self) -> None:
        """Wait for the end of what is being fetched, and discard all that is left."""
        self.end_feed()
        ahead, self._ahead, self._coming = self._ahead, None, []
        if ahead is not None:
            ahead.end()

    def record_throughput(self, rows: int, seconds: float) -> None:
        """Record how many rows arrived in how many seconds."""
        self._block_size.record(rows, seconds)

    def _begun(self, query: Query, limit: int) -> _Feed[Query, Part]:
        return _Feed(
            self._blocks,
            self._sized(query, limit),
            self._block_size,
            self._stopwatch,
            limit=limit,
        )

    def _sized(self, query: Query, limit: int) -> Query:
        # one more row than ``limit`` shows whether there is more
        rows = max(self._block_size.rows(limit), limit + 1)
        # how large it is per row is not known yet
        row_content = LARGEST_PHOTO if self._blocks.has_content(query) else 0
        return self._blocks.sized(query, _fitting(rows, row_content), limit)
