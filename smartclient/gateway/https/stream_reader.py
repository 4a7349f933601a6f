"""Feeds read in streams of pages, each returned while the following ones still arrive.

The first stream is one page. Where the link is fast the next one has more, so that many pages share
one round trip. What arrived is returned and stored before the rest is there: a cut costs one page,
however long the stream.
"""

import time
from collections.abc import Callable
from typing import NamedTuple

from smartclient.contract.feeds import Cursor, FeedKind, FeedPage
from smartclient.gateway.block_size import BlockSize
from smartclient.gateway.prefetch import Fetch, Prefetch
from smartclient.gateway.unreadable_answer import unreadable_answer


class PageQuery(NamedTuple):
    """A stream of a feed: at most ``pages`` pages of ``limit`` rows after ``cursor``."""

    kind: FeedKind
    by_key: bool
    cursor: Cursor
    watermark: int
    limit: int
    pages: int = 1


class StreamReader:
    """Reads feeds page by page."""

    def __init__(
        self,
        fetch: Fetch[PageQuery, FeedPage],
        stopwatch: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._fetch = fetch
        self._stopwatch = stopwatch
        self._prefetch: Prefetch[PageQuery, FeedPage] | None = None
        """The stream that is being read, None at the end of a feed."""
        self._pages = self._rows = 0
        """How many pages and rows of that stream were received."""
        self._block_size = BlockSize()
        self._expected: tuple[object, ...] = ()

    def page(
        self, kind: FeedKind, *, cursor: Cursor, watermark: int, limit: int, by_key: bool
    ) -> FeedPage:
        """The rows after ``cursor``, at most ``limit``, or as many as the stream was begun with."""
        prefetch = self._prefetch
        if prefetch is None or (kind, by_key, watermark, cursor) != self._expected:
            self.end()
            prefetch = self._begin(PageQuery(kind, by_key, cursor, watermark, limit))
        page = self._received(prefetch)
        if page is None or page.kind is not kind:
            self.end()
            raise unreadable_answer(f"no page of {kind}")
        self._pages += 1
        self._rows += len(page.rows)
        self._expected = (kind, by_key, watermark, page.cursor)
        if not page.more:
            self.end()
        elif self._pages == prefetch.query.pages:
            self._go_on(prefetch, page.cursor, limit)
        return page

    def end(self) -> None:
        """Wait for the end of the stream that is being read, and discard unreturned pages."""
        prefetch, self._prefetch = self._prefetch, None
        if prefetch is not None:
            prefetch.wait()
        self._expected = ()

    def record_throughput(self, rows: int, seconds: float) -> None:
        """Record how many rows arrived in how many seconds."""
        self._block_size.record(rows, seconds)

    def _begin(self, query: PageQuery) -> Prefetch[PageQuery, FeedPage]:
        pages = max(1, self._block_size.rows(query.limit) // query.limit)
        self._pages = self._rows = 0
        self._prefetch = Prefetch(self._fetch, query._replace(pages=pages), self._stopwatch)
        return self._prefetch

    def _go_on(self, prefetch: Prefetch[PageQuery, FeedPage], cursor: Cursor, limit: int) -> None:
        """Begin the next stream, so that it arrives while the page before it is stored."""
        if self._received(prefetch) is not None:
            self.end()
            raise unreadable_answer("more pages than were asked for")
        self.record_throughput(self._rows, prefetch.seconds)
        self._begin(prefetch.query._replace(cursor=cursor, limit=limit))

    def _received(self, prefetch: Prefetch[PageQuery, FeedPage]) -> FeedPage | None:
        try:
            return prefetch.part()
        except BaseException:
            self.end()
            raise
