"""Whether the libraries of the order pad are here: all of their files, and of the right version."""

import json
from pathlib import Path

import pytest

from smartclient.settings.pad_libraries import MANIFEST, MARK, library_folder, missing_libraries


@pytest.fixture
def page(tmp_path: Path) -> Path:
    library = {"version": "1", "integrity": "sha512-one", "files": ["a.mjs", "b.wasm"]}
    (tmp_path / MANIFEST).write_text(json.dumps({"engine": library}))
    folder = library_folder(tmp_path) / "engine"
    folder.mkdir(parents=True)
    for name, text in (("a.mjs", ""), ("b.wasm", ""), (MARK, "sha512-one")):
        (folder / name).write_text(text)
    return tmp_path


def test_what_is_here_is_not_missing(page: Path) -> None:
    assert missing_libraries(page) == {}


@pytest.mark.parametrize("gone", ["a.mjs", "b.wasm", MARK])
def test_a_library_without_one_of_its_files_is_missing(page: Path, gone: str) -> None:
    (library_folder(page) / "engine" / gone).unlink()
    assert set(missing_libraries(page)) == {"engine"}


def test_another_version_is_missing(page: Path) -> None:
    (library_folder(page) / "engine" / MARK).write_text("sha512-two")
    assert set(missing_libraries(page)) == {"engine"}
