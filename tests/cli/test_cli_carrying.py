"""Carrying work by hand, by command line: each line says what was done and what comes next."""

from pathlib import Path

import pytest

from smartclient.bootstrap.accepting import AcceptedWork
from smartclient.cli.render.carrying import accepted_page
from smartclient.domain.ids import Login
from smartclient.headoffice.importers.sample import sample_folder
from tests.cli.conftest import set_up, terminal_in
from tests.cli.terminal import PASSPHRASE, Terminal


@pytest.fixture
def laptop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal that is offline, with one order that was not sent."""
    monkeypatch.setenv("SMARTCLIENT_PASSPHRASE", PASSPHRASE)
    terminal = set_up(terminal_in(tmp_path), sample_folder(), "anna")
    terminal.says("offline", "on")
    terminal.says("orders", "new", "--customer", "G-1001", "--line", "TR-100=4")
    return terminal


def test_an_order_is_carried_there_and_its_answer_back(laptop: Terminal, tmp_path: Path) -> None:
    work, answers = str(tmp_path / "work.age"), str(tmp_path / "answers.sc")
    assert laptop.says("outbox", "export", work).startswith("1 request written to ")
    assert "It is in a file for head office." in laptop.says("outbox")
    accepted = laptop.says(*laptop.at_head_office("accept", work, "--answers", answers))
    assert "1 request of anna, 1 of them new here." in accepted
    assert "1 answered so far." in accepted
    again = laptop.says(*laptop.at_head_office("accept", work))
    assert "1 request of anna: all were here already. Nothing was changed." in again
    imported = laptop.says("outbox", "import", answers)
    assert imported == "Head office received 1 request, and answered 1.\n"
    imported = laptop.says("outbox", "import", answers)
    assert imported == "These answers are here already. Nothing was changed.\n"
    assert laptop.gives("orders")[0]["state"] == "confirmed"


def test_as_json_each_says_what_it_did(laptop: Terminal, tmp_path: Path) -> None:
    work, answers = str(tmp_path / "work.age"), str(tmp_path / "answers.sc")
    exported = laptop.gives("outbox", "export", work)
    assert exported == {"file": work, "requests": 1, "held_back": 0, "awaited": 0}
    assert laptop.gives(*laptop.at_head_office("accept", work, "--answers", answers)) == {
        "login": "anna",
        "requests": 1,
        "new": 1,
        "held": 0,
        "refused": 0,
        "answered": 1,
        "unanswered": 0,
        "for_admin": False,
        "answers": answers,
    }
    assert laptop.gives("outbox", "import", answers) == {"received": 1, "answered": 1}


@pytest.mark.parametrize(("unanswered", "named"), [(0, False), (2, True)])
def test_answers_that_are_missing_are_named_with_how_to_get_them(
    unanswered: int, *, named: bool
) -> None:
    accepted = AcceptedWork(
        login=Login("anna"),
        requests=3,
        new=3,
        held=0,
        refused=0,
        answered=3 - unanswered,
        unanswered=unanswered,
        for_admin=False,
    )
    page = " ".join(accepted_page(accepted, None))
    assert ("2 requests not answered yet" in page) == named
    assert ("take the same file in again later" in page) == named


def test_a_wrong_file_is_refused_in_one_sentence(laptop: Terminal, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_bytes(b"something else")
    for words in (("outbox", "import", str(wrong)), laptop.at_head_office("accept", str(wrong))):
        assert "Nothing was changed." in laptop.refuses(*words)
    assert "Check its name" in laptop.refuses("outbox", "import", str(tmp_path / "none"))


def test_head_office_shows_and_rotates_its_key(laptop: Terminal) -> None:
    before = laptop.gives(*laptop.at_head_office("bundle-key"))
    assert before["public_key"].startswith("age1")
    assert before["private_keys"] == 1
    assert Path(before["file"]).stat().st_mode & 0o077 == 0
    after = laptop.gives(*laptop.at_head_office("bundle-key", "rotate"))
    assert after["public_key"] != before["public_key"]
    assert after["private_keys"] == 2
