"""Enrolled devices on the command line: codes with exact keys, and who may do what."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from smartclient.contract.encoding import request_for
from smartclient.contract.messages import CancelOrder
from smartclient.contract.web.codes import read_code
from smartclient.domain.clock import SystemClock
from smartclient.domain.ids import OrderId, RequestId, new_id
from smartclient.headoffice.devices.file_gate import FileGate
from smartclient.headoffice.opening import open_database
from tests.cli.odd_place import Place, write_files

CREDENTIAL = b"c" * 32


@pytest.fixture
def place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Place:
    place = Place(tmp_path, capsys)
    place.office("init")
    place.office("import", str(write_files(tmp_path / "data")))
    return place


def gate(place: Place) -> FileGate:
    return FileGate(open_database(place.url), SystemClock())


def sign_in(place: Place, code: str, *, kind: str = "laptop") -> str:
    opened = gate(place)
    device = opened.sign_in(
        code=read_code(code).digest,
        credential=CREDENTIAL,
        name="Anna's tablet",
        kind=kind,
        login="",
        address="192.0.2.7",
    ).device
    opened.close()
    return device


def enrolled(place: Place) -> str:
    return sign_in(place, json.loads(place.office("enrol", "anna", "--json").out)["code"])


def listed(place: Place) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(place.office("devices", "--json").out)
    return found


def test_a_code_without_a_web_service_has_no_link_and_says_so(place: Place) -> None:
    given = json.loads(place.office("enrol", "anna", "--json").out)
    assert list(given) == ["code", "login", "expires", "link"]
    assert (given["login"], given["link"]) == ("anna", None)
    expires = datetime.fromisoformat(given["expires"]) - SystemClock().now()
    assert timedelta(hours=23, minutes=50) < expires <= timedelta(hours=24)
    said = place.office("enrol", "anna").out
    assert "There is no link" in said
    assert said.count("-") >= 3


def test_the_link_holds_the_code_where_no_server_sees_it(place: Place) -> None:
    fingerprint = "ab" * 32
    opened = gate(place)
    opened.set_public_address("https://sales.example", fingerprint)
    opened.close()
    given = json.loads(place.office("enrol", "anna", "--json").out)
    assert given["link"] == f"https://sales.example/#code={given['code']}"
    assert read_code(given["code"]).fits(bytes.fromhex(fingerprint))
    assert "https://sales.example/#code=" in place.office("enrol", "anna").out
    assert sign_in(place, given["code"])


@pytest.mark.parametrize(
    ("valid", "longest"), [("30m", timedelta(minutes=30)), ("7d", timedelta(days=7))]
)
def test_a_code_counts_as_long_as_is_said(place: Place, valid: str, longest: timedelta) -> None:
    given = json.loads(place.office("enrol", "anna", "--valid", valid, "--json").out)
    expires = datetime.fromisoformat(given["expires"]) - SystemClock().now()
    assert longest - timedelta(minutes=5) < expires <= longest


@pytest.mark.parametrize(
    ("valid", "status", "why"),
    [("soon", 2, "no length of time"), ("0m", 1, "a minute"), ("15d", 1, "14 days")],
)
def test_another_time_is_refused(place: Place, valid: str, status: int, why: str) -> None:
    said = place.office("enrol", "anna", "--valid", valid, status=status)
    assert why in " ".join(said.err.split())


def test_an_admin_lets_reps_in_and_the_owner_admins(place: Place) -> None:
    place.office("enrol", "anna", "--as", "head")
    refused = place.office("enrol", "head", "--as", "head", status=1)
    assert "only the owner" in " ".join(refused.err.split())
    assert "no admin" in place.office("enrol", "anna", "--as", "anna", status=1).err
    assert "knows no rep" in place.office("enrol", "nobody", status=1).err
    place.office("enrol", "head")


def test_the_list_has_exactly_these_keys(place: Place) -> None:
    assert listed(place) == []
    device = enrolled(place)
    (found,) = listed(place)
    seen = found.pop("seen_at"), found.pop("enrolled")
    assert all(isinstance(instant, str) and instant.endswith("Z") for instant in seen)
    assert found == {
        "device": device,
        "name": "Anna's tablet",
        "login": "anna",
        "kind": "laptop",
        "address": "192.0.2.7",
        "state": "active",
    }
    said = place.office("devices").out
    assert device[-8:] in said
    assert "active" in said


def test_revoking_says_that_no_database_login_is_revoked(place: Place) -> None:
    device = enrolled(place)
    said = " ".join(place.office("devices", "revoke", device[-8:], "--as", "head").out.split())
    assert "is revoked" in said
    assert "no database login" in said
    assert [each["state"] for each in listed(place)] == ["revoked"]
    assert "hands over" in place.office("devices", "revoke", device, "--wipe").out
    assert [each["state"] for each in listed(place)] == ["wiping"]


@pytest.mark.parametrize(("act", "inbox"), [("release", 1), ("drop", 0)])
def test_what_was_handed_over_is_decided_once(place: Place, act: str, inbox: int) -> None:
    device = enrolled(place)
    place.office("devices", "revoke", device, "--wipe")
    opened = gate(place)
    body = CancelOrder(order_id=OrderId(new_id()))
    request = request_for(
        body, request_id=RequestId(new_id()), lane="C-1", made_at=SystemClock().now()
    )
    opened.hand_over(CREDENTIAL, [request])
    opened.wiped(CREDENTIAL)
    opened.close()
    assert "1 request handed over" in " ".join(place.office("devices").out.split())
    said = place.office("devices", act, device[:8], "--as", "head")
    assert "1 request of anna" in said.out
    waiting = json.loads(place.office("inbox", "--json").out)
    assert len(waiting) == inbox
    again = place.office("devices", act, device, status=1)
    assert "Nothing" in again.err


def test_a_device_that_is_not_there_is_named(place: Place) -> None:
    said = place.office("devices", "revoke", "abcdef", status=1)
    assert "no enrolled device called abcdef" in said.err
