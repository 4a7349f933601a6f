"""Snapshots as a laptop reads them: what is not what its hash says is not believed."""

from collections.abc import Callable
from hashlib import sha256

import msgspec
import pytest
import zstandard

from smartclient.contract.feeds import FeedKind, FeedPage
from smartclient.contract.snapshots import SnapshotUnavailableError
from smartclient.contract.web.wire import End, PageLine, SnapshotEntry, SnapshotPiece
from smartclient.gateway.https import snapshot_reader
from smartclient.gateway.https.snapshot_reader import SnapshotReader
from tests.web_service import wait_until


def piece(first: int, last: int, name: str, *, more: bool) -> bytes:
    rows = tuple((id_, name, None) for id_ in range(first, last + 1))
    line = PageLine(kind="stock", rows=rows, cursor=(0, last), more=more)
    text = msgspec.json.encode(line) + b"\n"
    return zstandard.ZstdCompressor().compress(text if more else text + msgspec.json.encode(End()))


SOUND = [
    piece(1, 3, "P-1", more=True),
    piece(4, 6, "P-1", more=True),
    piece(7, 8, "P-1", more=False),
]
LASTS = [3, 6, 8]


class Read:
    """A snapshot whose bytes a test may exchange, and what was asked for."""

    def __init__(self, sent: list[bytes], hashed: list[bytes] | None = None) -> None:
        self.asked: list[tuple[int, int]] = []
        self.names: list[str] = []
        self._file = b"".join(sent)
        self.reader = SnapshotReader(self._fetch)
        pieces = tuple(
            SnapshotPiece(size=len(content), last=last, digest=sha256(original).hexdigest())
            for content, original, last in zip(sent, hashed or sent, LASTS, strict=True)
        )
        self.entry = SnapshotEntry(
            kind="stock",
            name="0" * 64,
            size=len(self._file),
            rows=8,
            watermark=9,
            generation="g",
            pieces=pieces,
        )

    def pages(self, *, after: int = 0) -> list[FeedPage]:
        (snapshot,) = self.reader.offer([self.entry])
        found, more = [], True
        while more:
            found.append(self.reader.page(snapshot, after=after))
            after, more = found[-1].cursor.id, found[-1].more
        return found

    def _fetch(self, name: str, first: int, last: int, take: Callable[[bytes], None]) -> None:
        self.asked.append((first, last))
        self.names.append(name)
        part = self._file[first : last + 1]
        for start in range(0, len(part), 11):
            take(part[start : start + 11])


def ids(pages: list[FeedPage]) -> list[object]:
    return [row[0] for page in pages for row in page.rows]


def test_a_snapshot_is_read_whole_in_ranges() -> None:
    read = Read(SOUND)
    pages = read.pages()
    assert ids(pages) == list(range(1, 9))
    assert {page.kind for page in pages} == {FeedKind.STOCK}
    # each byte once
    assert sum(last - first + 1 for first, last in read.asked) == read.entry.size


def test_it_goes_on_in_the_middle_of_a_piece_and_past_the_end() -> None:
    read = Read(SOUND)
    assert ids(read.pages(after=5)) == [6, 7, 8]
    assert min(first for first, _ in read.asked) == len(SOUND[0])
    (nothing,) = Read(SOUND).pages(after=8)
    assert (nothing.rows, nothing.more, nothing.cursor.id) == ((), False, 8)


def test_pieces_that_arrived_together_are_one_page_up_to_its_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(snapshot_reader, "LARGEST_PAGE_ROWS", 6)
    read = Read(SOUND)
    (snapshot,) = read.reader.offer([read.entry])
    read.reader.expect([(snapshot, 0)])
    ahead = read.reader._ranges._ahead
    assert ahead is not None
    wait_until(lambda: ahead.is_fetched)
    pages = read.pages()
    assert [len(page.rows) for page in pages] == [6, 2]
    assert ids(pages) == list(range(1, 9))


def test_the_next_snapshot_is_fetched_while_the_last_one_is_stored() -> None:
    read = Read(SOUND)
    other = msgspec.structs.replace(read.entry, name="1" * 64)
    first, second = read.reader.offer([read.entry, other])
    read.reader.expect([(first, 0), (second, 0)])
    after, more = 0, True
    while more:
        page = read.reader.page(first, after=after)
        after, more = page.cursor.id, page.more
    wait_until(lambda: read.names[-1] == other.name)
    asked = len(read.asked)
    assert read.reader.page(second, after=0).rows[0][0] == 1
    assert read.names[:asked].count(other.name) >= 1
    # what was fetched ahead is not fetched again
    assert len(set(zip(read.names, read.asked, strict=True))) == len(read.asked)


@pytest.mark.parametrize("place", range(3))
def test_a_piece_that_reads_well_and_is_another_is_refused(place: int) -> None:
    other = list(SOUND)
    other[place] = zstandard.ZstdCompressor().compress(
        zstandard.ZstdDecompressor().decompress(SOUND[place]).replace(b"P-1", b"P-2")
    )
    with pytest.raises(SnapshotUnavailableError):
        Read(other, hashed=SOUND).pages()


def test_a_piece_of_another_place_is_refused() -> None:
    swapped = [SOUND[1], SOUND[0], SOUND[2]]
    with pytest.raises(SnapshotUnavailableError):
        Read(swapped).pages()


@pytest.mark.parametrize("lasts", [(), (3, 3, 8), (6, 3, 8)])
def test_a_list_that_makes_no_sense_offers_nothing(lasts: tuple[int, ...]) -> None:
    read = Read(SOUND)
    pieces = tuple(
        msgspec.structs.replace(each, last=last)
        for each, last in zip(read.entry.pieces, lasts, strict=False)
    )
    entry = msgspec.structs.replace(read.entry, pieces=pieces)
    assert read.reader.offer([entry]) == ()
    unknown = msgspec.structs.replace(read.entry, kind="moons")
    assert read.reader.offer([unknown]) == ()
