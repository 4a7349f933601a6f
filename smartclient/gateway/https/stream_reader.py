"""Feeds read in streams of pages, each returned while the following ones still arrive."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from smartclient.contract.encoded_rows import EncodedRows
from smartclient.contract.feeds import WITH_CONTENT, Cursor, FeedKind, FeedPage, FeedPlace
from smartclient.contract.operations import PAGE_ROWS
from smartclient.contract.unreadable_answer import unreadable_answer
from smartclient.gateway.prefetch import Fetch
from smartclient.gateway.read_ahead import ReadAhead, content_of


class PageQuery(NamedTuple):
    """A stream of a feed: at most ``pages`` pages of ``limit`` rows after ``cursor``."""

    kind: FeedKind
    by_key: bool
    cursor: Cursor
    watermark: int
    limit: int
    pages: int = 1


class _Streams:
    """Streams of pages, each as many as were asked for as long as there are more."""

    def __init__(self, fetch: Fetch[PageQuery, FeedPage]) -> None:
        self._fetch = fetch

    def fetch(self, query: PageQuery, take: Callable[[FeedPage], None]) -> None:
        """Pass on the pages of a stream, unless they are others than were asked for."""
        pages, more = 0, True

        def taken(page: FeedPage) -> None:
            nonlocal pages, more
            if page.kind is not query.kind or not more or pages == query.pages:
                raise unreadable_answer(f"another page than one of {query.kind}")
            pages, more = pages + 1, page.more
            take(page)

        self._fetch(query, taken)
        if more and pages < query.pages:
            raise unreadable_answer(f"no page of {query.kind}")

    def rows_of(self, part: FeedPage) -> int:
        return len(part.rows)

    def content_of(self, part: FeedPage) -> int:
        return content_of(part.rows) if part.kind in WITH_CONTENT else 0

    def has_content(self, query: PageQuery) -> bool:
        return query.kind in WITH_CONTENT

    def joined(self, part: FeedPage, following: FeedPage) -> FeedPage:
        return joined_pages(part, following)

    def sized(self, query: PageQuery, rows: int, limit: int) -> PageQuery:
        return query._replace(limit=min(rows, limit), pages=max(1, rows // limit))

    def following(self, query: PageQuery, last: FeedPage | None, rows: int) -> PageQuery | None:  # noqa: ARG002 (a page says itself whether more follow)
        return query._replace(cursor=last.cursor) if last is not None and last.more else None


def joined_pages(page: FeedPage, following: FeedPage) -> FeedPage:
    """A page and the one after it as one."""
    rows, more = page.rows, following.rows
    if isinstance(rows, EncodedRows) and isinstance(more, EncodedRows):
        return replace(following, rows=rows + more)
    return replace(following, rows=(*rows, *more))


class StreamReader:
    """Reads feeds page by page."""

    def __init__(
        self,
        fetch: Fetch[PageQuery, FeedPage],
        stopwatch: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._feeds = ReadAhead(_Streams(fetch), stopwatch)
        self._expected: tuple[object, ...] = ()

    def page(
        self, kind: FeedKind, *, cursor: Cursor, watermark: int, limit: int, by_key: bool
    ) -> FeedPage:
        """The rows after ``cursor``, at most ``limit``, or as many as the stream was begun with."""
        if (kind, by_key, watermark, cursor) != self._expected:
            self._feeds.begin(PageQuery(kind, by_key, cursor, watermark, limit), limit)
        self._expected = ()
        page = self._feeds.receive(limit)
        if page is None:
            raise unreadable_answer(f"no page of {kind}")
        if page.more:
            self._expected = (kind, by_key, watermark, page.cursor)
        else:
            self._feeds.end_feed()
        self._feeds.fetch_ahead()
        return page

    def expect(self, places: Sequence[FeedPlace], *, watermark: int) -> None:
        """Fetch ahead what will be read at these places, one after the other."""
        self._feeds.expect(
            [
                (PageQuery(place.kind, place.by_key, place.cursor, watermark, PAGE_ROWS), PAGE_ROWS)
                for place in places
            ]
        )

    def end(self) -> None:
        """Wait for the end of what is being fetched, and discard unreturned pages."""
        self._expected = ()
        self._feeds.end()

    def record_throughput(self, rows: int, seconds: float) -> None:
        """Record how many rows arrived in how many seconds."""
        self._feeds.record_throughput(rows, seconds)
