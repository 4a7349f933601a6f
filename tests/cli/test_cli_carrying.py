"""Carrying work by hand, by command line: each line says what was done and what comes next."""

import json
from pathlib import Path

import pytest

from smartclient.headoffice.importers.sample import sample_folder
from tests.cli.conftest import set_up, terminal_in
from tests.cli.terminal import PASSPHRASE, Terminal

CUSTOMER = "G-1003"


@pytest.fixture
def laptop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("SMARTCLIENT_PASSPHRASE", PASSPHRASE)
    terminal = set_up(terminal_in(tmp_path), sample_folder(), "anna")
    terminal.ok("offline", "on")
    return terminal


def test_an_order_is_carried_there_and_its_answer_back(laptop: Terminal, tmp_path: Path) -> None:
    work, answers = str(tmp_path / "work.age"), str(tmp_path / "answers.sc")
    laptop.ok("orders", "new", "--customer", CUSTOMER, "--line", "PR-200=1")
    exported = laptop.ok("outbox", "export", work).out
    assert f"1 request written to {work}." in exported
    accepted = laptop.office("accept", work, "--answers", answers).out
    assert "1 request of anna, 1 of them new here." in accepted
    assert "1 answered so far." in accepted
    assert "all were here already. Nothing was changed." in laptop.office("accept", work).out
    assert laptop.ok("outbox", "import", answers).out == (
        "Head office received 1 request, and answered 1.\n"
    )
    assert laptop.ok("outbox", "import", answers).out == (
        "These answers are here already. Nothing was changed.\n"
    )
    (order,) = json.loads(laptop.ok("orders", "--json").out)
    assert order["state"] == "confirmed"


def test_as_json_each_says_what_it_did(laptop: Terminal, tmp_path: Path) -> None:
    work, answers = str(tmp_path / "work.age"), str(tmp_path / "answers.sc")
    laptop.ok("orders", "new", "--customer", CUSTOMER, "--line", "PR-200=1")
    assert json.loads(laptop.ok("outbox", "export", work, "--json").out) == {
        "file": work,
        "requests": 1,
        "held_back": 0,
        "awaited": 0,
    }
    accepted = laptop.office("accept", work, "--answers", answers, "--json").out
    assert json.loads(accepted) == {
        "login": "anna",
        "requests": 1,
        "new": 1,
        "held": 0,
        "refused": 0,
        "answered": 1,
        "for_admin": False,
        "answers": answers,
    }
    imported = laptop.ok("outbox", "import", answers, "--json").out
    assert json.loads(imported) == {"received": 1, "answered": 1}


def test_a_wrong_file_is_one_sentence_and_no_success(laptop: Terminal, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_bytes(b"something else")
    for words in (("outbox", "import", str(wrong)), ("headoffice", "accept", str(wrong))):
        url = ("--url", laptop.url) if words[0] == "headoffice" else ()
        said = laptop.run(*words, *url)
        assert said.status != 0
        assert not said.out
        assert said.err.count("\n") == 1
        assert "Nothing was changed." in said.err


def test_head_office_shows_and_rotates_its_key(laptop: Terminal) -> None:
    before = json.loads(laptop.office("bundle-key", "--json").out)
    assert before["public_key"].startswith("age1")
    assert before["private_keys"] == 1
    assert Path(before["file"]).stat().st_mode & 0o077 == 0
    after = json.loads(laptop.office("bundle-key", "rotate", "--json").out)
    assert after["public_key"] != before["public_key"]
    assert after["private_keys"] == 2
