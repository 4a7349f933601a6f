"""Devices by request: an admin enrols and revokes from anywhere, once, and head office decides."""

from datetime import timedelta
from typing import Any

import pytest

from smartclient.contract.admin_bodies import EnrolDevice, RevokeDevice
from smartclient.contract.messages import AnswerStatus
from smartclient.contract.web.codes import new_code
from smartclient.contract.web.gate import CodeRefusedError, DeviceRevokedError
from tests.headoffice.devices.play import Devices
from tests.office_company import ANN, BEN, CHIEF, HEAD, Company


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
    ],
)
def test_what_nobody_may_ask_for_is_refused(
    company: Company, sender: str, body: EnrolDevice | RevokeDevice, why: str
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
