"""The files of snapshots: how large their pieces are, and what becomes of a damaged file."""

from pathlib import Path

import pytest
import zstandard

from smartclient.contract.feeds import FeedKind
from smartclient.contract.web.wire import PageLine
from smartclient.web.snapshots import snapshot_file
from smartclient.web.snapshots.builder import DAY_SECONDS
from smartclient.web.snapshots.snapshot_file import is_whole
from tests.office_company import Company
from tests.web.test_web_snapshots import LINE, Works, rows_in
from tests.web.watched_gate import WatchedGate

PHOTO = 400
PIECE = 1_000


@pytest.fixture
def works(gate: WatchedGate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Works:
    monkeypatch.setattr(snapshot_file, "PIECE_ROWS", 3)
    monkeypatch.setattr(snapshot_file, "PIECE_BYTES", PIECE)
    return Works(gate, tmp_path / "snapshots")


def add_photos(company: Company, *sizes: int) -> None:
    with company.office.engine.begin() as connection:
        for number, size in enumerate(sizes):
            connection.exec_driver_sql(
                "INSERT INTO sales_photos (name, hash, content) VALUES (?, ?, randomblob(?))",
                (f"photo-{number:02}.png", f"{number:064}", size),
            )


def test_a_piece_of_photos_ends_after_so_many_bytes(works: Works, company: Company) -> None:
    add_photos(company, *[PHOTO] * 5, PIECE * 3, PHOTO, PHOTO)
    works.look()
    entry = works.entry(FeedKind.PHOTOS)
    assert entry is not None
    content = (works.library.folder / entry.name).read_bytes()
    assert len([row for row in rows_in(content) if row[-1]]) == 8
    counts, at = [], 0
    for piece in entry.pieces:
        lines = zstandard.ZstdDecompressor().decompress(content[at : at + piece.size]).splitlines()
        page = LINE.decode(lines[0])
        assert isinstance(page, PageLine)
        assert (page.rows[-1][0], page.more) == (piece.last, piece is not entry.pieces[-1])
        counts.append(len(page.rows))
        at += piece.size
    # the large one is a piece of its own
    assert counts == [2, 2, 1, 1, 2]


def test_a_file_of_another_size_is_written_again_at_once(works: Works) -> None:
    entry = works.look()
    assert entry is not None
    file = works.library.folder / entry.name
    file.write_bytes(file.read_bytes()[:-10])
    assert works.look() == entry
    assert is_whole(file, entry)


def test_a_file_whose_content_was_damaged_is_written_again_within_a_day(works: Works) -> None:
    entry = works.look()
    assert entry is not None
    file = works.library.folder / entry.name
    works.look(after=60)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(bytes(content))
    works.look(after=60)
    assert not is_whole(file, entry)
    works.look(after=DAY_SECONDS)
    assert is_whole(file, entry)
