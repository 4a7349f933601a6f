"""Commands that are printed to be copied are given to a real shell as they are printed."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.odd_place import Place, write_files
from tests.cli.terminal import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="its shell has other quotes")

CUSTOMER = "C-1"

Paste = Callable[[str], str]


@pytest.fixture
def place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Place:
    """A place in a folder whose name a shell would take apart, run from a checkout."""
    monkeypatch.setattr(sys, "argv", [str(ROOT / "smartclient" / "__main__.py")])
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    folder = tmp_path / "Anna's & Ben's"
    folder.mkdir()
    place = Place(folder, capsys)
    place.office("init")
    place.office("import", str(write_files(tmp_path / "company")))
    place.says("sign-in", "--url", place.url, "--login", "anna")
    return place


@pytest.fixture
def paste(place: Place, monkeypatch: pytest.MonkeyPatch) -> Paste:
    """What runs a line in this process, in the words that a shell reads in it."""
    monkeypatch.setenv("SMARTCLIENT_HOME", "")

    def pasted(line: str) -> str:
        program, words = read_by_a_shell(line)
        assert program == [sys.executable, "-m", "smartclient"]
        return place.says(*words, in_its_home=False).out

    return pasted


def read_by_a_shell(line: str) -> tuple[list[str], list[str]]:
    """The words of the program and its own, as a real shell takes a line apart."""
    read = subprocess.run(
        ["/bin/sh", "-c", f"printf '%s\\0' {line}"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    words = read.stdout.removesuffix("\0").split("\0")
    return words[:3], words[3:]


def run_in_a_shell(line: str) -> str:
    """Give a line to a shell that knows nothing of the run that printed it."""
    ended = subprocess.run(
        ["/bin/sh", "-c", line],
        cwd=ROOT,
        env={**os.environ, "SMARTCLIENT_HOME": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert (ended.returncode, ended.stderr) == (0, ""), line
    return ended.stdout


def hints(page: str, command: str) -> list[str]:
    return [line.strip() for line in page.splitlines() if f" {command} " in f"{line} "]


def decisions(place: Place) -> dict[str, str]:
    """The command lines that ``cases`` prints of its only case, by what they decide."""
    lines = hints(place.office("cases").out, "decide")
    decided = {line.partition(" decide ")[2].split()[1]: line for line in lines}
    assert list(decided) == ["approve", "refuse", "hand_back"]
    return decided


def test_the_hints_of_a_conflict_and_of_its_case_run_as_they_are_printed(
    place: Place, paste: Paste
) -> None:
    place.says("customers", "edit", CUSTOMER, "--phone", "555-0100")
    place.office("change", "customer", CUSTOMER, "--phone", "555-0199")
    place.says("sync")

    (take_over,) = hints(place.office("cases").out, "take-over")
    assert "It is a case now" in paste(take_over)
    for _ in range(2):
        assert "handed back" in paste(decisions(place)["hand_back"])
        place.says("sync")
        keep, ask = hints(place.says("conflicts").out, "resolve")
        assert "Head office will be asked" in paste(ask)
        place.says("sync")
    paste(decisions(place)["hand_back"])
    place.says("sync")
    keep, _ = hints(place.says("conflicts").out, "resolve")
    assert "Resolved" in paste(keep)
    assert "1 confirmed" in place.says("sync").out


def test_the_hint_of_a_draft_places_it(place: Place) -> None:
    place.office("change", "product", "P-1", "--price", "99.90")
    number = place.order("C-2", "P-1=1")
    place.says("sync")
    (place_it,) = hints(place.says("orders", "new", "--from", number).out, "--accept-changes")
    assert "Saved" in run_in_a_shell(place_it)


@pytest.mark.parametrize(
    ("decision", "added", "phone"),
    [
        ("approve", "", "555-0100"),
        ("approve", " --take 'phone=theirs'", "555-0199"),
        ("refuse", "", "555-0199"),
    ],
)
def test_a_case_prints_what_decides_it_and_names_the_decisions_after_a_wrong_one(
    place: Place, paste: Paste, decision: str, added: str, phone: str
) -> None:
    place.says("customers", "edit", CUSTOMER, "--phone", "555-0100")
    place.office("change", "customer", CUSTOMER, "--phone", "555-0199")
    place.says("sync")
    (take_over,) = hints(place.office("cases").out, "take-over")
    paste(take_over)

    listed = place.office("cases").out
    assert "--take 'phone=theirs'" in " ".join(listed.split())
    (case,) = json.loads(place.office("cases", "--json").out)
    wrong = place.office("decide", case["case"], "nonsense", "--as", "head", status=None)
    assert wrong.status != 0
    said = " ".join(wrong.err.split())
    assert "nonsense answers nothing here. Choose one of: approve, refuse, hand_back." in said
    paste(decisions(place)[decision] + added)
    assert json.loads(place.office("cases", "--json").out) == []
    place.says("sync")
    shown = json.loads(place.says("customers", "show", CUSTOMER, "--json").out)
    assert shown["phone"] == phone
