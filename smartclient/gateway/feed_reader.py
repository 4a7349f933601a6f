"""Feeds read in blocks of many pages, returned page by page while the block still arrives.

The first block is one page. Where the link is fast the next block is larger, so that many pages
share one round trip. What arrived is returned and stored before the rest is there: a cut costs one
page, however large the block. Where it is known which feed is read next, its first block is
fetched as soon as the link is free.
"""

import time
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from smartclient.contract.feeds import Cursor, FeedKind, FeedPage, FeedPlace, Row
from smartclient.contract.operations import PAGE_ROWS
from smartclient.gateway.block_size import BlockSize
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


class FeedReader:
    """Reads feeds page by page; fetched rows have their row version at the end."""

    def __init__(
        self,
        fetch: Fetch[FeedQuery, Sequence[Row]],
        stopwatch: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._fetch = fetch
        self._stopwatch = stopwatch
        self._prefetch: Prefetch[FeedQuery, Sequence[Row]] | None = None
        """The block that is being fetched, None at the end of a feed."""
        self._received = 0
        """How many rows of that block were received."""
        self._held: list[Row] = []
        """Rows that were fetched and not returned yet: some, while a block is being fetched."""
        self._block_size = BlockSize()
        self._expected: tuple[object, ...] = ()
        self._coming: list[FeedQuery] = []
        """Feeds that will be read next, each from where it will go on."""
        self._ahead: Prefetch[FeedQuery, Sequence[Row]] | None = None
        """The first block of the feed that will be read next, while it is not asked for yet."""

    def page(
        self, kind: FeedKind, *, cursor: Cursor, watermark: int, limit: int, by_key: bool
    ) -> FeedPage:
        """The rows after ``cursor``, at most ``limit``."""
        if (kind, by_key, watermark, cursor) != self._expected:
            self._end_block()
            self._begin_at(FeedQuery(kind, by_key, cursor, watermark, self._first_block(limit)))
        while self._prefetch is not None and len(self._held) <= limit:
            self._receive(self._prefetch, limit)
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
        self._end_block()
        ahead, self._ahead, self._coming = self._ahead, None, []
        if ahead is not None:
            ahead.wait()

    def record_throughput(self, rows: int, seconds: float) -> None:
        """Record how many rows arrived in how many seconds."""
        self._block_size.record(rows, seconds)

    def _end_block(self) -> None:
        prefetch, self._prefetch = self._prefetch, None
        if prefetch is not None:
            prefetch.wait()
        self._held, self._expected = [], ()

    def _first_block(self, limit: int) -> int:
        # one more row than ``limit`` shows whether there is more
        return max(self._block_size.rows(limit), limit + 1)

    def _fetch_ahead(self) -> None:
        if self._ahead is None and self._coming:
            query = self._coming.pop(0)._replace(rows=self._first_block(PAGE_ROWS))
            self._ahead = Prefetch(self._fetch, query, self._stopwatch)

    def _begin_at(self, query: FeedQuery) -> None:
        """Begin with a block, or go on with the one that was fetched ahead."""
        ahead = self._ahead
        if ahead is not None and ahead.query._replace(rows=query.rows) == query:
            self._received = 0
            self._prefetch, self._ahead = ahead, None
        else:
            self._begin(query)

    def _begin(self, query: FeedQuery) -> None:
        self._received = 0
        self._prefetch = Prefetch(self._fetch, query, self._stopwatch)

    def _receive(self, prefetch: Prefetch[FeedQuery, Sequence[Row]], limit: int) -> None:
        """Wait for the next rows; at the end of a block begin to fetch the next one."""
        try:
            part = prefetch.part()
        except BaseException:
            self.end()
            raise
        if part is not None:
            self._received += len(part)
            self._held += part
            return
        self._prefetch = None
        query = prefetch.query
        if self._received in (query.rows, OLDER_LIMIT):
            self.record_throughput(self._received, prefetch.seconds)
            last = _after(self._held, query.cursor, by_key=query.by_key)
            self._begin(query._replace(cursor=last, rows=self._block_size.rows(limit)))
        else:
            self._fetch_ahead()


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
