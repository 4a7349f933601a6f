"""A laptop on the command line over HTTPS: signed in with a code, revoked, and wiped."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from smartclient.contract.versions import LINK_VERSION
from smartclient.diagnostics import laptop as checkup
from smartclient.domain.clock import SystemClock
from tests.bootstrap.https_office import HttpsOffice, https_office
from tests.cli.terminal import Terminal
from tests.prepared import write_office
from tests.small_company import REP, import_company


@pytest.fixture
def office(tmp_path: Path) -> Iterator[HttpsOffice]:
    write_office(tmp_path / "office.db", SystemClock(), import_company)
    url = f"sqlite:///{tmp_path / 'office.db'}"
    with https_office(url, tmp_path / "service", SystemClock()) as office:
        yield office


@pytest.fixture
def laptop(office: HttpsOffice, tmp_path: Path) -> Terminal:
    terminal = Terminal(home=tmp_path / "home", url=office.url)
    terminal.says("sign-in", "--url", office.url, "--code", office.code(), "--device-name", "mine")
    return terminal


def _order(laptop: Terminal) -> None:
    laptop.says("orders", "new", "--customer", "N-001", "--line", "P-01=1")


def test_a_code_signs_in_and_the_order_goes_out(laptop: Terminal, office: HttpsOffice) -> None:
    _order(laptop)
    assert laptop.gives("sync")["sent"] == 1
    assert [device.name for device in office.office.devices.all()] == ["mine"]
    findings = {found["check"]: found for found in laptop.gives("doctor")}
    assert findings["driver"]["detail"] == "Head office's service needs no database driver."
    assert findings["certificate"]["ok"]
    assert findings["versions"]["detail"] == (
        f"The service speaks version 1 of the protocol and {LINK_VERSION} of the operations; this "
        f"Smart Client speaks 1 and {LINK_VERSION}."
    )
    assert findings["link"]["ok"], findings["link"]


def test_the_doctor_names_a_certificate_that_is_not_pinned_too(
    laptop: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkup, "pinned_certificate", lambda _home: "")
    (found,) = [found for found in laptop.gives("doctor") if found["check"] == "certificate"]
    assert found["ok"]
    assert "It was issued by Smart Client" in found["detail"]


def test_offline_by_choice_the_doctor_does_not_ask_the_service(laptop: Terminal) -> None:
    laptop.says("offline", "on")
    checks = {found["check"] for found in laptop.gives("doctor")}
    assert "certificate" in checks
    assert "versions" not in checks


def test_a_revocation_is_one_sentence_and_the_work_stays(
    laptop: Terminal, office: HttpsOffice
) -> None:
    _order(laptop)
    (device,) = office.office.devices.all()
    office.office.devices.revoke(device.device, wipe=False)
    ended = laptop.run("sync", "--json")
    assert (ended.status, ended.out) == (1, "")
    assert ended.err.count("\n") == 1
    assert "signed this device out" in ended.err
    assert laptop.gives("status")["to_send"] == 1
    laptop.says("sign-in", "--url", office.url, "--code", office.code())
    assert laptop.gives("status")["to_send"] == 0


def test_a_wipe_is_one_sentence_too(laptop: Terminal, office: HttpsOffice) -> None:
    _order(laptop)
    (device,) = office.office.devices.all()
    office.office.devices.revoke(device.device, wipe=True)
    ended = laptop.run("sync", "--json")
    assert (ended.status, ended.out) == (1, "")
    assert "its data was removed. Requests handed over to head office before: 1." in ended.err
    assert office.office.devices.all()[0].unsent == 1
    assert "Not signed in yet" in laptop.run("status").err


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--url", "https://a.b", "--login", REP), "Leave out --login"),
        (("--url", "sqlite:///o.db", "--code", "X"), "begins with https"),
        (("--url", "sqlite:///o.db"), "--login"),
        (("--url", "https://a.b"), "takes a new code"),
        (("--url", "https://a.b", "--code", "1234"), "no code of head office"),
        (("--url", "http://a.b", "--code", "1234"), "is not encrypted"),
        (("--url", "https://user:secret@a.b", "--code", "1234"), "is no address"),
    ],
)
def test_what_signing_in_takes_is_said(
    tmp_path: Path, words: tuple[str, ...], expected: str
) -> None:
    ended = Terminal(home=tmp_path / "home", url="").run("sign-in", *words)
    assert ended.status != 0
    assert expected in " ".join(ended.err.split())
    assert "secret" not in ended.err


def test_json_says_the_same_shape_as_at_a_database(laptop: Terminal) -> None:
    assert json.loads(laptop.run("sync", "--json").out)["link"] == "online"
