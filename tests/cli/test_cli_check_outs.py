"""Check-outs on the command line: answered at once or refused, and never queued."""

import json
from pathlib import Path

import pytest

from tests.cli.odd_place import MARK, Place, write_files

HELD_KEYS = ["customer", "name", "holder", "device", "since", "until", "number"]
DONE_KEYS = ["customer", "done", "until", "number", "why"]


@pytest.fixture
def place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Place:
    place = Place(tmp_path, capsys)
    place.office("init")
    place.office("import", str(write_files(tmp_path / "data")))
    place.office("change", "customer", "C-1", "--rep", "anna; head")
    place.says("sign-in", "--url", place.url, "--login", "anna")
    place.says("sync")
    return place


def other(place: Place) -> Place:
    """The laptop of the other rep of C-1."""
    found = Place(place.folder, place._capture)
    found.home = place.folder / "other"
    found.says("sign-in", "--url", place.url, "--login", "head")
    found.says("sync")
    return found


def test_a_rep_checks_out_and_in_and_another_is_named_the_holder(place: Place) -> None:
    said = place.says("customers", "check-out", "C-1", "C-2", "--days", "2", "--json")
    outcomes = json.loads(said.out)
    assert [list(one) for one in outcomes] == [DONE_KEYS, DONE_KEYS]
    assert [one["done"] for one in outcomes] == [True, True]
    assert "to you, until" in place.says("customers", "show", "C-1").out
    shown = json.loads(place.says("customers", "show", "C-1", "--json").out)["check_out"]
    assert (shown["holder"], shown["own"]) == ("anna", True)
    held = json.loads(place.office("check-outs", "--json").out)
    assert [list(one) for one in held] == [HELD_KEYS, HELD_KEYS]
    assert [one["holder"] for one in held] == ["anna", "anna"]
    theirs = other(place)
    assert "Checked out to anna" in theirs.says("customers").out.replace("\n", " ")
    refused = theirs.says("customers", "check-out", "C-1", status=1)
    assert "C-1 is checked out by anna until" in refused.err
    assert place.says("customers", "check-in", "C-1", "C-2").out.count("is checked in") == 2
    assert "to you" in theirs.says("customers", "check-out", "C-1").out
    assert place.says("outbox", "--json").out.strip() == "[]"


def test_an_admin_breaks_a_check_out(place: Place) -> None:
    place.says("customers", "check-out", "C-1")
    assert "anna" in place.office("check-outs").out
    refused = place.office("check-outs", "break", "C-1", "--as", "anna", status=1)
    assert "Only an admin" in refused.err
    assert "no longer" in place.office("check-outs", "break", "C-1", "--as", "head").out
    assert "No customer is checked out" in place.office("check-outs").out
    missing = place.office("check-outs", "break", "C-1", "--as", "head", status=1)
    assert "not checked out" in missing.err


def test_it_is_refused_offline_and_nothing_is_queued(place: Place) -> None:
    place.says("offline", "on")
    refused = place.says("customers", "check-out", "C-1", status=1)
    assert "You work offline" in refused.err
    assert place.says("outbox", "--json").out.strip() == "[]"
    place.says("offline", "off")
    place.says("sync")
    assert "No customer is checked out" in place.office("check-outs").out


def test_one_of_several_that_is_refused_does_not_keep_the_others(place: Place) -> None:
    theirs = other(place)
    theirs.says("customers", "check-out", "C-1")
    said = place.says("customers", "check-out", "--territory", "none", "C-1", "C-2", status=1)
    assert "C-2 is checked out to you" in said.out
    assert "C-1 is checked out by head" in said.out
    assert "refused 1 of 2" in said.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("check-out",), "or a territory"),
        (("check-in",), "or a territory"),
        (("check-out", "C-9"), "no customer C-9 among yours"),
        (("check-out", "--territory", "Nowhere"), "no customers in the territory Nowhere"),
        (("check-out", "C-1", "--days", "99"), "1 to 14 days"),
        (("check-in", "C-1"), "have not checked C-1 out"),
    ],
)
def test_what_can_not_be_is_refused_with_what_to_do(
    place: Place, words: tuple[str, ...], sentence: str
) -> None:
    said = place.says("customers", *words, status=None)
    assert said.status != 0
    assert sentence in said.err.replace("\n", " ")


def test_a_customer_that_head_office_has_not_opened_can_not_be_checked_out(place: Place) -> None:
    said = place.says("customers", "new", "--name", "New", "--json")
    number = json.loads(said.out)["number"]
    refused = place.says("customers", "check-out", number, status=1)
    assert "has not opened" in refused.err


def changed_files(folder: Path, phone: str) -> str:
    files = write_files(folder)
    customers = files / "customers.csv"
    rows = customers.read_text(encoding="utf-8").replace(f"5 {MARK}", phone)
    customers.write_text(rows, encoding="utf-8")
    return str(files)


def phone_of(place: Place, number: str) -> str:
    place.says("sync")
    return str(json.loads(place.says("customers", "show", number, "--json").out)["phone"])


def test_an_import_leaves_what_is_checked_out_and_says_so(place: Place, tmp_path: Path) -> None:
    place.says("customers", "check-out", "C-1")
    imported = place.office("import", changed_files(tmp_path / "later", "777"))
    assert "C-1 is checked out by anna until" in imported.out.replace("\n", " ")
    assert phone_of(place, "C-1") == f"5 {MARK}"
    assert phone_of(place, "C-2") == "777"
    place.says("customers", "check-in", "C-1")
    place.office("import", str(tmp_path / "later"))
    assert phone_of(place, "C-1") == "777"


@pytest.mark.parametrize(
    ("setting", "status", "phone"), [("refuse", 1, "5 Zqx"), ("allow", 0, "8")]
)
def test_a_policy_says_what_an_import_does_with_what_is_checked_out(
    place: Place, tmp_path: Path, setting: str, status: int, phone: str
) -> None:
    place.office("policy", "checked_out_imports", setting, "--as", "head")
    place.says("customers", "check-out", "C-1")
    place.office("import", changed_files(tmp_path / "later", "8"), status=status)
    assert phone_of(place, "C-1") == phone
