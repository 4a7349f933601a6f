"""Snapshots read in ranges of pieces, each verified, and returned while the next still arrive.

A cut costs the piece in flight: what was returned before it is stored, and the next range begins
with the piece that holds what is missing.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple

import msgspec
import zstandard

from smartclient.contract.feeds import WITH_CONTENT, Cursor, FeedKind, FeedPage, Row
from smartclient.contract.operations import CONTENT_PAGE_ROWS, LARGEST_PAGE_ROWS
from smartclient.contract.snapshots import Snapshot, SnapshotUnavailableError
from smartclient.contract.web.wire import SnapshotEntry, SnapshotPiece
from smartclient.domain.errors import UnforeseenError
from smartclient.gateway.https.lines import LineSink, page_of
from smartclient.gateway.https.stream_reader import joined_pages
from smartclient.gateway.read_ahead import ReadAhead, content_of

FetchBytes = Callable[[str, int, int, Callable[[bytes], None]], None]
"""Passes on the bytes of the file of a name from the first to the last, both included."""


class Range(NamedTuple):
    """So many pieces of a snapshot from piece ``first`` on."""

    entry: SnapshotEntry
    first: int
    pieces: int = 1

    @property
    def end(self) -> int:
        """The piece after the last."""
        return self.first + self.pieces

    @property
    def wanted(self) -> Sequence[SnapshotPiece]:
        """The pieces."""
        return self.entry.pieces[self.first : self.end]

    @property
    def start(self) -> int:
        """Where the first piece begins in the file."""
        return sum(piece.size for piece in self.entry.pieces[: self.first])


class _Ranges:
    """Ranges of pieces, each of as many as have about the rows that were asked for."""

    def __init__(self, fetch: FetchBytes) -> None:
        self._fetch = fetch

    def fetch(self, query: Range, take: Callable[[FeedPage], None]) -> None:
        """Pass on the pages of the pieces, unless they are others than the list says."""
        pieces = _Pieces(query, take)
        last = query.start + sum(piece.size for piece in query.wanted) - 1
        self._fetch(query.entry.name, query.start, last, pieces.add)
        if not pieces.are_whole:
            raise unavailable("the range ends early")

    def rows_of(self, part: FeedPage) -> int:
        return len(part.rows)

    def content_of(self, part: FeedPage) -> int:
        return content_of(part.rows) if part.kind in WITH_CONTENT else 0

    def has_content(self, query: Range) -> bool:
        return query.entry.kind in WITH_CONTENT

    def joined(self, part: FeedPage, following: FeedPage) -> FeedPage:
        return joined_pages(part, following)

    def sized(self, query: Range, rows: int, limit: int) -> Range:  # noqa: ARG002 (a piece is as large as it was made)
        of_a_piece = max(1, query.entry.rows // len(query.entry.pieces))
        left = len(query.entry.pieces) - query.first
        return query._replace(pieces=min(left, max(1, rows // of_a_piece)))

    def following(self, query: Range, last: FeedPage | None, rows: int) -> Range | None:  # noqa: ARG002 (which pieces there are, the list says)
        return query._replace(first=query.end) if query.end < len(query.entry.pieces) else None


class SnapshotReader:
    """Reads snapshots page by page, each page some pieces."""

    def __init__(
        self, fetch: FetchBytes, stopwatch: Callable[[], float] = time.perf_counter
    ) -> None:
        self._ranges = ReadAhead(_Ranges(fetch), stopwatch)
        self._entries: dict[str, SnapshotEntry] = {}
        self._expected: tuple[str, int] | None = None
        """Of which snapshot the next page begins after which id."""

    def offer(self, entries: Sequence[SnapshotEntry]) -> tuple[Snapshot, ...]:
        """The snapshots of a list, those of unknown feeds and those that can't be read left out."""
        known = set(FeedKind)
        usable = [entry for entry in entries if entry.kind in known and _is_sound(entry)]
        self._entries = {entry.name: entry for entry in usable}
        return tuple(
            Snapshot(
                kind=FeedKind(entry.kind),
                name=entry.name,
                rows=entry.rows,
                watermark=entry.watermark,
                generation=entry.generation,
                link_version=entry.link_version,
            )
            for entry in usable
        )

    def expect(self, snapshots: Sequence[tuple[Snapshot, int]]) -> None:
        """Fetch ahead snapshots that will be read, each after an id, one after the other."""
        ranges = []
        for snapshot, after in snapshots:
            entry = self._entries[snapshot.name]
            place = _place_of(entry, after)
            if place is not None:
                ranges.append((Range(entry, place), _limit(snapshot.kind)))
        self._ranges.expect(ranges)

    def page(self, snapshot: Snapshot, *, after: int) -> FeedPage:
        """The rows after the id ``after``: those of its piece, and of those that are at hand."""
        entry, limit = self._entries[snapshot.name], _limit(snapshot.kind)
        if self._expected != (snapshot.name, after):
            place = _place_of(entry, after)
            if place is None:
                # nothing is above: the load ends with that
                return FeedPage(kind=snapshot.kind, rows=(), cursor=Cursor(0, after), more=False)
            self._ranges.begin(Range(entry, place), limit)
        self._expected = None
        page = self._ranges.receive(limit)
        if page is None:
            raise unavailable("a piece is missing")
        if page.more:
            self._expected = (snapshot.name, page.cursor.id)
        else:
            self._ranges.end_feed()
        self._ranges.fetch_ahead()
        return replace(page, rows=_after(page.rows, after))

    def record_throughput(self, rows: int, seconds: float) -> None:
        """Record how many rows arrived in how many seconds."""
        self._ranges.record_throughput(rows, seconds)

    def end(self) -> None:
        """Wait for the end of the range that is being fetched, and discard unreturned pages."""
        self._expected = None
        self._ranges.end()


