"""Importing by command line: whole or not at all, and bad rows told to the column."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from smartclient.headoffice.importers.sample import sample_folder
from tests.cli.terminal import Terminal


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sample company with a price for a product there isn't, on the last line."""
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


def test_what_an_import_passes_over_is_reported(terminal: Terminal, tmp_path: Path) -> None:
    folder = tmp_path / "company"
    shutil.copytree(sample_folder(), folder)
    terminal.says(*terminal.at_head_office("init"))
    customers = folder / "customers.csv"
    text = customers.read_text(encoding="utf-8").replace("credit_limit", "credit limit")
    customers.write_text(text, encoding="utf-8")
    with (folder / "products.csv").open(encoding="utf-8", newline="") as opened:
        photo = next(row["image"] for row in csv.DictReader(opened) if row["image"])
    (folder / "images" / photo).unlink()
    import_it = terminal.at_head_office("import", str(folder))

    said = terminal.says(*import_it)
    assert "customers.csv, line 1, credit limit" in said
    assert "credit_limit?" in " ".join(said.split())
    assert photo in said
    notes = terminal.gives(*import_it)["notes"]
    assert [(note["file"], note["column"]) for note in notes] == [
        ("products.csv", "image"),
        ("customers.csv", "credit limit"),
    ]
    # also when a bad row holds back everything
    (folder / "stock.csv").write_text("sku,on_hand\nNO-SUCH,1\n", encoding="utf-8")
    assert "credit limit" in terminal.run(*import_it).out
    assert terminal.run(*import_it, "--json").document["notes"]


def test_a_trial_run_says_what_would_change_and_changes_nothing(
    terminal: Terminal, folder: Path
) -> None:
    terminal.says(*terminal.at_head_office("init"))
    try_it = terminal.at_head_office("import", str(folder), "--dry-run")
    tried = terminal.run(*try_it, "--json")
    assert tried.status == 1
    assert tried.document["dry_run"]
    assert tried.document["imported"] == {}
    would = tried.document["changes"]
    assert would["products"]["new"] > 0
    assert would["prices"]["bad"] == 1
    assert [bad["file"] for bad in tried.document["skipped"]] == ["prices.csv"]
    said = terminal.says(*try_it, "--skip-bad-rows")
    assert "Would be imported" in said
    assert "NO-SUCH" in said
    assert terminal.gives(*terminal.at_head_office("status"))["orders"] == 0

    import_it = terminal.at_head_office("import", str(folder), "--skip-bad-rows")
    assert terminal.gives(*import_it)["changes"] == would
    again = terminal.gives(*try_it, "--skip-bad-rows")["changes"]
    assert {kind: (one["new"], one["changed"]) for kind, one in again.items()} == dict.fromkeys(
        again, (0, 0)
    )


def test_a_folder_that_is_not_there_is_refused(terminal: Terminal, tmp_path: Path) -> None:
    terminal.says(*terminal.at_head_office("init"))
    terminal.refuses(*terminal.at_head_office("import", str(tmp_path / "nowhere")))


def test_a_login_that_is_not_ascii_signs_in(
    company: Callable[[Path, str], Terminal], adventureworks: Path
) -> None:
    terminal = company(adventureworks, "adventure-works\\JOSÉ1")
    assert "adventure-works\\josé1" in terminal.says("status")
    assert terminal.gives("customers", "--limit", "1")
    ended = terminal.run_process("status", PYTHONIOENCODING="ascii:replace")
    assert "adventure-works\\jos" in ended.out
