"""Attacks on the service's calls, each of which must fail: credentials, bodies, other sites."""

import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest
import zstandard

from smartclient.contract.batches import batch_json
from smartclient.contract.feeds import FeedKind
from smartclient.contract.messages import PlaceOrder
from smartclient.contract.operations import PulseRequest
from smartclient.contract.pulses import hello_json
from smartclient.contract.web.gate import DeviceState
from smartclient.contract.web.wire import JSON_TYPE, MEDIA_TYPE, NONCE, SPEAKS, Failure, Path
from smartclient.domain.errors import (
    ContendedError,
    DiskFullError,
    OutOfReachError,
    PasswordRefusedError,
    SchemaError,
    SignInError,
)
from smartclient.web.endpoints import ENDPOINTS
from smartclient.web.limits import Rate, WebLimits
from smartclient.web.reception import WebSettings
from tests.office_company import ANN, BEN, BENS, Company
from tests.web.watched_gate import Enrolled, WatchedGate
from tests.web_service import RunningService, running_service

HELLO = json.loads(hello_json(PulseRequest()))
PULSE = {"hello": HELLO}
PLACE = {"kind": "products", "cursor": [0, 0], "by_key": True}
HASH = "0" * 64
CALLS: dict[Path, Any] = {
    Path.SUBMIT: [],
    Path.PULSE: PULSE,
    Path.REPLIES: {"after": 0, "watermark": 9, "limit": 9},
    Path.FEED: {"place": PLACE, "watermark": 9, "limit": 9},
    Path.FEEDS: {"places": [PLACE], "watermark": 9, "limit": 9},
    Path.FINGERPRINTS: {"kind": "", "watermark": 9, "width": 99},
    Path.SIGN_IN: {"code": "A" * 15, "credential_hash": HASH, "device_name": "Ann's"},
    Path.RENEW: {"credential_hash": HASH},
    Path.HAND_OVER: [],
    Path.WIPED: {},
    Path.PAGE_SIGN_IN: {"code": "A" * 15, "credential": "x" * 43, "device_name": "Ann's"},
    Path.PAGE_RENEW: {"credential": "y" * 43},
    Path.PAGE_SIGN_OUT: {},
}
"""A call of each endpoint that would be answered."""

FOR_DEVICES = [path for path in CALLS if ENDPOINTS[path].needs_credential]


def test_every_endpoint_is_attacked() -> None:
    assert set(CALLS) == set(ENDPOINTS)


def failure_of(answer: httpx2.Response) -> str:
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert answer.headers[NONCE] == answer.request.headers[NONCE]
    assert answer.headers[SPEAKS] == "1"
    failure: str = answer.json()["failure"]
    return failure


# credentials -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    [
        *("", "Bearer", "Bearer short", "Basic YTpi", "Bearer a b"),
        *("Bearer " + "x" * 300, "Bearer " + "x" * 43, "Bearer " + "ü" * 43),
    ],
)
def test_no_call_is_answered_for_a_forged_credential(service: RunningService, header: str) -> None:
    client = service.client()
    headers = [(b"Authorization", header.encode("latin-1"))] if header else []
    for path in FOR_DEVICES:
        answer = client.post(path, json=CALLS[path], headers=headers)
        assert (answer.status_code, failure_of(answer)) == (401, "credential_refused")


STATES = {
    DeviceState.REVOKED: ("revoked", frozenset[Path]()),
    # a copy of it holds the same data
    DeviceState.WIPED: ("wipe", frozenset({Path.HAND_OVER, Path.WIPED})),
    DeviceState.WIPING: ("wipe", frozenset({Path.HAND_OVER, Path.WIPED})),
}


@pytest.mark.parametrize("state", STATES)
def test_a_revoked_device_may_do_no_more_than_it_is_left(
    service: RunningService, gate: WatchedGate, ann: Enrolled, state: DeviceState
) -> None:
    client = service.client(ann.credential)
    failure, allowed = STATES[state]
    for path in FOR_DEVICES:
        gate.set_state(ann, state)
        answer = client.post(path, json=CALLS[path])
        if path in allowed:
            assert answer.status_code == 200
        else:
            assert (answer.status_code, failure_of(answer)) == (403, failure)


