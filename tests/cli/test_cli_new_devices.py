"""A device that was signed in is shown on its login's other devices until it is dismissed."""

import json
from pathlib import Path

import pytest

from smartclient.contract.web.codes import read_code
from smartclient.domain.clock import SystemClock
from smartclient.headoffice.devices.file_gate import FileGate
from smartclient.headoffice.opening import open_database
from tests.cli.odd_place import Place, write_files


@pytest.fixture
def place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Place:
    monkeypatch.setenv("SMARTCLIENT_PASSPHRASE", "a passphrase for tests")
    place = Place(tmp_path, capsys)
    place.office("init")
    place.office("import", str(write_files(tmp_path / "data")))
    place.says("sign-in", "--url", place.url, "--login", "anna")
    return place


def sign_in(place: Place, login: str, name: str, kind: str = "laptop") -> str:
    code = json.loads(place.office("enrol", login, "--json").out)["code"]
    gate = FileGate(open_database(place.url), SystemClock())
    device = gate.sign_in(
        code=read_code(code).digest,
        credential=name.encode().ljust(32),
        name=name,
        kind=kind,
        login="",
        address="192.0.2.1",
    ).device
    gate.close()
    return device


def shown(place: Place) -> list[str]:
    found = json.loads(place.says("status", "--json").out)["new_devices"]
    assert all(set(each) == {"device", "name", "kind", "enrolled"} for each in found)
    return [each["name"] for each in found]


def sentences(place: Place) -> str:
    return " ".join(place.says("status").out.split())


def test_a_new_device_is_shown_until_it_is_dismissed(place: Place) -> None:
    assert shown(place) == []
    assert "signed in as you" not in sentences(place)
    sign_in(place, "anna", "Tablet {when}")
    sign_in(place, "head", "The boss's")
    place.says("sync")
    assert shown(place) == ["Tablet {when}"]
    said = sentences(place)
    assert "A laptop named Tablet {when} was signed in as you on 20" in said
    assert "If that was not you, call head office." in said
    place.says("status", "--dismiss")
    assert shown(place) == []
    place.says("sync")
    assert shown(place) == []
    sign_in(place, "anna", "Phone", kind="browser")
    place.says("sync")
    assert shown(place) == ["Phone"]
    assert "A browser named Phone was signed in as you" in sentences(place)


def test_a_device_that_is_revoked_is_shown_no_more(place: Place) -> None:
    device = sign_in(place, "anna", "")
    place.says("sync")
    assert "A laptop was signed in as you on 20" in sentences(place)
    place.office("devices", "revoke", device)
    place.says("sync")
    assert shown(place) == []


def test_what_is_dismissed_is_forgotten_with_its_device(place: Place) -> None:
    device = sign_in(place, "anna", "Tablet")
    place.says("sync")
    place.says("status", "--dismiss")
    place.office("devices", "revoke", device)
    place.says("sync")
    sign_in(place, "anna", "Phone")
    place.says("sync")
    place.says("status", "--dismiss")
    assert shown(place) == []
