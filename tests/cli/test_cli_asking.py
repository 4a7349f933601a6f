"""Secrets are asked for in a real terminal, before anything is drawn over the question."""

import json
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from smartclient.headoffice.importers.sample import sample_folder
from tests.cli.person import Person
from tests.cli.terminal import PASSPHRASE, Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

SPINNER = "Calling head office"

Sit = Callable[..., Person]


@pytest.fixture
def sit() -> Iterator[Sit]:
    """What starts the program in a terminal, with no secret in its environment."""
    people: list[Person] = []

    def down(terminal: Terminal, *words: str) -> Person:
        # an empty variable is none: the environment must not answer for the person
        secrets = {"SMARTCLIENT_PASSPHRASE": "", "SMARTCLIENT_PASSWORD": ""}
        person = Person(*words, SMARTCLIENT_HOME=str(terminal.home), **secrets)
        people.append(person)
        return person

    yield down
    for person in people:
        person.close()


@pytest.fixture
def office(terminal: Terminal) -> Terminal:
    terminal.says(*terminal.at_head_office("init"))
    terminal.says(*terminal.at_head_office("import", str(sample_folder())))
    return terminal


def test_sign_in_asks_for_a_new_passphrase_before_it_shows_progress(
    office: Terminal, sit: Sit
) -> None:
    person = sit(office, "sign-in", "--url", office.url, "--login", "anna")
    person.reads("New passphrase")
    assert SPINNER not in person.shown
    person.types_unseen(PASSPHRASE)
    person.reads("Repeat for confirmation")
    assert SPINNER not in person.shown
    person.types_unseen(PASSPHRASE)
    assert person.waits() == 0, person.shown
    assert PASSPHRASE not in person.shown
    assert office.gives("status")["link"] == "online"


@pytest.mark.parametrize(
    "words",
    [
        ("status",),
        ("sync",),
        ("orders",),
        ("doctor",),
        ("offline", "off"),
        ("sign-in", "--url", "{url}", "--login", "anna"),
    ],
    ids=lambda words: words[0],
)
def test_every_command_that_opens_the_store_asks_in_sight(
    shop: Terminal, sit: Sit, words: tuple[str, ...]
) -> None:
    person = sit(shop, *(word.format(url=shop.url) for word in words))
    person.reads("Passphrase")
    assert SPINNER not in person.shown
    person.types_unseen(PASSPHRASE)
    assert person.waits() == 0, person.shown


@pytest.mark.usefixtures("_driver")
def test_a_sync_asks_for_the_password_before_it_shows_progress(office: Terminal, sit: Sit) -> None:
    office.says("sign-in", "--url", office.url, "--login", "anna")
    settings = office.home / "settings.json"
    values = json.loads(settings.read_text())
    # a port that nobody listens at
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    server = f"mssql+pyodbc://anna@127.0.0.1:{port}/smartclient"
    settings.write_text(json.dumps({**values, "url": server}))

    person = sit(office, "sync")
    person.reads("Passphrase")
    person.types_unseen(PASSPHRASE)
    person.reads("Password for head office's database")
    assert SPINNER not in person.shown
    person.types_unseen("wrong in any case")
    assert person.waits() == 0, person.shown
    assert SPINNER in person.shown


def test_who_gives_no_answer_is_not_kept_waiting(office: Terminal) -> None:
    ended = office.run("sign-in", "--url", office.url, "--login", "anna", SMARTCLIENT_PASSPHRASE="")
    assert ended.status == 1
    assert "SMARTCLIENT_PASSPHRASE" in ended.err
    assert not Path(office.home, "store.db").exists()


def test_what_the_demonstration_has_to_say_is_not_drawn_over(terminal: Terminal, sit: Sit) -> None:
    person = sit(terminal, "demo")
    person.reads("Start over")
    notes = person.shown.index("There is no keyring here")
    assert person.shown.rindex("Setting up the sample company") < notes
    assert SPINNER not in person.shown[notes:]
