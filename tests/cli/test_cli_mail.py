"""The commands that set up the mailbox head office sends from, against a real mail server."""

import json
import os
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.cli.odd_place import Place, with_document, write_files
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
    place.office("import", str(with_document(write_files(tmp_path / "company"), "Data sheet")))
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
    stored = {"mailbox": mailbox, "state": "unproven", "why": None, "at": None}
    assert shown(place) == {"cases_to": None, "cases_language": "en", **stored}
    place.office("mail", "cases", "boss@example.com", "--language", "de")
    assert shown(place)["cases_to"] == "boss@example.com"
    assert shown(place)["cases_language"] == "de"
    assert "mailed to boss@example.com, in German" in place.office("mail").out
    place.office("mail", "cases", "off")
    assert shown(place)["cases_to"] is None
    place.office("mail", "test", RECIPIENT)
    assert server.recipients == [RECIPIENT]
    assert shown(place)["state"] == "up"
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
    assert found["state"] == "down"
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


@pytest.fixture
def shop(
    place: Place, server: MailServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Place:
    """A laptop of Anna's, whose head office sends mail; C-1 has an address."""
    monkeypatch.setenv("SMARTCLIENT_PASSPHRASE", "a passphrase for tests")
    set_up(place, server, "--password-file", str(password_file(tmp_path)))
    place.office("change", "customer", "C-1", "--email", "shop@example.com", "--as", "head")
    place.says("sign-in", "--url", place.url, "--login", "anna")
    return place


WRITTEN = ("mail", "send", "C-1", "--subject", "Good news", "--text", "The pump is here.\nAnna")


def mails(place: Place) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(place.says("mail", "--json").out)
    return found


def test_a_rep_writes_to_a_customer(shop: Place, server: MailServer) -> None:
    previewed = shop.says(*WRITTEN, "--preview").out
    for part in ("shop@example.com", "Good news", "The pump is here.\n  Anna"):
        assert part in previewed
    assert not mails(shop)
    shop.says(*WRITTEN)
    assert [mail["status"] for mail in mails(shop)] == ["queued"]
    assert not server.received
    shop.says("sync")
    [mail] = mails(shop)
    assert (mail["status"], mail["recipient"]) == ("confirmed", "shop@example.com")
    assert server.recipients == ["shop@example.com"]
    shop.says("sync")
    assert len(server.received) == 1


@pytest.mark.parametrize(("answer", "sent"), [("again", 2), ("arrived", 1)])
def test_a_rep_is_asked_where_nobody_knows(
    shop: Place, server: MailServer, answer: str, sent: int
) -> None:
    shop.says(*WRITTEN)
    server.failure = Failure(Step.AFTER_THE_DOT)
    shop.says("sync")
    server.failure = Failure()
    shop.says("sync")
    [mail] = mails(shop)
    assert (mail["status"], mail["outcome_unknown"]) == ("parked", True)
    assert "Ask the customer" in str(mail["why"])
    ending = str(mail["mail"])[-8:]
    for words in (("outbox", "retry"), ("outbox", "undo")):
        said = shop.says(*words, str(mail["task"]), status=1)
        assert "arrived" in said.err
    assert len(server.received) == 1
    shop.says("mail", "answer", ending, answer)
    shop.says("sync")
    assert [mail["status"] for mail in mails(shop)] == ["confirmed"]
    assert len(server.received) == sent
    assert "nothing to decide" in shop.says("mail", "answer", ending, answer, status=1).err


def waiting(place: Place) -> dict[str, int]:
    """How much waits for each service."""
    found = json.loads(place.says("link", "--json").out)["services"]
    return {name: each["waiting"] for name, each in found.items()}


def test_a_mail_waits_while_its_server_is_away(shop: Place, server: MailServer) -> None:
    shop.says(*WRITTEN)
    server.failure = Failure(Step.GREETING, "421 Closed")
    shop.says("sync")
    assert [mail["status"] for mail in mails(shop)] == ["received"]
    assert waiting(shop) == {"head_office": 0, "mail": 1}
    server.failure = Failure()
    shop.office("serve", "--once")
    shop.says("sync")
    assert waiting(shop) == {"head_office": 0, "mail": 0}
    assert [mail["status"] for mail in mails(shop)] == ["confirmed"]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--to", "other@example.com"), "own address"),
        (("--subject", "a\nBcc: b@example.com"), "subject"),
        (("--subject", ""), "subject"),
        (("--text", " "), "text"),
    ],
)
def test_what_may_not_be_sent_is_refused_before_it_is_saved(
    shop: Place, words: tuple[str, ...], why: str
) -> None:
    assert why in shop.says(*WRITTEN, *words, status=1).err
    assert not mails(shop)


def test_without_an_address_or_a_mailbox_nothing_is_saved(shop: Place) -> None:
    said = shop.says("mail", "send", "C-2", "--subject", "S", "--text", "T", status=1)
    assert "no mail address" in said.err
    shop.office("mail", "off")
    shop.says("sync")
    assert "sends no mail" in shop.says(*WRITTEN, status=1).err


