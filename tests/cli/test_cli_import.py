"""Importing by command line: whole or not at all, and bad rows told to the column."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from terminal import Terminal

from smartclient.headoffice.importers.sample import sample_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the sample company with a price for a product there isn't, on the last line."""
    copy = tmp_path / "company"
    shutil.copytree(sample_folder(), copy)
    with (copy / "prices.csv").open("a", encoding="utf-8", newline="") as prices:
        prices.write("NO-SUCH,2026-01-01,,1.00,USD,\n")
    return copy


def test_a_bad_row_holds_back_everything_unless_it_is_skipped(
    terminal: Terminal, folder: Path
) -> None:
    terminal.says(*terminal.at_head_office("init"))
    line = len((folder / "prices.csv").read_text(encoding="utf-8").splitlines())
    import_it = terminal.at_head_office("import", str(folder), "--json")

    refused = terminal.run(*import_it)
    assert refused.status == 1
    assert len(refused.err.splitlines()) == 1
    assert f"prices.csv, line {line}, sku" in refused.err
    (bad,) = refused.document["skipped"]
    assert (bad["file"], bad["line"], bad["column"]) == ("prices.csv", line, "sku")
    assert refused.document["imported"] == {}
    assert terminal.gives(*terminal.at_head_office("status"))["orders"] == 0

    skipped = terminal.run(*import_it, "--skip-bad-rows")
    assert skipped.status == 0
    assert skipped.document["skipped"] == [bad]
    assert skipped.document["imported"]["products"] > 0
    again = terminal.says(*terminal.at_head_office("import", str(sample_folder())))
    assert "products" in again


def test_a_folder_that_is_not_there_is_refused(terminal: Terminal, tmp_path: Path) -> None:
    terminal.says(*terminal.at_head_office("init"))
    terminal.refuses(*terminal.at_head_office("import", str(tmp_path / "nowhere")))


def test_a_login_that_is_not_ascii_signs_in(
    company: Callable[[Path, str], Terminal], adventureworks: Path
) -> None:
    terminal = company(adventureworks, "adventure-works\\JOSÉ1")
    assert "adventure-works\\josé1" in terminal.says("status")
    assert terminal.gives("customers", "--limit", "1")
    assert "adventure-works\\jos" in terminal.run("status", PYTHONIOENCODING="ascii:replace").out
