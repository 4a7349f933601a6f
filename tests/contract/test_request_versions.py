"""Versions of bodies: what earlier versions wrote is read, and written for older head offices."""

import json
from dataclasses import replace

import pytest

from smartclient.contract.encoding import ascii_json, decode_body, digest_of, request_for, rewritten
from smartclient.contract.messages import BODY_TYPES, CancelOrder, RequestKind
from smartclient.contract.versions import (
    CONVERSIONS,
    LINK_VERSION,
    current_version,
    downgrade_body,
    version_at,
)
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import OrderId
from tests.recorded_requests import recorded, recorded_requests
from tests.released import NEXT_LINK, NEXT_LINK_IS, RELEASED


def test_what_was_recorded_is_what_its_digest_proves() -> None:
    for request in recorded_requests():
        assert digest_of(request.body) == request.digest


def test_every_recorded_request_is_read_as_what_it_asks_for() -> None:
    for request in recorded_requests():
        assert isinstance(decode_body(request), BODY_TYPES[request.kind])


def test_a_cancellation_of_version_1_is_read_as_one_of_version_2() -> None:
    request = recorded(RequestKind.CANCEL_ORDER, 1)
    assert request is not None
    assert decode_body(request) == CancelOrder(
        order_id=OrderId("01a228d4-7461-7616-8405-9a5e6f3e533a"),
        note="The shop burnt down: nächste Woche",
    )


@pytest.mark.parametrize(("kind", "version"), CONVERSIONS)
def test_every_conversion_has_a_recorded_request_and_is_undone_by_its_opposite(
    kind: str, version: int
) -> None:
    request = recorded(RequestKind(kind), version)
    assert request is not None, (
        f"{kind}/{version} has a conversion: put a row of it into tests/recorded_requests.json, "
        "as a program wrote it that knew no later version"
    )
    before = request_for(
        decode_body(request),
        request_id=request.id,
        lane=request.lane,
        made_at=request.made_at,
        link_version=CONVERSIONS[kind, version].since - 1,
    )
    assert before.version == version
    assert json.loads(before.body) == json.loads(request.body)


@pytest.mark.parametrize(("kind", "version"), CONVERSIONS)
def test_a_conversion_is_since_the_version_after_the_released_one(kind: str, version: int) -> None:
    since = RELEASED.conversions.get(f"{kind} {version}", NEXT_LINK)
    assert CONVERSIONS[kind, version].since == since, (
        NEXT_LINK_IS if since == NEXT_LINK else f"{kind}/{version} was released with {since}"
    )


@pytest.mark.parametrize(("kind", "version"), CONVERSIONS)
def test_a_link_is_spoken_that_reads_the_newest_version(kind: str, version: int) -> None:
    since = CONVERSIONS[kind, version].since
    assert since <= LINK_VERSION
    assert version_at(kind, since) > version
    assert version_at(kind, since - 1) == version


@pytest.mark.parametrize("kind", RequestKind)
def test_a_request_is_written_in_the_current_version(kind: RequestKind) -> None:
    for request in recorded_requests():
        body = decode_body(request)
        written = request_for(
            body, request_id=request.id, lane=request.lane, made_at=request.made_at
        )
        assert written.version == current_version(request.kind)
        assert decode_body(written) == body
    assert current_version(kind) >= 1


def test_a_version_that_is_newer_than_this_program_is_refused() -> None:
    for request in recorded_requests():
        newer = replace(request, version=current_version(request.kind) + 1)
        with pytest.raises(RefusedError, match="newer Smart Client"):
            decode_body(newer)


@pytest.mark.parametrize("body", ["[]", "null", "7", '"text"', "{}", '{"customer": 1}'])
def test_an_old_body_that_is_none_is_refused_like_any_other(body: str) -> None:
    request = recorded(RequestKind.CANCEL_ORDER, 1)
    assert request is not None
    with pytest.raises(RefusedError, match="could not read"):
        decode_body(replace(request, body=body))


@pytest.mark.parametrize("version", [0, -(10**9)])
def test_a_version_that_never_was_is_refused(version: int) -> None:
    request = recorded(RequestKind.CANCEL_ORDER, 1)
    assert request is not None
    with pytest.raises(RefusedError, match="too old"):
        decode_body(replace(request, version=version))


def test_a_request_that_gets_another_customer_stays_in_its_version() -> None:
    request = recorded(RequestKind.CANCEL_ORDER, 1)
    assert request is not None
    moved = rewritten(request, decode_body(request), lane="N-9")
    assert (moved.version, moved.lane) == (1, "N-9")
    assert json.loads(moved.body) == {**json.loads(request.body), "customer": "N-9"}
    assert moved.digest == digest_of(moved.body)


def test_downgrading_to_the_current_version_changes_nothing() -> None:
    body = json.loads(ascii_json(CancelOrder(order_id=OrderId("x"))))
    assert downgrade_body("cancel_order", current_version("cancel_order"), body, "L") == body
