"""One address means one file, whichever command reads it."""

from pathlib import Path

import pytest

from smartclient.headoffice.importers.sample import sample_folder
from tests.cli.terminal import Terminal


@pytest.mark.parametrize("written", ["my%20office.db", "my office.db"])
def test_every_command_reads_an_address_alike(tmp_path: Path, written: str) -> None:
    terminal = Terminal(home=tmp_path / "home", url=f"sqlite:///{tmp_path.as_posix()}/{written}")
    terminal.says(*terminal.at_head_office("init"))
    assert (tmp_path / "my office.db").is_file()
    terminal.says(*terminal.at_head_office("import", str(sample_folder())))
    terminal.says(*terminal.at_head_office("status"))
    terminal.says("doctor", "--url", terminal.url)
    terminal.says("sign-in", "--url", terminal.url, "--login", "anna")
    assert terminal.gives("sync")["link"] == "online"
    terminal.says(*terminal.at_head_office("serve", "--once"))
    assert [file.name for file in tmp_path.glob("*.db")] == ["my office.db"]


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        (("devices",), ()),
        (("devices", "revoke"), ("DEVICE",)),
        (("enrol",), ("anna",)),
        (("web",), ("--listen", "127.0.0.1:0")),
        (("status",), ()),
        (("cases",), ()),
        (("serve",), ("--once",)),
    ],
)
def test_a_command_of_head_office_wants_the_database_and_not_its_service(
    terminal: Terminal, command: tuple[str, ...], arguments: tuple[str, ...]
) -> None:
    at = ("headoffice", *command)
    complaint = terminal.refuses(*at, *arguments, "--url", "https://orders.example.com")
    assert "here its database is needed. Name it as sqlite:///FILE" in complaint
    assert "or its service" not in " ".join(terminal.says(*at, "--help").split())