def test_a_mail_to_a_new_customer_waits_for_it(shop: Place, server: MailServer) -> None:
    new = shop.says(
        "customers", "new", "--name", "Newcomer", "--email", "new@example.com", "--json"
    )
    number = json.loads(new.out)["number"]
    shop.says("mail", "send", number, "--subject", "Welcome", "--text", "Welcome!")
    shop.says("sync")
    shop.says("sync")
    assert server.recipients == ["new@example.com"]
    assert [mail["status"] for mail in mails(shop)] == ["confirmed"]


def test_an_order_is_sent_once_it_is_confirmed(shop: Place, server: MailServer) -> None:
    shop.says("offline", "on")
    number = shop.order("C-1", "P-3=2")
    previewed = shop.says("mail", "order", number, "--preview", "--language", "de").out
    assert "bestätigt" in previewed
    shop.says("mail", "order", number)
    refused = shop.says("mail", "order", number, "--about", "cancelled", "--preview")
    assert "was cancelled" in refused.out
    shop.says("offline", "off")
    shop.says("sync")
    shop.says("sync")
    [mail] = mails(shop)
    assert (mail["status"], mail["about"]) == ("confirmed", "order_confirmed")
    final = str(json.loads(shop.says("orders", "--json").out)[0]["number"])
    message = message_from_bytes(server.received[0], policy=policy.default)
    assert message["Subject"] == f"Your order {final}"
    said = shop.says("mail", "order", final, "--about", "cancelled", status=1)
    assert "not cancelled" in said.err


def test_an_order_is_confirmed_by_mail_and_its_cancellation_told(
    shop: Place, server: MailServer
) -> None:
    new = ("orders", "new", "--customer", "C-1", "--line", "P-3=2", "--mail-to")
    assert "own address" in shop.says(*new, "other@example.com", status=1).err
    assert json.loads(shop.says("orders", "--json").out) == []
    shop.says(*new, "customer")
    shop.says("sync")
    shop.says("sync")
    [task] = json.loads(shop.says("tasks", "--json").out)
    steps = [(step["service"], step["status"], step["optional"]) for step in task["steps"]]
    assert steps == [("head_office", "confirmed", False), ("mail", "confirmed", True)]
    final = str(json.loads(shop.says("orders", "--json").out)[0]["number"])
    refused = shop.says("orders", "amend", final, "--line", "P-3=3", "--mail-to", "a", status=1)
    assert "placed already" in refused.err
    shop.says("orders", "cancel", final)
    shop.says("sync")
    shop.says("sync")
    subjects = [
        message_from_bytes(each, policy=policy.default)["Subject"] for each in server.received
    ]
    assert subjects == [f"Your order {final}", f"Your order {final} was cancelled"]


def test_a_rep_sends_from_a_mailbox_of_the_device(
    shop: Place, server: MailServer, tmp_path: Path
) -> None:
    box, path = server.mailbox, tmp_path / "own-password"
    words = ("mail", "set", "--server", box.host, "--port", str(box.port), "--from", SENDER)
    setting = (*words, "--login", LOGIN, "--password-file", str(path))
    path.write_text(PASSWORD, encoding="utf-8")
    path.chmod(0o600)
    shop.says("sync")
    assert "mail_sent_by" in shop.says(*setting, status=1).err
    shop.office("policy", "mail_sent_by", "either", "--as", "head")
    shop.office("mail", "off")
    shop.says("sync")
    assert "not set up" in shop.says("mail", "mailbox").out
    assert "No mailbox" in shop.says("mail", "test", RECIPIENT, status=1).err
    found = json.loads(shop.says(*setting, "--json").out)
    assert (found["mailbox"]["from"], found["state"]) == (SENDER, "unproven")
    shop.says("mail", "test", RECIPIENT)
    assert server.recipients == [RECIPIENT]
    assert json.loads(shop.says("mail", "mailbox", "--json").out)["state"] == "up"
    shop.says(*WRITTEN)
    shop.says("sync")
    [mail] = mails(shop)
    assert (mail["service"], mail["status"]) == ("own_mail", "confirmed")
    assert server.recipients == [RECIPIENT, "shop@example.com"]
    assert waiting(shop) == {"head_office": 0, "own_mail": 0}
    assert PASSWORD not in shop.says("mail", "mailbox").out
    shop.says("mail", "off")
    assert "sends no mail" in shop.says(*WRITTEN, status=1).err


def test_a_document_goes_with_a_mail(shop: Place, server: MailServer) -> None:
    previewed = shop.says(*WRITTEN, "--attach", "P-1:data sheet", "--preview").out
    assert "With: Data sheet" in previewed
    shop.says(*WRITTEN, "--attach", "P-1:data sheet")
    shop.says("sync")
    [mail] = mails(shop)
    assert (mail["status"], mail["documents"]) == ("confirmed", ["Data sheet"])
    message = message_from_bytes(server.received[0], policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert [part.get_filename() for part in message.iter_attachments()] == ["Data sheet.pdf"]
    assert "no document" in shop.says(*WRITTEN, "--attach", "P-1:nothing", status=1).err
