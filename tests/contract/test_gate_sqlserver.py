"""The gate on SQL Server: what enrolled devices do over it, each in its own name."""

from collections.abc import Callable

import pytest

from smartclient.contract.feeds import Cursor, FeedKind, FeedPlace
from smartclient.contract.messages import AnswerStatus, PlaceOrder
from smartclient.contract.operations import PulseRequest
from smartclient.database.mssql.address import address_of
from smartclient.domain.errors import SmartClientError
from smartclient.web.sqlserver_gate import SqlServerGate
from tests.contract.gate_calls import WATERMARK, seen
from tests.enrolled_devices import ADDRESS, digest
from tests.live_gate import LiveDevices, devices_of, service_login
from tests.office_company import ANN, BEN, BENS, HEAD, SHOP, line
from tests.slow_link import SlowLink


def test_a_device_does_over_the_gate_what_a_laptop_does(devices: LiveDevices) -> None:
    company = devices.company
    devices.enrolled()
    operations = devices.operations()
    assert operations.pulse(PulseRequest()).identity.login == ANN
    order = company.order(line("A", 2))
    request = company.request(PlaceOrder(order=order), lane=SHOP)
    (receipt,) = operations.submit([request])
    assert (receipt.digest, receipt.refusal) == (request.digest, "")
    company.office.answer_waiting()
    (reply,) = operations.replies(after=0, watermark=WATERMARK, limit=10)
    assert reply.request_id == request.id
    assert reply.answer.status is AnswerStatus.CONFIRMED
    laptop = company.link(ANN)
    for kind in FeedKind:
        assert seen(operations, kind) == seen(laptop, kind), kind
    places = [FeedPlace(kind, Cursor(), by_key=True) for kind in FeedKind]
    asked = {"watermark": WATERMARK, "limit": 500}
    assert operations.feeds(places, **asked) == laptop.feeds(places, **asked)
    width = {"watermark": WATERMARK, "width": 1000}
    assert operations.fingerprints(None, **width) == laptop.fingerprints(None, **width)


def test_who_sends_is_whose_credential_it_is(devices: LiveDevices) -> None:
    company = devices.company
    devices.enrolled(ANN, "ann's laptop")
    devices.enrolled(BEN, "ben's")
    request = company.request(PlaceOrder(order=company.order(customer=BENS)), lane=BENS)
    devices.operations("ann's laptop").submit([request])
    (row,) = company.rows("inbox")
    assert row.sender == ANN
    company.office.answer_waiting()
    asked = {"after": 0, "watermark": WATERMARK, "limit": 10}
    (reply,) = devices.operations("ann's laptop").replies(**asked)
    assert reply.answer.status is AnswerStatus.REJECTED
    assert not devices.operations("ben's").replies(**asked)
    anns, bens = (
        seen(devices.operations(each), FeedKind.CUSTOMERS) for each in ("ann's laptop", "ben's")
    )
    assert anns
    assert bens
    assert not set(anns) & set(bens)


def test_an_admin_decides_over_the_gate_as_an_admin_alone(devices: LiveDevices) -> None:
    devices.enrolled(ANN, "ann's laptop")
    devices.enrolled(HEAD, "head's")
    assert devices.pulse("head's").identity.is_admin
    assert not devices.pulse("ann's laptop").identity.is_admin
    assert seen(devices.operations("head's"), FeedKind.REPS)
    assert not seen(devices.operations("ann's laptop"), FeedKind.REPS)


def test_a_pooled_connection_is_nobodys(devices: LiveDevices) -> None:
    """Two devices take turns on one connection, while errors of every kind come in between."""
    company = devices.company
    revoked = devices.enrolled(ANN, "revoked")
    devices.revoke(revoked)
    devices.enrolled(ANN, "ann's laptop")
    devices.enrolled(BEN, "ben's")
    one = devices_of(company, connections=1)

    def unreadable() -> None:
        one.operations("ann's laptop").pulse(PulseRequest(position="x" * 5_000))

    between: tuple[Callable[[], object], ...] = (
        lambda: one.pulse("forged"),
        lambda: one.pulse("revoked"),
        lambda: one.gate.wiped(digest("ann's laptop")),
        unreadable,
        lambda: one.sign_in(devices.enrol(), "ann's laptop"),
        lambda: one.gate.renew(digest("revoked"), digest("x")),
    )
    try:
        for disturb in between:
            for credential, login, customer in (("ann's laptop", ANN, SHOP), ("ben's", BEN, BENS)):
                operations = one.operations(credential)
                assert operations.pulse(PulseRequest()).identity.login == login
                order = company.order(customer=customer)
                request = company.request(PlaceOrder(order=order), lane=customer)
                operations.submit([request])
                (row,) = company.rows("inbox", request_id=request.id)
                assert row.sender == login
                with pytest.raises(SmartClientError):
                    disturb()
        anns = {row[1] for row in seen(one.operations("ann's laptop"), FeedKind.CUSTOMERS)}
        assert SHOP in anns
        assert BENS not in anns
    finally:
        one.gate.close()


def test_a_thousand_orders_take_two_round_trips_to_the_server(devices: LiveDevices) -> None:
    live = devices.company.live
    devices.enrolled()
    url, server = live.url_of(service_login(live)), address_of(live.url)
    with SlowLink((server.server, server.port or 0)) as link:
        near = url.replace(f"@{server.server}:{server.port}/", f"@127.0.0.1:{link.port}/")
        gate = SqlServerGate(address_of(near), connections=1)
        try:
            requests = [
                devices.company.request(PlaceOrder(order=devices.company.order()), lane=SHOP)
                for _ in range(1_001)
            ]
            # the statement is prepared once
            gate.operations(digest("ann's laptop"), ADDRESS).submit(requests[:1])
            link.forget()
            receipts = gate.operations(digest("ann's laptop"), ADDRESS).submit(requests[1:])
            crossed = link.crossed()
        finally:
            gate.close()
    assert [receipt.refusal for receipt in receipts] == [""] * 1_000
    assert crossed.round_trips <= 2
    assert crossed.connections == 0
