"""Devices by request: an admin enrols and revokes from anywhere, once, and head office decides."""

from datetime import timedelta
from typing import Any

import pytest

from smartclient.contract.admin_bodies import (
    DropHandedOver,
    EnrolDevice,
    ReleaseHandedOver,
    RevokeDevice,
)
from smartclient.contract.messages import AnswerStatus, Body, PlaceOrder
from smartclient.contract.web.codes import new_code
from smartclient.contract.web.gate import CodeRefusedError, DeviceRevokedError
from tests.enrolled_devices import digest
from tests.headoffice.devices.play import Devices
from tests.office_company import ANN, BEN, CHIEF, HEAD, SHOP, Company, line


def enrolling(login: str, **changes: Any) -> EnrolDevice:  # noqa: ANN401 (as the message has it)
    fields = {"login": login, "code_hash": new_code().digest.hex(), "valid_seconds": 3600}
    return EnrolDevice(**{**fields, **changes})


def test_an_admins_request_lets_a_device_sign_in(devices: Devices, company: Company) -> None:
    code = new_code()
    body = enrolling(ANN, code_hash=code.digest.hex())
    request, answer = company.ask(HEAD, body, lane="")
    assert answer.status is AnswerStatus.CONFIRMED
    assert code.secret not in request.body
    company.send(HEAD, request)
    company.office.answer_waiting()
    assert company.count("enrolments") == 1
    assert devices.sign_in(code).login == ANN
    assert company.rows("enrolled_devices")[0].enrolled_by == HEAD


def test_a_code_counts_from_when_head_office_answers(devices: Devices, company: Company) -> None:
    code = new_code()
    company.ask(HEAD, enrolling(ANN, code_hash=code.digest.hex()), lane="")
    devices.clock.advance(timedelta(hours=1))
    with pytest.raises(CodeRefusedError):
        devices.sign_in(code)


@pytest.mark.parametrize(
    ("sender", "body", "why"),
    [
        (ANN, enrolling(ANN), "Only an admin"),
        (BEN, enrolling(ANN), "Only an admin"),
        (HEAD, enrolling(CHIEF), "only the owner"),
        (HEAD, enrolling(HEAD), "only the owner"),
        (HEAD, enrolling("nobody"), "knows no rep"),
        (HEAD, enrolling(ANN, code_hash="zz" * 32), "no code"),
        (HEAD, enrolling(ANN, code_hash="ab"), "no code"),
        (HEAD, enrolling(ANN, valid_seconds=0), "counts"),
        (HEAD, enrolling(ANN, valid_seconds=10**15), "counts"),
        (ANN, RevokeDevice(device="d"), "Only an admin"),
        (HEAD, RevokeDevice(device="d"), "knows no device"),
        (HEAD, RevokeDevice(device="01a22a39-596a-780b-93c5-6395227e8a41"), "knows no device"),
        (ANN, ReleaseHandedOver(device="d"), "Only an admin"),
        (HEAD, ReleaseHandedOver(device="d' OR 1=1 --"), "knows no device"),
        (HEAD, ReleaseHandedOver(device="01a22a39-596a-780b-93c5-6395227e8a41"), "knows no device"),
        (ANN, DropHandedOver(device="d"), "Only an admin"),
        (HEAD, DropHandedOver(device=""), "knows no device"),
    ],
)
def test_what_nobody_may_ask_for_is_refused(
    company: Company, sender: str, body: Body, why: str
) -> None:
    _, answer = company.ask(sender, body, lane="")
    assert answer.status is AnswerStatus.REJECTED
    assert why in answer.why.format(**answer.arguments)
    assert company.count("enrolments") == 0


@pytest.mark.parametrize(("wipe", "state"), [(False, "revoked"), (True, "wiping")])
def test_an_admins_request_revokes_a_device(
    devices: Devices, company: Company, *, wipe: bool, state: str
) -> None:
    device = devices.enrolled()
    for _ in range(2):
        _, answer = company.ask(HEAD, RevokeDevice(device=device.upper(), wipe=wipe), lane="")
        assert answer.status is AnswerStatus.CONFIRMED
    (row,) = company.rows("enrolled_devices")
    assert (row.state, row.revoked_by) == (state, HEAD)
    assert len(company.log("device", device)) == 2
    with pytest.raises(DeviceRevokedError):
        devices.pulse()


def test_what_another_admin_revoked_is_refused_and_said(devices: Devices, company: Company) -> None:
    device = devices.enrolled()

    def refusal(*, wipe: bool) -> str:
        _, answer = company.ask(CHIEF, RevokeDevice(device=device, wipe=wipe), lane="")
        return answer.why.format(**answer.arguments)

    devices.revoke(device)
    assert refusal(wipe=False) == "Ann's laptop was revoked already. Nothing was changed."
    devices.revoke(device, wipe=True)
    for wipe in (False, True):
        assert "revoked and to be wiped already" in refusal(wipe=wipe)
    devices.gate.wiped(digest("ann's laptop"))
    for wipe in (False, True):
        assert "was wiped already" in refusal(wipe=wipe)
    (row,) = company.rows("enrolled_devices")
    assert (row.state, row.revoked_by) == ("wiped", HEAD)


def handed_over(devices: Devices, company: Company) -> str:
    """A device that was wiped, after it handed two orders over."""
    device = devices.enrolled()
    devices.revoke(device, wipe=True)
    orders = [company.order(line("A", count)) for count in (1, 2)]
    batch = [company.request(PlaceOrder(order=order), lane=SHOP) for order in orders]
    devices.gate.hand_over(digest("ann's laptop"), batch)
    devices.gate.wiped(digest("ann's laptop"))
    return device


@pytest.mark.parametrize(("kind", "placed"), [(ReleaseHandedOver, 2), (DropHandedOver, 0)])
def test_an_admins_request_decides_once_about_what_was_handed_over(
    devices: Devices,
    company: Company,
    kind: type[ReleaseHandedOver | DropHandedOver],
    placed: int,
) -> None:
    device = handed_over(devices, company)
    assert company.ask(ANN, kind(device=device), lane="")[1].status is AnswerStatus.REJECTED
    assert company.rows("enrolled_devices")[0].unsent == 2
    request, answer = company.ask(HEAD, kind(device=device.upper()), lane="")
    assert answer.status is AnswerStatus.CONFIRMED
    company.send(HEAD, request)
    company.office.answer_waiting()
    assert company.count("orders") == placed
    assert company.count("inbox", sender=ANN, kind="place_order") == placed
    assert company.rows("enrolled_devices")[0].unsent == 0
    assert {row.decided_by for row in company.rows("handed_over")} == {HEAD}
    for other in (ReleaseHandedOver, DropHandedOver):
        _, answer = company.ask(HEAD, other(device=device), lane="")
        assert answer.why.format(**answer.arguments) == (
            "Nothing that Ann's laptop handed over waits."
        )