def test_a_credential_of_somebody_who_is_no_rep_any_more_is_refused(
    service: RunningService, company: Company, ann: Enrolled
) -> None:
    company.dismiss(ANN)
    client = service.client(ann.credential)
    of_the_device_alone = {Path.RENEW, Path.PAGE_RENEW, Path.HAND_OVER, Path.WIPED}
    for path in set(FOR_DEVICES) - of_the_device_alone:
        answer = client.post(path, json=CALLS[path])
        assert (answer.status_code, failure_of(answer)) == (403, "unknown_login")


@pytest.mark.parametrize("path", [Path.SIGN_IN, Path.PAGE_SIGN_IN])
def test_a_code_that_is_none_is_refused(service: RunningService, path: Path) -> None:
    answer = service.client().post(path, json=CALLS[path])
    assert (answer.status_code, failure_of(answer)) == (403, "code_refused")


def test_guessing_credentials_is_slowed_down_and_holds_up_no_device_that_is_known(
    gate: WatchedGate, ann: Enrolled
) -> None:
    limits = WebLimits(refused=Rate(burst=5, per_second=0.001))
    with running_service(gate, limits=limits) as service:
        known = service.client(ann.credential)
        assert known.post(Path.PULSE, json=PULSE).status_code == 200
        guesses = [
            service.client(f"{number:043}").post(Path.PULSE, json=PULSE) for number in range(8)
        ]
        assert [answer.status_code for answer in guesses] == [401] * 5 + [503] * 3
        assert 2 <= int(guesses[-1].headers["retry-after"]) <= 8
        assert known.post(Path.PULSE, json=PULSE).status_code == 200


# another rep's ---------------------------------------------------------------------------------


def test_no_operation_gives_or_takes_what_is_another_reps(
    service: RunningService, company: Company, gate: WatchedGate, ann: Enrolled
) -> None:
    ben = gate.enrol(BEN)
    order = company.order(customer=BENS)
    request, _ = company.place(order, login=BEN)
    client = service.client(ann.credential)
    watermark = client.post(Path.PULSE, json=PULSE).json()["facts"]["bound"]
    found = []
    for kind in FeedKind:
        call = {"place": PLACE | {"kind": kind}, "watermark": watermark, "limit": 1_000}
        found += client.post(Path.FEED, json=call).text.splitlines()
    places = [PLACE | {"kind": kind} for kind in FeedKind]
    call = {"places": places, "watermark": watermark, "limit": 1_000}
    found += client.post(Path.FEEDS, json=call).text.splitlines()
    call = {"after": 0, "watermark": watermark, "limit": 1_000}
    found += client.post(Path.REPLIES, json=call).text.splitlines()
    everything = "\n".join(found)
    assert '"S-1"' in everything
    for secret in (BENS, "Ben's Bikes", order.id, request.id):
        assert secret not in everything
    prints = {"kind": "customers", "watermark": watermark, "width": 2**62}
    rows = [
        service.client(device.credential).post(Path.FINGERPRINTS, json=prints).json()
        for device in (ann, ben)
    ]
    assert [item["fingerprints"][0]["rows"] for item in rows] == [2, 1]
    # who sends is what the credential says: Ann's order for Ben's customer is refused to Ann
    theirs = company.request(PlaceOrder(order=company.order(customer=BENS)), lane=BENS)
    receipts = client.post(Path.SUBMIT, content=batch_json([theirs]).encode()).json()["receipts"]
    assert not receipts[0]["refusal"]
    company.office.answer_waiting()
    assert company.answer(ANN, theirs).status == "rejected"
    assert company.answer_or_none(BEN, theirs) is None


# bodies ----------------------------------------------------------------------------------------

DEEP = b'{"hello": ' + b'{"a": [' * 50_000
OVERSIZED = b'{"hello": {"position": "' + b"x" * 1_100_000 + b'"}}'


def zstd_bomb(size: int) -> bytes:
    return zstandard.ZstdCompressor(level=19).compress(b" " * size)


