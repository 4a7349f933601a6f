"""The file of a snapshot: how it is written from a feed, and how it is checked.

The same rows give the same bytes, whichever machine writes them: neither an instant nor a
watermark is in the file.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import file_digest, sha256
from pathlib import Path
from secrets import token_hex
from typing import Final

import msgspec
import zstandard

from smartclient.contract.feeds import WITH_CONTENT, Cursor, FeedKind, FeedPage, Row
from smartclient.contract.versions import LINK_VERSION
from smartclient.contract.web.codec import page_line
from smartclient.contract.web.gate import Gate
from smartclient.contract.web.wire import End, SnapshotEntry, SnapshotPiece

PIECE_ROWS: Final = 5_000
CONTENT_PIECE_ROWS: Final = 25
"""Rows of a piece at most: a cut costs one, and each is a transaction of the laptop's store."""

PIECE_BYTES: Final = 1_000_000
"""Bytes of content after which a piece ends: over a slow link a larger one might never arrive."""

PARTIAL: Final = ".partial"
"""The ending of a file that is being written."""

_LEVEL: Final = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What came of reading a feed. ``entry`` is None where one page is all there is of it."""

    watermark: int
    generation: str
    entry: SnapshotEntry | None


def write_snapshot(
    gate: Gate, kind: FeedKind, folder: Path, go_on: Callable[[], bool]
) -> Examined | None:
    """Write a feed's snapshot into ``folder``; its file is named by its hash.

    ``go_on`` is asked before each page. None where it says no, or head office went back to a
    backup meanwhile: then nothing is left.
    """
    watermark, generation = gate.bounds()
    partial = folder / f"{kind}-{token_hex(8)}{PARTIAL}"
    try:
        content = _write(partial, _pages(gate, kind, watermark, go_on))
        seen, epoch = gate.bounds()
        if content is None or epoch != generation or seen < watermark:
            return None
        entry = None
        if len(content.pieces) > 1:
            entry = SnapshotEntry(
                kind=str(kind),
                name=content.digest,
                size=sum(piece.size for piece in content.pieces),
                rows=content.rows,
                watermark=watermark,
                generation=generation,
                pieces=content.pieces,
                link_version=LINK_VERSION,
            )
            partial.replace(folder / entry.name)
        return Examined(watermark=watermark, generation=generation, entry=entry)
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def has_size(file: Path, entry: SnapshotEntry) -> bool:
    """Whether a file is there and as long as it was written."""
    try:
        return file.stat().st_size == entry.size
    except OSError:
        return False


def is_whole(file: Path, entry: SnapshotEntry) -> bool:
    """Whether a file is what its name says."""
    try:
        with file.open("rb") as opened:
            return file_digest(opened, "sha256").hexdigest() == entry.name
    except OSError:
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    digest: str
    rows: int
    pieces: tuple[SnapshotPiece, ...]


def _pages(
    gate: Gate, kind: FeedKind, watermark: int, go_on: Callable[[], bool]
) -> Iterator[FeedPage | None]:
    """The feed's pages by key; None, and no more, where ``go_on`` says no."""
    limit = CONTENT_PIECE_ROWS if kind in WITH_CONTENT else PIECE_ROWS
    cursor, more = Cursor(), True
    while more:
        if not go_on():
            yield None
            return
        page = gate.shared_page(kind, cursor=cursor, watermark=watermark, limit=limit)
        yield page
        cursor, more = page.cursor, page.more


def _write(path: Path, pages: Iterator[FeedPage | None]) -> _Content | None:
    digest, rows, pieces = sha256(), 0, []
    with path.open("xb") as file:
        for page in pages:
            if page is None:
                return None
            for part in _parts(page):
                piece = _compressed(part)
                file.write(piece)
                digest.update(piece)
                rows += len(part.rows)
                pieces.append(
                    SnapshotPiece(
                        size=len(piece), last=part.cursor.id, digest=sha256(piece).hexdigest()
                    )
                )
    return _Content(digest=digest.hexdigest(), rows=rows, pieces=tuple(pieces))


def _parts(page: FeedPage) -> Iterator[FeedPage]:
    """A page in parts of PIECE_BYTES of content at most, or of one row."""
    rows: list[Row] = []
    size = 0
    for row in page.rows:
        content = sum(len(value) for value in row if isinstance(value, bytes))
        if rows and size + content > PIECE_BYTES:
            cursor = page.cursor._replace(id=int(rows[-1][0] or 0))
            yield replace(page, rows=tuple(rows), cursor=cursor, more=True)
            rows, size = [], 0
        rows.append(row)
        size += content
    yield replace(page, rows=tuple(rows))


def _compressed(page: FeedPage) -> bytes:
    lines = msgspec.json.encode(page_line(page, LINK_VERSION)) + b"\n"
    if not page.more:
        lines += msgspec.json.encode(End()) + b"\n"
    return zstandard.ZstdCompressor(level=_LEVEL).compress(lines)