class _Pieces:
    """Cuts the bytes of a range into its pieces, verifies and decodes each."""

    def __init__(self, query: Range, take: Callable[[FeedPage], None]) -> None:
        self._kind = query.entry.kind
        self._wanted = list(query.wanted)
        self._is_last = query.end == len(query.entry.pieces)
        self._take = take
        self._rest = b""

    @property
    def are_whole(self) -> bool:
        return not self._wanted and not self._rest

    def add(self, block: bytes) -> None:
        """Take the next bytes."""
        self._rest += block
        while self._wanted and len(self._rest) >= self._wanted[0].size:
            piece = self._wanted.pop(0)
            content, self._rest = self._rest[: piece.size], self._rest[piece.size :]
            page = _page_of(content, piece)
            if page.kind != self._kind or page.more is (self._is_last and not self._wanted):
                raise unavailable("a piece is of another snapshot")
            self._take(page)


def _place_of(entry: SnapshotEntry, after: int) -> int | None:
    """The piece that holds the first row after an id, None where there is none."""
    return next((at for at, piece in enumerate(entry.pieces) if piece.last > after), None)


def _limit(kind: FeedKind) -> int:
    """How many rows are stored at once."""
    return CONTENT_PAGE_ROWS if kind in WITH_CONTENT else LARGEST_PAGE_ROWS


def _after(rows: Sequence[Row], after: int) -> Sequence[Row]:
    """Rows without those that are held already: a load may go on in the middle of a piece."""
    if not rows or int(rows[0][0] or 0) > after:
        return rows
    return tuple(row for row in rows if int(row[0] or 0) > after)


def unavailable(detail: str) -> SnapshotUnavailableError:
    """The error for a snapshot that can't be used."""
    return SnapshotUnavailableError(
        "Head office's copy of the catalog can't be used. It is read row by row.", detail=detail
    )


def _page_of(content: bytes, piece: SnapshotPiece) -> FeedPage:
    if sha256(content).hexdigest() != piece.digest:
        raise unavailable("a piece is damaged")
    pages: list[FeedPage] = []
    sink = LineSink(lambda line: pages.append(page_of(line)))
    try:
        for line in zstandard.ZstdDecompressor().decompress(content).splitlines():
            sink(line)
    except (zstandard.ZstdError, UnforeseenError, msgspec.MsgspecError) as error:
        raise unavailable(f"a piece can't be read: {error}") from error
    if len(pages) != 1 or pages[0].cursor.id != piece.last:
        raise unavailable("a piece is another one")
    return pages[0]


def _is_sound(entry: SnapshotEntry) -> bool:
    lasts = [piece.last for piece in entry.pieces]
    is_rising = all(before < after for before, after in pairwise(lasts))
    return bool(lasts) and is_rising and sum(piece.size for piece in entry.pieces) == entry.size
