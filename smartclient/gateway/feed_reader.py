"""Feeds read in blocks of many pages, returned page by page while the block still arrives.

The first block is one page. Where the link is fast the next block is larger, so that many pages
share one round trip, and it is asked for as soon as there is room for its rows, not when those
before are stored. What arrived is returned and stored before the rest is there: a cut costs one
page, however large the block. Where it is known which feed is read next, its first block is
fetched as soon as the link is free.
"""

import threading
import time
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from smartclient.contract.feeds import Cursor, FeedKind, FeedPage, FeedPlace, Row
from smartclient.contract.operations import PAGE_ROWS
from smartclient.gateway.block_size import LARGEST_BLOCK, BlockSize
from smartclient.gateway.prefetch import Fetch, Prefetch

OLDER_LIMIT: Final = 20_001
"""The most rows of one query that an older head office returns."""

_LAST_ID: Final = 2**62


class FeedQuery(NamedTuple):
    """A query of a feed: at most ``rows`` after ``cursor``."""

    kind: FeedKind
    by_key: bool
    cursor: Cursor
    watermark: int
    rows: int


class _Blocks:
    """Fetches a feed block by block. At most ``LARGEST_BLOCK`` rows wait to be received."""

    def __init__(
        self,
        fetch: Fetch[FeedQuery, Sequence[Row]],
        query: FeedQuery,
        block_size: BlockSize,
        stopwatch: Callable[[], float],
        *,
        limit: int,
    ) -> None:
        """Pages of ``limit`` rows will be wanted."""
        self.query = query
        self._fetch = fetch
        self._block_size = block_size
        self._stopwatch = stopwatch
        self._room = threading.Condition()
        self._waiting = 0
        """How many rows were fetched and not received yet."""
        self._limit = limit
        self._is_ended = False
        self._prefetch: Prefetch[FeedQuery, Sequence[Row]] = Prefetch(self._run, query, stopwatch)

    @property
    def is_fetched(self) -> bool:
        """Whether everything arrived, received or not."""
        return self._prefetch.is_complete

    def receive(self, limit: int) -> Sequence[Row] | None:
        """Wait for the next rows and return them, None at the end of the feed.

        Pages of ``limit`` rows are wanted. Raises the error that ended the fetching, when all
        that was fetched was returned.
        """
        part = self._prefetch.part()
        with self._room:
            self._limit = limit
            self._waiting -= 0 if part is None else len(part)
            self._room.notify()
        return part

    def end(self) -> None:
        """Begin no other block, and wait for the end of the one that is being fetched."""
        with self._room:
            self._is_ended = True
            self._room.notify()
        self._prefetch.wait()

    def _run(self, query: FeedQuery, take: Callable[[Sequence[Row]], None]) -> None:
        while True:
            count, last, started_at = 0, query.cursor, self._stopwatch()

            def taken(rows: Sequence[Row], query: FeedQuery = query) -> None:
                nonlocal count, last
                count += len(rows)
                last = _after(rows, last, by_key=query.by_key)
                with self._room:
                    self._waiting += len(rows)
                take(rows)

            self._fetch(query, taken)
            if count not in (query.rows, OLDER_LIMIT):
                return
            self._block_size.record(count, self._stopwatch() - started_at)
            rows = self._next_block()
            if not rows:
                return
            query = query._replace(cursor=last, rows=rows)

    def _next_block(self) -> int:
        """Wait for room, and return how many rows to ask for; 0 where no more are wanted."""
        with self._room:
            self._room.wait_for(lambda: self._is_ended or self._waiting <= LARGEST_BLOCK // 2)
            if self._is_ended:
                return 0
            return min(self._block_size.rows(self._limit), LARGEST_BLOCK - self._waiting)


class FeedReader:
    """Reads feeds page by page; fetched rows have their row version at the end."""

    def __init__(
        self,
        fetch: Fetch[FeedQuery, Sequence[Row]],
        stopwatch: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._fetch = fetch
        self._stopwatch = stopwatch
        self._blocks: _Blocks | None = None
        """What is being fetched, None at the end of a feed."""
        self._held: list[Row] = []
        """Rows that were received and not returned yet: some, while a block is being fetched."""
        self._block_size = BlockSize()
        self._expected: tuple[object, ...] = ()
        self._coming: list[FeedQuery] = []
        """Feeds that will be read next, each from where it will go on."""
        self._ahead: _Blocks | None = None
        """The feed that will be read next, while it is not asked for yet."""

    def page(
        self, kind: FeedKind, *, cursor: Cursor, watermark: int, limit: int, by_key: bool
    ) -> FeedPage:
        """The rows after ``cursor``, at most ``limit``."""
        if (kind, by_key, watermark, cursor) != self._expected:
            self._end_blocks()
            query = FeedQuery(kind, by_key, cursor, watermark, self._first_block(limit))
            self._begin_at(query, limit)
        while self._blocks is not None and len(self._held) <= limit:
            self._receive(self._blocks, limit)
        if self._blocks is None or self._blocks.is_fetched:
            self._fetch_ahead()
        rows, self._held = self._held[:limit], self._held[limit:]
        more = bool(self._held)
        page = as_page(rows, FeedPlace(kind, cursor, by_key), watermark=watermark, more=more)
        self._expected = (kind, by_key, watermark, page.cursor) if more else ()
        return page

    def expect(self, places: Sequence[FeedPlace], *, watermark: int) -> None:
        """Fetch ahead what will be read at these places, one after the other."""
        self._coming = [
            FeedQuery(place.kind, place.by_key, place.cursor, watermark, PAGE_ROWS)
            for place in places
        ]
        self._fetch_ahead()

    def end(self) -> None:
        """Wait for the end of what is being fetched, and discard unreturned rows."""
        self._end_blocks()
        ahead, self._ahead, self._coming = self._ahead, None, []
        if ahead is not None:
            ahead.end()

    def record_throughput(self, rows: int, seconds: float) -> None:
        """Record how many rows arrived in how many seconds."""
        self._block_size.record(rows, seconds)

    def _end_blocks(self) -> None:
        blocks, self._blocks = self._blocks, None
        if blocks is not None:
            blocks.end()
        self._held, self._expected = [], ()

    def _first_block(self, limit: int) -> int:
        # one more row than ``limit`` shows whether there is more
        return max(self._block_size.rows(limit), limit + 1)

    def _fetch_ahead(self) -> None:
        if self._ahead is None and self._coming:
            self._ahead = self._begun(
                self._coming.pop(0)._replace(rows=self._first_block(PAGE_ROWS)), PAGE_ROWS
            )

    def _begin_at(self, query: FeedQuery, limit: int) -> None:
        """Begin with a block, or go on with the one that was fetched ahead."""
        ahead = self._ahead
        if ahead is not None and ahead.query._replace(rows=query.rows) == query:
            self._blocks, self._ahead = ahead, None
        else:
            self._blocks = self._begun(query, limit)

    def _begun(self, query: FeedQuery, limit: int) -> _Blocks:
        return _Blocks(self._fetch, query, self._block_size, self._stopwatch, limit=limit)

    def _receive(self, blocks: _Blocks, limit: int) -> None:
        """Wait for the next rows."""
        try:
            part = blocks.receive(limit)
        except BaseException:
            self.end()
            raise
        if part is None:
            self._blocks = None
        else:
            self._held += part


class PageReader:
    """Reads feeds one page at a time: for many callers, of whom none may hold rows in memory."""

    def __init__(self, fetch: Fetch[FeedQuery, Sequence[Row]]) -> None:
        self._fetch = fetch

    def page(
        self, kind: FeedKind, *, cursor: Cursor, watermark: int, limit: int, by_key: bool
    ) -> FeedPage:
        """The rows after ``cursor``, at most ``limit``."""
        rows: list[Row] = []
        # one more row than ``limit`` shows whether there is more
        self._fetch(FeedQuery(kind, by_key, cursor, watermark, limit + 1), rows.extend)
        place = FeedPlace(kind, cursor, by_key)
        return as_page(rows[:limit], place, watermark=watermark, more=len(rows) > limit)

    def record_throughput(self, rows: int, seconds: float) -> None:
        """Pages are as large as they are asked for, however fast they come."""

    def expect(self, places: Sequence[FeedPlace], *, watermark: int) -> None:
        """Nothing is read ahead."""

    def end(self) -> None:
        """Nothing is read ahead."""


def as_page(rows: Sequence[Row], place: FeedPlace, *, watermark: int, more: bool) -> FeedPage:
    """The page of rows read at ``place``, which come with their row version at the end."""
    kind, cursor, by_key = place
    after = _after(rows, cursor, by_key=by_key)
    if not more and not by_key:
        # everything below the watermark was returned: a rep with few rows of many queries no more
        after = max(cursor, Cursor(watermark - 1, _LAST_ID))
    return FeedPage(kind=kind, rows=tuple(row[:-1] for row in rows), cursor=after, more=more)


def _after(rows: Sequence[Row], cursor: Cursor, *, by_key: bool) -> Cursor:
    """The cursor of the last of these rows."""
    if not rows:
        return cursor
    key, version = rows[-1][0], rows[-1][-1]
    assert isinstance(key, int)  # noqa: S101 (every feed's first column is its integer id)
    assert isinstance(version, int)  # noqa: S101 (and its last one the row version)
    return Cursor(cursor.row_version if by_key else version, key)
