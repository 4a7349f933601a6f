"""The commands that set up the mailbox head office sends from, against a real mail server."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.odd_place import Place, write_files
from tests.services.mail_server import (
    LOGIN,
    PASSWORD,
    SENDER,
    Failure,
    MailServer,
    Step,
    mail_server,
)

RECIPIENT = "anna@example.com"


@pytest.fixture
def place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Place:
    place = Place(tmp_path, capsys)
    place.office("init", "--company", "Müller & Söhne")
    place.office("import", str(write_files(tmp_path / "company")))
    return place


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    with mail_server(tmp_path) as served:
        monkeypatch.setenv("SSL_CERT_FILE", str(served.certificate))
        yield served


def set_up(place: Place, server: MailServer, *words: str) -> None:
    box = server.mailbox
    place.office(
        *("mail", "set", "--server", box.host, "--port", str(box.port), "--from", SENDER),
        *("--login", LOGIN, *words),
    )


def password_file(folder: Path, password: str = PASSWORD) -> Path:
    path = folder / "mail-password"
    path.write_text(f"{password}\n", encoding="utf-8")
    path.chmod(0o600)
    return path


def shown(place: Place) -> dict[str, object]:
    found: dict[str, object] = json.loads(place.office("mail", "--json").out)
    return found


def test_a_mailbox_is_set_up_tested_and_switched_off(
    place: Place, server: MailServer, tmp_path: Path
) -> None:
    assert shown(place)["mailbox"] is None
    path = password_file(tmp_path)
    set_up(place, server, "--password-file", str(path))
    mailbox = {
        "server": "localhost",
        "port": server.port,
        "security": "starttls",
        "from": SENDER,
        "login": LOGIN,
        "password_file": str(path),
    }
    assert shown(place) == {"mailbox": mailbox, "is_up": None, "why": None, "at": None}
    place.office("mail", "test", RECIPIENT)
    assert server.recipients == [RECIPIENT]
    assert shown(place)["is_up"] is True
    assert PASSWORD not in place.office("mail").out
    place.office("mail", "off")
    assert shown(place)["mailbox"] is None
    assert "no mailbox" in place.office("mail", "test", RECIPIENT, status=1).err


def test_a_server_that_can_not_be_used_is_shown_with_the_reason(
    place: Place, server: MailServer, tmp_path: Path
) -> None:
    set_up(place, server, "--password-file", str(password_file(tmp_path, "wrong")))
    said = place.office("mail", "test", RECIPIENT, status=1)
    assert "password" in said.err
    found = shown(place)
    assert found["is_up"] is False
    assert "password" in str(found["why"])
    assert "can't be used" in place.office("mail").out


def test_a_test_without_a_reply_is_not_called_sent(
    place: Place, server: MailServer, tmp_path: Path
) -> None:
    set_up(place, server, "--password-file", str(password_file(tmp_path)))
    server.failure = Failure(Step.AFTER_THE_DOT)
    said = place.office("mail", "test", RECIPIENT, status=1)
    assert "may have arrived" in said.err


@pytest.mark.skipif(os.name != "posix", reason="rights of files are POSIX's")
def test_a_password_that_others_can_read_is_not_used(
    place: Place, server: MailServer, tmp_path: Path
) -> None:
    path = password_file(tmp_path)
    path.chmod(0o640)
    box = server.mailbox
    said = place.office(
        *("mail", "set", "--server", box.host, "--from", SENDER, "--login", LOGIN),
        *("--password-file", str(path)),
        status=1,
    )
    assert "chmod 600" in said.err
    assert shown(place)["mailbox"] is None


@pytest.mark.parametrize("address", ["", "anna", "a@b, c@d", "a@b\nBcc: c@d", "ä@example.com"])
def test_a_mail_goes_to_one_address(place: Place, address: str) -> None:
    said = place.office("mail", "set", "--server", "localhost", "--from", address, status=1)
    assert said.err
    assert shown(place)["mailbox"] is None
