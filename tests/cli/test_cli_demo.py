"""The demonstration: it sets itself up, stays, and begins again when told."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from smartclient.headoffice.importers import SAMPLE_COMPANY
from tests.cli.cheap_program import CHEAP_PROGRAM
from tests.cli.terminal import ROOT, Terminal

DEMO = [*CHEAP_PROGRAM, "demo", "--home"]


def company_in(office: Path) -> str:
    """The company's name as head office has it."""
    with closing(sqlite3.connect(office)) as connection:
        found = "SELECT value FROM sync_info WHERE name = 'company'"
        return str(connection.execute(found).fetchone()[0])


@contextmanager
def window_on_demo(home: Path, *options: str) -> Iterator[str]:
    """Open the demonstration and yield what it says of itself; end it afterwards."""
    process = subprocess.Popen(
        [*DEMO, str(home), *options],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        assert process.stdout is not None
        lines = iter(process.stdout.readline, "")
        yield next((line for line in lines if line.startswith("You are")), "")
    finally:
        process.terminate()
        _, err = process.communicate(timeout=60)
    assert not err


def test_the_demonstration_stays_until_it_is_reset(terminal: Terminal) -> None:
    laptop = str(terminal.home / "demo" / "laptop")
    with window_on_demo(terminal.home) as said:
        assert "headoffice.db" in said
    assert company_in(terminal.home / "demo" / "headoffice.db") == SAMPLE_COMPANY
    environment = {"SMARTCLIENT_HOME": laptop, "SMARTCLIENT_PASSPHRASE": "a passphrase for tests"}
    as_opened = _own_orders(terminal, environment)
    customers = terminal.run("customers", "--json", **environment).document
    number = next(row["number"] for row in customers if row["status"] == "active")
    order = ("orders", "new", "--customer", number, "--line", "TR-100=1", "--json")
    assert terminal.run(*order, **environment).status == 0
    with window_on_demo(terminal.home) as said:
        assert said
    assert len(_own_orders(terminal, environment)) == len(as_opened) + 1
    with window_on_demo(terminal.home, "--reset") as said:
        assert said
    assert sorted(_own_orders(terminal, environment)) == sorted(as_opened)


def _own_orders(terminal: Terminal, environment: dict[str, str]) -> list[str]:
    """How each order stands that was entered on this laptop."""
    orders = terminal.run("orders", "--json", **environment).document
    return [order["task"] for order in orders if order["task"]]


def test_the_demonstration_opens_on_work_of_every_kind(terminal: Terminal) -> None:
    laptop = terminal.home / "demo" / "laptop"
    with window_on_demo(terminal.home) as said:
        assert said.startswith("You are anna")
    environment = {
        "SMARTCLIENT_HOME": str(laptop),
        "SMARTCLIENT_PASSPHRASE": "a passphrase for tests",
    }
    assert sorted(_own_orders(terminal, environment)) == [
        "awaiting_decision",
        "confirmed",
        "in_conflict",
        "queued",
        "queued",
    ]
    conflicts = terminal.run("conflicts", "--json", **environment).document
    assert sorted(conflict["kind"] for conflict in conflicts) == ["data", "rule"]
    url = f"sqlite:///{(terminal.home / 'demo' / 'headoffice.db').as_posix()}"
    listed = terminal.run("headoffice", "cases", "--url", url, "--json").document
    assert str(listed).count("old price") == 1
    status = terminal.run("status", "--json", **environment).document
    assert (status["offline"], status["to_send"], status["conflicts"]) == (True, 2, 2)


def test_the_admin_of_the_demonstration_has_a_laptop_of_their_own(terminal: Terminal) -> None:
    with window_on_demo(terminal.home, "--as", "head") as said:
        assert said.startswith("You are head")
    with window_on_demo(terminal.home) as said:
        assert said.startswith("You are anna")
    assert len(list((terminal.home / "demo").glob("laptop*"))) == 2


def test_head_office_is_given_the_companys_name(terminal: Terminal) -> None:
    terminal.says(*terminal.at_head_office("init"), "--company", "  Northern Bikes ")
    terminal.says(*terminal.at_head_office("init"))
    (office,) = terminal.home.parent.rglob("*.db")
    assert company_in(office) == "Northern Bikes"
    said = terminal.refuses(*terminal.at_head_office("init"), "--company", "x" * 101)
    assert "company name is too long" in said


def test_a_folder_with_bad_data_leaves_no_half_demonstration(
    terminal: Terminal, tmp_path: Path
) -> None:
    assert terminal.refuses("demo", "--data", str(tmp_path))
    assert not (terminal.home / "demo" / "headoffice.db").exists()


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="there is always a screen there")
def test_without_a_screen_the_window_says_so(terminal: Terminal) -> None:
    for words in ((), ("demo",)):
        ended = terminal.run_process(*words, DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
        assert (ended.status, len(ended.err.splitlines())) == (1, 1)
        assert "screen" in ended.err
