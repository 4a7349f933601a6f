"""Signing in, renewing, handing over and wiping over HTTPS, before the real gate of a file."""

import json
from hashlib import sha256
from secrets import token_urlsafe

from smartclient.contract.batches import batch_json
from smartclient.contract.messages import PlaceOrder
from smartclient.contract.operations import PulseRequest
from smartclient.contract.pulses import hello_json
from smartclient.contract.web.codes import EnrolmentCode, new_code
from smartclient.contract.web.gate import DeviceState
from smartclient.contract.web.limits import GUESSES_OF_ADDRESS
from smartclient.contract.web.wire import Path, credential_hash
from tests.office_company import ANN, BEN, Company
from tests.web.watched_gate import WatchedGate
from tests.web_service import RunningService

PULSE = {"hello": json.loads(hello_json(PulseRequest()))}


def sign_in_call(code: EnrolmentCode, credential: str, login: str = "") -> dict[str, str]:
    return {
        "code": code.secret,
        "credential_hash": credential_hash(credential),
        "device_name": "Ann's laptop",
        "login": login,
    }


def test_a_code_is_exchanged_once_for_a_credential_of_the_device(
    service: RunningService, gate: WatchedGate
) -> None:
    code, credential = gate.code_for(ANN), token_urlsafe(32)
    client = service.client()
    first = client.post(Path.SIGN_IN, json=sign_in_call(code, credential))
    assert first.json()["login"] == ANN
    # its answer may have been lost
    again = client.post(Path.SIGN_IN, json=sign_in_call(code, credential))
    assert again.json() == first.json()
    # whoever comes with the code later is nobody
    stolen = client.post(Path.SIGN_IN, json=sign_in_call(code, token_urlsafe(32)))
    assert (stolen.status_code, stolen.json()["failure"]) == (403, "code_refused")
    assert service.client(credential).post(Path.PULSE, json=PULSE).status_code == 200


def test_a_code_of_another_login_is_refused_to_a_device_and_stays_good(
    service: RunningService, gate: WatchedGate
) -> None:
    code = gate.code_for(BEN)
    client = service.client()
    other = client.post(Path.SIGN_IN, json=sign_in_call(code, token_urlsafe(32), login=ANN))
    assert (other.status_code, other.json()["failure"]) == (409, "other_login")
    assert client.post(Path.SIGN_IN, json=sign_in_call(code, token_urlsafe(32))).status_code == 200


def test_guessing_codes_is_limited_by_address(service: RunningService, gate: WatchedGate) -> None:
    client = service.client()
    code = gate.code_for(ANN)
    for _ in range(GUESSES_OF_ADDRESS):
        answer = client.post(Path.SIGN_IN, json=sign_in_call(new_code(), token_urlsafe(32)))
        assert answer.json()["failure"] == "code_refused"
    answer = client.post(Path.SIGN_IN, json=sign_in_call(code, token_urlsafe(32)))
    assert (answer.status_code, answer.json()["failure"]) == (429, "too_many_guesses")
    assert int(answer.headers["retry-after"]) >= 60


def test_a_credential_renews_itself_and_the_one_before_ends_with_the_first_use_of_the_new(
    service: RunningService, gate: WatchedGate
) -> None:
    device, new = gate.enrol(ANN), token_urlsafe(32)
    old = service.client(device.credential)
    call = {"credential_hash": sha256(new.encode()).hexdigest()}
    assert old.post(Path.RENEW, json=call).json() == {}
    # the answer may have been lost, so the old one counts still
    assert old.post(Path.PULSE, json=PULSE).status_code == 200
    assert service.client(new).post(Path.PULSE, json=PULSE).status_code == 200
    stale = old.post(Path.PULSE, json=PULSE)
    assert (stale.status_code, stale.json()["failure"]) == (401, "credential_refused")


def test_a_device_that_is_to_be_wiped_hands_over_and_confirms(
    service: RunningService, gate: WatchedGate, company: Company
) -> None:
    device = gate.enrol(ANN)
    gate.set_state(device, DeviceState.WIPING)
    client = service.client(device.credential)
    unsent = company.request(PlaceOrder(order=company.order()))
    batch = batch_json([unsent]).encode()
    assert client.post(Path.SUBMIT, content=batch).json()["failure"] == "wipe"
    handed_over = client.post(Path.HAND_OVER, content=batch).json()
    assert [item["digest"] for item in handed_over["receipts"]] == [unsent.digest]
    assert company.count("inbox") == 0
    assert client.post(Path.WIPED, json={}).json() == {}
    # a copy of it holds the same data
    assert client.post(Path.SUBMIT, content=batch).json()["failure"] == "wipe"
    assert client.post(Path.HAND_OVER, content=batch).json() == handed_over
