"""Files that a person asked for: whole, or as they were before."""

from pathlib import Path

import pytest

from smartclient.documents.files import write_whole
from smartclient.domain.errors import RefusedError


def test_a_file_is_written_in_place_of_the_one_before(tmp_path: Path) -> None:
    place = tmp_path / "orders.csv"
    write_whole(place, b"old")
    write_whole(place, b"new")
    assert place.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [place]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"order\.pdf can't be written"):
        write_whole(tmp_path / "nowhere" / "order.pdf", b"")


def test_a_place_that_can_not_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "order.pdf").mkdir()
    (tmp_path / "order.pdf" / "kept").touch()
    with pytest.raises(RefusedError):
        write_whole(tmp_path / "order.pdf", b"")
    assert [item.name for item in tmp_path.iterdir()] == ["order.pdf"]
