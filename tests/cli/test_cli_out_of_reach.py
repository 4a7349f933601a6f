"""Out of reach: `sync` and `status` say why and since when, whatever leads to head office."""

import socket
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from smartclient.domain.clock import SystemClock
from smartclient.settings.file import load_settings, save_settings
from tests.bootstrap.https_office import https_office
from tests.cli.terminal import Terminal
from tests.prepared import write_office
from tests.small_company import REP, import_company


@pytest.fixture
def office_url(tmp_path: Path) -> str:
    return write_office(tmp_path / "office.db", SystemClock(), import_company)


@pytest.fixture
def laptop(office_url: str, tmp_path: Path) -> Terminal:
    terminal = Terminal(home=tmp_path / "home", url=office_url)
    terminal.says("sign-in", "--url", office_url, "--login", REP)
    return terminal


def reported(laptop: Terminal, expected: str) -> None:
    """Check that a sync ends well with this reason, and that the status keeps it."""
    synced = laptop.gives("sync")
    assert (synced["link"], synced["reason"]) == ("unreachable", expected)
    assert unwrapped(expected) in unwrapped(laptop.says("sync"))
    kept = laptop.gives("status")["out_of_reach"]
    assert (kept["reason"], kept["until"]) == (expected, None)
    page = unwrapped(laptop.says("status"))
    assert unwrapped("Head office has been out of reach since") in page
    assert unwrapped(expected) in page


def unwrapped(text: str) -> str:
    """Return a text without its spaces: a terminal breaks a path anywhere."""
    return "".join(text.split())


def test_a_file_that_is_away(laptop: Terminal, tmp_path: Path) -> None:
    synced, status = laptop.gives("sync"), laptop.gives("status")
    assert (synced["reason"], status["out_of_reach"]) == (None, None)
    file = tmp_path / "office.db"
    away = file.rename(tmp_path / "away.db")
    reported(laptop, f"The head office file {file} can't be reached now.")
    since = laptop.gives("status")["out_of_reach"]["since"]

    away.rename(file)
    assert laptop.gives("sync")["reason"] is None
    kept = laptop.gives("status")["out_of_reach"]
    assert kept["since"] == since
    assert kept["until"] >= since
    page = unwrapped(laptop.says("status"))
    assert unwrapped("Head office was last out of reach from") in page
    reason = f"The reason then: The head office file {file} can't be reached now."
    assert unwrapped(reason) in page


def test_a_service_that_is_not_running(office_url: str, tmp_path: Path) -> None:
    with https_office(office_url, tmp_path / "service", SystemClock()) as office:
        laptop = Terminal(home=tmp_path / "home", url=office.url)
        laptop.says("sign-in", "--url", office.url, "--code", office.code())
        assert laptop.gives("sync")["reason"] is None
        server = office.url.removeprefix("https://")
    reported(
        laptop,
        f"Nothing answers at {server}. Head office is not running there, or this network does not "
        "let anyone through to it.",
    )


@pytest.mark.usefixtures("_driver")
def test_a_server_that_does_not_answer(laptop: Terminal) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as closed:
        port = closed.getsockname()[1]
    url = f"mssql+pyodbc://{REP}@127.0.0.1:{port}/Sales"
    save_settings(laptop.home, replace(load_settings(laptop.home), url=url))
    reported(
        replace(laptop, url=url, password="a password"),
        f"Head office can't be reached now: 127.0.0.1,{port} does not answer.",
    )
