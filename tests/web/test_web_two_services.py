"""Two services before one head office: they share its database and nothing else."""

import json
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from secrets import token_urlsafe

import httpx2
import pytest

from smartclient.contract.batches import batch_json
from smartclient.contract.messages import PlaceOrder
from smartclient.contract.operations import PulseRequest
from smartclient.contract.pulses import hello_json
from smartclient.contract.web.codes import EnrolmentCode, new_code
from smartclient.contract.web.gate import DeviceState
from smartclient.contract.web.limits import GUESSES_OF_ADDRESS
from smartclient.contract.web.wire import Path as WirePath
from smartclient.contract.web.wire import credential_hash
from smartclient.domain.clock import SystemClock
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.web.snapshots import snapshot_file
from tests.office_company import ANN, Company
from tests.web.watched_gate import WatchedGate
from tests.web_service import RunningService, running_service, wait_until

PULSE = {"hello": json.loads(hello_json(PulseRequest()))}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two services, each with connections of its own to the database."""

    one: RunningService
    other: RunningService


@pytest.fixture
def pair(
    company: Company, gate: WatchedGate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Pair]:
    # of feeds of one piece there are no snapshots
    monkeypatch.setattr(snapshot_file, "PIECE_ROWS", 1)
    office = HeadOffice.open(f"sqlite:///{tmp_path / 'company.db'}", SystemClock())
    first = running_service(gate, snapshots=tmp_path / "one")
    second = running_service(WatchedGate(office), snapshots=tmp_path / "other")
    with first as one, second as other:
        yield Pair(one, other)
    office.close()


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as pool:
        yield pool


def sign_in(at: RunningService, code: EnrolmentCode, credential: str) -> httpx2.Response:
    call = {
        "code": code.secret,
        "credential_hash": credential_hash(credential),
        "device_name": "Ann's laptop",
    }
    return at.client().post(WirePath.SIGN_IN, json=call)


def wait_at(
    threads: ThreadPoolExecutor, at: RunningService, credential: str
) -> "Future[httpx2.Response]":
    """Begin to wait for news at a service, and return once it holds the pulse."""
    client = at.client(credential)
    client.post(WirePath.PULSE, json=PULSE)
    heads = client.post(WirePath.PULSE, json=PULSE).json()["heads"]
    call = PULSE | {"wait": 20.0, "heads": heads}
    future = threads.submit(lambda: client.post(WirePath.PULSE, json=call))
    wait_until(lambda: len(at.service.hub) > 0)
    return future


def test_a_device_that_signed_in_at_one_works_at_the_other(
    pair: Pair, company: Company, gate: WatchedGate, threads: ThreadPoolExecutor
) -> None:
    code, credential = gate.code_for(ANN), token_urlsafe(32)
    assert sign_in(pair.one, code, credential).status_code == 200
    assert sign_in(pair.other, code, token_urlsafe(32)).json()["failure"] == "code_refused"

    waits = wait_at(threads, pair.other, credential)
    request = company.request(PlaceOrder(order=company.order()))
    sent = pair.one.client(credential).post(WirePath.SUBMIT, content=batch_json([request]))
    assert sent.json()["receipts"][0]["digest"] == request.digest
    company.office.answer_waiting()
    assert waits.result(15).json()["facts"]["replies"] == 1
    # sent again at the other it is the same request
    again = pair.other.client(credential).post(WirePath.SUBMIT, content=batch_json([request]))
    assert again.json() == sent.json()
    assert company.office.answer_waiting() == 0


def test_a_device_that_is_revoked_through_one_learns_it_while_it_waits_at_the_other(
    pair: Pair, gate: WatchedGate, threads: ThreadPoolExecutor
) -> None:
    device = gate.enrol(ANN)
    waits = wait_at(threads, pair.other, device.credential)
    gate.set_state(device, DeviceState.REVOKED)
    assert waits.result(15).json()["failure"] == "revoked"


def test_wrong_codes_at_one_count_at_the_other(pair: Pair, gate: WatchedGate) -> None:
    for _ in range(GUESSES_OF_ADDRESS):
        wrong = sign_in(pair.one, new_code(), token_urlsafe(32))
        assert wrong.json()["failure"] == "code_refused"
    assert sign_in(pair.other, gate.code_for(ANN), token_urlsafe(32)).status_code == 429


def test_a_snapshot_of_one_is_gone_on_with_at_the_other(pair: Pair, gate: WatchedGate) -> None:
    credential = gate.enrol(ANN).credential
    listed = []
    for at in (pair.one, pair.other):
        builder = at.service.snapshot_builder
        assert builder is not None
        builder.look()
        found = at.client(credential).get(WirePath.SNAPSHOTS).json()["snapshots"]
        listed.append({each["kind"]: each["name"] for each in found})
    assert listed[0]
    assert listed[0] == listed[1]
