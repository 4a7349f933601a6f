"""Documents on the command line: listed with their product, and saved to a file."""

import json
from pathlib import Path

import pytest

from tests.cli.odd_place import Capture, Place, with_document, write_files


@pytest.fixture
def place(tmp_path: Path, capsys: Capture) -> Place:
    place = Place(tmp_path, capsys)
    files = with_document(write_files(tmp_path / "files"), "Data sheet")
    place.office("init")
    place.office("import", str(files))
    place.says("sign-in", "--url", place.url, "--login", "anna")
    place.says("offline", "on")
    return place


def test_a_products_documents_are_listed_and_saved_while_offline(place: Place) -> None:
    (sheet,) = (place.folder / "files" / "documents").iterdir()
    content = sheet.read_bytes()
    listed = place.says("documents", "p-1").out
    assert "Data sheet" in listed
    assert "PDF" in listed
    assert f"{-(-len(content) // 1000)}" in listed
    assert json.loads(place.says("documents", "P-1", "--json").out) == [
        {
            "title": "Data sheet",
            "category": None,
            "format": "pdf",
            "bytes": len(content),
            "on_this_device": True,
            "ages": [],
        }
    ]
    saved = place.folder / "saved.pdf"
    said = place.says("documents", "save", "P-1", "data SHEET", "--to", str(saved)).out
    assert "Data sheet" in said
    assert saved.read_bytes() == content


def test_documents_that_no_data_set_brings_are_counted(place: Place) -> None:
    place.office("data-set", "set", "Base", "--no-documents", "--as", "head")
    place.says("offline", "off")
    place.says("sync")
    said = " ".join(place.says("documents", "P-1").out.split())
    assert said.startswith("1 is not taken along: no data set that this device takes along")
    assert json.loads(place.says("documents", "P-1", "--json").out) == []
    assert "There are no documents" in place.says("documents", "P-2").out


def test_what_there_is_not_is_said_in_one_sentence(place: Place) -> None:
    assert "There are no documents of this product." in place.says("documents", "P-2").out
    place.says("documents", "P-9", status=1)
    saved = str(place.folder / "saved.pdf")
    said = place.says("documents", "save", "P-2", "Data sheet", "--to", saved, status=1)
    assert "Product P-2 has no document Data sheet." in said.err
    assert not Path(saved).exists()
