"""Snapshots read in ranges of pieces, each verified, and returned while the next still arrive.

A cut costs the piece in flight: what was returned before it is stored, and the next range begins
with the piece that holds what is missing.
"""

import time
from collections.abc import Callable, Sequence
from hashlib import sha256
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

import msgspec
import zstandard

from smartclient.contract.feeds import Cursor, FeedKind, FeedPage
from smartclient.contract.snapshots import Snapshot, SnapshotUnavailableError
from smartclient.contract.web.wire import SnapshotEntry, SnapshotPiece
from smartclient.domain.errors import UnforeseenError
from smartclient.gateway.https.lines import LineSink, page_of
from smartclient.gateway.prefetch import Prefetch

MOST_PIECES: Final = 10
"""How many pieces of a range may wait in memory for the disk."""

_RANGE_SECONDS: Final = 1.5
"""How long a range may take: meanwhile there can be no other call."""

FetchBytes = Callable[[str, int, int, Callable[[bytes], None]], None]
"""Passes on the bytes of the file of a name from the first to the last, both included."""


class Range(NamedTuple):
    """So many pieces of a snapshot from piece ``first`` on."""

    entry: SnapshotEntry
    first: int
    pieces: int

    @property
    def wanted(self) -> Sequence[SnapshotPiece]:
        """The pieces."""
        return self.entry.pieces[self.first : self.first + self.pieces]

    @property
    def start(self) -> int:
        """Where the first piece begins in the file."""
        return sum(piece.size for piece in self.entry.pieces[: self.first])


class SnapshotReader:
    """Reads snapshots page by page, each page a piece."""

    def __init__(
        self, fetch: FetchBytes, stopwatch: Callable[[], float] = time.perf_counter
    ) -> None:
        self._fetch_bytes = fetch
        self._stopwatch = stopwatch
        self._entries: dict[str, SnapshotEntry] = {}
        self._prefetch: Prefetch[Range, FeedPage] | None = None
        self._next_piece = 0
        self._bytes_per_second = 0.0

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

    def page(self, snapshot: Snapshot, *, after: int) -> FeedPage:
        """The rows after the id ``after`` of the piece that holds the first of them."""
        entry = self._entries[snapshot.name]
        place = next((at for at, piece in enumerate(entry.pieces) if piece.last > after), None)
        if place is None:
            # nothing is above: the load ends with that
            return FeedPage(kind=snapshot.kind, rows=(), cursor=Cursor(0, after), more=False)
        prefetch = self._at(entry, place)
        try:
            page = prefetch.part()
        except BaseException:
            self.end()
            raise
        is_last = place == len(entry.pieces) - 1
        if page is None or page.kind is not snapshot.kind or page.more is is_last:
            self.end()
            raise unavailable("a piece is missing")
        self._next_piece = place + 1
        if self._next_piece == prefetch.query.first + prefetch.query.pieces:
            self._go_on(prefetch)
        rows = tuple(row for row in page.rows if int(row[0] or 0) > after)
        return FeedPage(kind=page.kind, rows=rows, cursor=page.cursor, more=page.more)

    def end(self) -> None:
        """Wait for the end of the range that is being fetched, and discard unreturned pages."""
        prefetch, self._prefetch = self._prefetch, None
        if prefetch is not None:
            prefetch.wait()

    def _at(self, entry: SnapshotEntry, place: int) -> Prefetch[Range, FeedPage]:
        """The range that is being fetched, where its next piece is this one; else a new one."""
        prefetch = self._prefetch
        is_next = place == self._next_piece
        if prefetch is None or prefetch.query.entry.name != entry.name or not is_next:
            self.end()
            prefetch = self._begin(entry, place)
        return prefetch

    def _begin(self, entry: SnapshotEntry, place: int) -> Prefetch[Range, FeedPage]:
        self._next_piece = place
        most = self._bytes_per_second * _RANGE_SECONDS
        sizes = accumulate(piece.size for piece in entry.pieces[place : place + MOST_PIECES])
        pieces = max(1, sum(size <= most for size in sizes))
        query = Range(entry, place, pieces)
        self._prefetch = Prefetch(self._fetch, query, self._stopwatch)
        return self._prefetch

    def _go_on(self, prefetch: Prefetch[Range, FeedPage]) -> None:
        """Begin the next range, so that it arrives while the piece before it is stored."""
        if prefetch.part() is not None:
            self.end()
            raise unavailable("more pieces than were asked for")
        query = prefetch.query
        size = sum(piece.size for piece in query.wanted)
        self._bytes_per_second = size / max(prefetch.seconds, 0.001)
        self.end()
        if query.first + query.pieces < len(query.entry.pieces):
            self._begin(query.entry, query.first + query.pieces)

    def _fetch(self, query: Range, take: Callable[[FeedPage], None]) -> None:
        wanted = query.wanted
        pieces = _Pieces(wanted, take)
        last = query.start + sum(piece.size for piece in wanted) - 1
        self._fetch_bytes(query.entry.name, query.start, last, pieces.add)
        if not pieces.are_whole:
            raise unavailable("the range ends early")


class _Pieces:
    """Cuts the bytes of a range into its pieces, verifies and decodes each."""

    def __init__(self, wanted: Sequence[SnapshotPiece], take: Callable[[FeedPage], None]) -> None:
        self._wanted = list(wanted)
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
            self._take(_page_of(content, piece))


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
