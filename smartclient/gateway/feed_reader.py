"""Feeds read in blocks of rows, returned page by page while the block still arrives."""

import time
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from smartclient.contract.feeds import WITH_CONTENT, Cursor, FeedKind, FeedPage, FeedPlace, Row
from smartclient.contract.operations import PAGE_ROWS
from smartclient.gateway.prefetch import Fetch
from smartclient.gateway.read_ahead import CONTENT_AT_ONCE, ReadAhead, content_of

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


class _RowBlocks:
    """Blocks of rows, each as many as were asked for as long as there are more."""

    def __init__(self, fetch: Fetch[FeedQuery, Sequence[Row]]) -> None:
        self._fetch = fetch

    def fetch(self, query: FeedQuery, take: Callable[[Sequence[Row]], None]) -> None:
        self._fetch(query, lambda rows: take(rows) if rows else None)

    def rows_of(self, part: Sequence[Row]) -> int:
        return len(part)

    def content_of(self, part: Sequence[Row]) -> int:
        return content_of(part)

    def has_content(self, query: FeedQuery) -> bool:
        return query.kind in WITH_CONTENT

    def joined(self, part: Sequence[Row], following: Sequence[Row]) -> Sequence[Row]:
        return [*part, *following]

    def sized(self, query: FeedQuery, rows: int, limit: int) -> FeedQuery:  # noqa: ARG002 (rows come without pages)
        return query._replace(rows=rows)

    def following(
        self, query: FeedQuery, last: Sequence[Row] | None, rows: int
    ) -> FeedQuery | None:
        if rows not in (query.rows, OLDER_LIMIT):
            return None
        return query._replace(cursor=_after(last or (), query.cursor, by_key=query.by_key))


class FeedReader:
    """Reads feeds page by page; fetched rows have their row version at the end."""

    def __init__(
        self,
        fetch: Fetch[FeedQuery, Sequence[Row]],
        stopwatch: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._feeds = ReadAhead(_RowBlocks(fetch), stopwatch)
        self._held: list[Row] = []
        """Rows that were received and not returned yet: some, while a block is being fetched."""
        self._expected: tuple[object, ...] = ()

    def page(
        self, kind: FeedKind, *, cursor: Cursor, watermark: int, limit: int, by_key: bool
    ) -> FeedPage:
        """The rows after ``cursor``: ``limit`` at most, or as much content as memory may hold."""
        if (kind, by_key, watermark, cursor) != self._expected:
            self._held, self._expected = [], ()
            self._feeds.begin(FeedQuery(kind, by_key, cursor, watermark, limit), limit)
        while self._feeds.has_more and len(self._held) <= _rows_of_page(self._held, limit):
            self._receive(limit)
        self._feeds.fetch_ahead()
        taken = _rows_of_page(self._held, limit)
        rows, self._held = self._held[:taken], self._held[taken:]
        more = bool(self._held)
        page = as_page(rows, FeedPlace(kind, cursor, by_key), watermark=watermark, more=more)
        self._expected = (kind, by_key, watermark, page.cursor) if more else ()
        return page

    def expect(self, places: Sequence[FeedPlace], *, watermark: int) -> None:
        """Fetch ahead what will be read at these places, one after the other."""
        self._feeds.expect(
            [
                (FeedQuery(place.kind, place.by_key, place.cursor, watermark, PAGE_ROWS), PAGE_ROWS)
                for place in places
            ]
        )

    def end(self) -> None:
        """Wait for the end of what is being fetched, and discard unreturned rows."""
        self._held, self._expected = [], ()
        self._feeds.end()

    def record_throughput(self, rows: int, seconds: float) -> None:
        """Record how many rows arrived in how many seconds."""
        self._feeds.record_throughput(rows, seconds)

    def _receive(self, limit: int) -> None:
        try:
            self._held += self._feeds.receive(limit) or ()
        except BaseException:
            self._held, self._expected = [], ()
            raise


def _rows_of_page(rows: Sequence[Row], limit: int) -> int:
    """How many rows make a page: ``limit``, or as many with content as are returned together."""
    if content_of(rows) <= CONTENT_AT_ONCE:
        return limit
    sizes = accumulate(content_of((row,)) for row in rows)
    return min(limit, max(1, sum(size <= CONTENT_AT_ONCE for size in sizes)))


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