def nested_gzip(size: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(b" " * 1_000_000) for _ in range(size // 1_000_000)) + (
        packer.flush()
    )


BODIES: dict[str, tuple[bytes, str, str]] = {
    "deep": (DEEP, "", "unreadable"),
    "deep and closed": (DEEP + b"]}" * 50_000 + b"}", "", "unreadable"),
    "oversized": (OVERSIZED, "", "too_large"),
    "a bomb of zstd": (zstd_bomb(500_000_000), "zstd", "too_large"),
    "a bomb of gzip": (nested_gzip(500_000_000), "gzip", "too_large"),
    "no zstd": (b"{}", "zstd", "unreadable"),
    "half of a gzip": (gzip.compress(b'{"hello": {}}')[:-9], "gzip", "unreadable"),
    "an unknown compression": (b"{}", "br", "unreadable"),
    "compressed twice": (gzip.compress(gzip.compress(b"{}")), "gzip, gzip", "unreadable"),
    "no JSON": (b"<html>", "", "unreadable"),
    "nothing": (b"", "", "unreadable"),
    "no UTF-8": (b'{"hello": {"position": "\xff"}}', "", "unreadable"),
    "half of a pair": (b'{"hello": {"position": "\\ud800"}}', "", "unreadable"),
    "an array": (b"[]", "", "unreadable"),
    "a huge number": (b'{"hello": {"replies_after": 99999999999999999999}}', "", "unreadable"),
    "a negative number": (b'{"hello": {"replies_after": -1}}', "", "unreadable"),
    "a clock without a zone": (b'{"hello": {"clock": "2026-11-30T08:00:00"}}', "", "unreadable"),
    "not a number": (b'{"hello": {}, "wait": NaN}', "", "unreadable"),
}


@pytest.mark.parametrize(("body", "encoding", "failure"), BODIES.values(), ids=BODIES)
def test_a_body_that_is_no_call_is_refused_before_head_office_is_asked(
    service: RunningService, ann: Enrolled, body: bytes, encoding: str, failure: str
) -> None:
    headers = {"Content-Encoding": encoding} if encoding else {}
    answer = service.client(ann.credential).post(Path.PULSE, content=body, headers=headers)
    assert failure_of(answer) == failure
    assert answer.status_code == {"unreadable": 400, "too_large": 413}[failure]


def test_a_body_without_a_length_is_cut_off_at_its_limit(
    service: RunningService, ann: Enrolled
) -> None:
    def parts() -> Iterator[bytes]:
        while True:
            yield b" " * 65_536

    client = service.client(ann.credential)
    answer = client.post(Path.PULSE, content=parts())
    assert failure_of(answer) == "too_large"


@pytest.mark.parametrize(
    "media_type",
    ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"],
)
def test_a_body_of_another_type_is_refused(
    service: RunningService, ann: Enrolled, media_type: str
) -> None:
    client = service.client(ann.credential)
    del client.headers["Content-Type"]
    headers = {"Content-Type": media_type} if media_type else {}
    answer = client.post(Path.PULSE, content=json.dumps(PULSE).encode(), headers=headers)
    assert failure_of(answer) == "unreadable"


def test_a_json_type_with_its_character_set_is_read(service: RunningService, ann: Enrolled) -> None:
    headers = {"Content-Type": f"{JSON_TYPE}; charset=utf-8"}
    client = service.client(ann.credential)
    answer = client.post(Path.PULSE, content=json.dumps(PULSE).encode(), headers=headers)
    assert answer.status_code == 200


@pytest.mark.parametrize("nonce", ["", "short", "x" * 65, "with blanks in it", "a" * 15 + "=", "é"])
def test_a_nonce_of_the_wrong_form_is_refused_and_not_repeated(
    service: RunningService, ann: Enrolled, nonce: str
) -> None:
    headers = [(NONCE.encode(), nonce.encode("latin-1"))]
    answer = service.client(ann.credential).post(Path.PULSE, json=PULSE, headers=headers)
    assert (answer.status_code, answer.json()["failure"]) == (400, "unreadable")
    assert NONCE not in answer.headers


# other sites -----------------------------------------------------------------------------------

CROSS_SITE: dict[str, dict[str, str]] = {
    "a form": {"Origin": "https://evil.example"},
    "an opaque origin": {"Origin": "null"},
    "a sibling": {"Sec-Fetch-Site": "same-site"},
    "a script": {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
    "another port": {"Origin": "https://127.0.0.1:1"},
    "another scheme": {"Origin": "http://127.0.0.1"},
}


@pytest.mark.parametrize("headers", CROSS_SITE.values(), ids=CROSS_SITE)
def test_a_request_from_another_site_is_refused(
    service: RunningService, ann: Enrolled, headers: dict[str, str]
) -> None:
    answer = service.client(ann.credential).post(Path.PULSE, json=PULSE, headers=headers)
    assert answer.status_code == 403
    assert answer.headers["content-type"] != MEDIA_TYPE


def test_the_services_own_page_may_call(service: RunningService, ann: Enrolled) -> None:
    headers = {"Origin": service.address, "Sec-Fetch-Site": "same-origin"}
    answer = service.client(ann.credential).post(Path.PULSE, json=PULSE, headers=headers)
    assert answer.status_code == 200


def test_with_a_public_address_only_its_page_may_call(gate: WatchedGate, ann: Enrolled) -> None:
    settings = WebSettings(public_url="https://office.example:8443/")
    with running_service(gate, settings=settings) as service:
        client = service.client(ann.credential)
        statuses = [
            client.post(Path.PULSE, json=PULSE, headers={"Origin": origin}).status_code
            for origin in ("https://office.example:8443", service.address)
        ]
    assert statuses == [200, 403]


# versions --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "failure"), [("/v2/pulse", "upgrade_head_office"), ("/v0/pulse", "upgrade_client")]
)
def test_a_device_of_another_version_is_told_which_side_to_upgrade(
    service: RunningService, path: str, failure: str
) -> None:
    answer = service.client("x" * 43).post(path, json={})
    assert failure_of(answer) == failure


def test_an_unknown_feed_is_one_of_a_newer_version(service: RunningService, ann: Enrolled) -> None:
    call = CALLS[Path.FEED] | {"place": PLACE | {"kind": "wishes"}}
    answer = service.client(ann.credential).post(Path.FEED, json=call)
    assert failure_of(answer) == "upgrade_head_office"


# load ------------------------------------------------------------------------------------------


THRICE = Rate(burst=3, per_second=0.001)


@pytest.mark.parametrize("limits", [WebLimits(per_device=THRICE), WebLimits(per_address=THRICE)])
def test_who_calls_too_often_is_asked_to_wait(
    gate: WatchedGate, ann: Enrolled, limits: WebLimits
) -> None:
    with running_service(gate, limits=limits) as service:
        client = service.client(ann.credential)
        answers = [client.post(Path.PULSE, json=PULSE) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200] * 3 + [503] * 2
    assert failure_of(answers[-1]) == "busy"
    assert 2 <= int(answers[-1].headers["retry-after"]) <= 8
    assert answers[-1].json()["retry_after"] == int(answers[-1].headers["retry-after"])


ERRORS: dict[str, tuple[Callable[[], Exception], Failure]] = {
    "away": (lambda: OutOfReachError("away", detail="secret"), Failure.AWAY),
    "contended": (lambda: ContendedError("locked"), Failure.CONTENDED),
    "full": (lambda: DiskFullError("full"), Failure.AWAY),
    "not set up": (lambda: SchemaError("older"), Failure.NOT_SET_UP),
    # the service's own login, not the device's
    "password": (lambda: PasswordRefusedError("refused"), Failure.AWAY),
    "locked out": (lambda: SignInError("locked"), Failure.AWAY),
    "a bug": (lambda: KeyError("secret"), Failure.FAILED),
}


@pytest.mark.parametrize(("error", "failure"), ERRORS.values(), ids=ERRORS)
@pytest.mark.parametrize("path", [Path.PULSE, Path.FEED])
def test_trouble_at_head_office_is_told_without_its_details(
    service: RunningService,
    gate: WatchedGate,
    ann: Enrolled,
    monkeypatch: pytest.MonkeyPatch,
    path: Path,
    error: Callable[[], Exception],
    failure: Failure,
) -> None:
    def fail(*_: object) -> None:
        raise error()

    monkeypatch.setattr(gate, "operations", fail)
    answer = service.client(ann.credential).post(path, json=CALLS[path])
    assert failure_of(answer) == failure
    assert "secret" not in answer.text
