"""Devices over every transport: a code for each, a copy that is noticed, and who sent what."""

from dataclasses import replace

import pytest

from smartclient.contract.devices import MOST_DEVICES, AssignedDevice, DeviceClaim
from smartclient.contract.messages import PlaceOrder
from smartclient.contract.operations import PulseRequest
from smartclient.domain.devices import CODE_LENGTH, SYMBOLS
from smartclient.domain.ids import new_id
from tests.office_company import ANN, BEN, Company


def said_to(company: Company, hello: DeviceClaim, login: str = ANN) -> AssignedDevice:
    assigned = (
        company.link(login).pulse(PulseRequest(clock=company.office_time(), device=hello)).device
    )
    assert assigned is not None
    return assigned


def epoch(company: Company) -> str:
    return company.link(ANN).pulse(PulseRequest()).generation


def test_each_device_gets_a_code_and_a_token_with_each_contact(company: Company) -> None:
    hello = DeviceClaim(id=new_id(), generation=epoch(company), name="Ünë's laptop")
    first = said_to(company, hello)
    again = said_to(company, replace(hello, token=first.token, code=first.code, numbers=2))
    other = said_to(company, DeviceClaim(id=new_id()), BEN)
    assert len(first.code) == CODE_LENGTH
    assert set(first.code) <= set(SYMBOLS)
    assert again.code == first.code != other.code
    assert again.token != first.token
    row = company.rows("devices", login=ANN)[0]
    assert (row.code, row.name, row.numbers) == (first.code, "Ünë's laptop", 2)
    assert row.idle_at is None


def test_an_older_token_or_fewer_numbers_are_a_copys(company: Company) -> None:
    hello = DeviceClaim(id=new_id(), generation=epoch(company), numbers=1)
    first = said_to(company, hello)
    second = said_to(company, replace(hello, token=first.token))
    assert not said_to(company, replace(hello, token=first.token)).is_copy, "an answer was lost"
    assert said_to(company, replace(hello, token=second.token)).is_copy
    assert said_to(company, replace(hello, token=first.token, numbers=0)) == AssignedDevice(
        is_copy=True
    )


def test_one_that_knows_another_epoch_is_no_copy_and_not_idle(company: Company) -> None:
    hello = DeviceClaim(id=new_id(), generation=epoch(company), numbers=3, is_idle=True)
    said_to(company, hello)
    (row,) = company.rows("devices")
    assert row.idle_at == row.seen_at
    forgotten = replace(hello, generation=new_id(), token=new_id(), numbers=1)
    assert not said_to(company, forgotten).is_copy
    (after,) = company.rows("devices")
    assert (after.numbers, after.idle_at) == (3, row.idle_at)


def test_another_login_gets_neither_a_device_nor_its_code(company: Company) -> None:
    hello = DeviceClaim(id=new_id(), generation=epoch(company))
    mine = said_to(company, hello)
    theirs = said_to(company, replace(hello, token=mine.token, code=mine.code), BEN)
    assert not theirs.is_copy
    assert theirs.code != mine.code
    assert not said_to(company, replace(hello, token=mine.token)).is_copy
    assert {(row.login, row.code) for row in company.rows("devices")} == {
        (ANN, mine.code),
        (BEN, theirs.code),
    }


def test_a_device_that_head_office_forgot_keeps_its_code_where_nobody_has_it(
    company: Company,
) -> None:
    code = "7K2Q"
    assert said_to(company, DeviceClaim(id=new_id(), code=code)).code == code
    assert said_to(company, DeviceClaim(id=new_id(), code=code)).code != code
    for none in ("7k2q", "0OIL", "7K2QX", "'; --"):
        assert said_to(company, DeviceClaim(id=new_id(), code=none)).code != none


def test_nobody_uses_up_the_codes(company: Company) -> None:
    hello = DeviceClaim(id=new_id(), generation=epoch(company))
    first = said_to(company, hello)
    row = {"login": ANN, "first_seen": company.clock.now(), "seen_at": company.clock.now()}
    company.add(
        "devices",
        *({**row, "device": new_id(), "code": f"x{n}"} for n in range(MOST_DEVICES - 1)),
    )
    one_more = PulseRequest(device=DeviceClaim(id=new_id()))
    assert company.link(ANN).pulse(one_more).device is None
    assert said_to(company, replace(hello, token=first.token)).code == first.code
    assert said_to(company, DeviceClaim(id=new_id()), BEN).code


@pytest.mark.parametrize("identity", ["", "laptop", "x" * 36, "'; DROP TABLE x; --"])
def test_what_is_no_identity_is_no_device(company: Company, identity: str) -> None:
    hello = PulseRequest(device=DeviceClaim(id=identity))
    assert company.link(ANN).pulse(hello).device is None
    assert company.link(ANN).pulse(PulseRequest()).device is None
    assert company.count("devices") == 0


def test_a_request_says_which_device_sent_it_and_by_what_clock(company: Company) -> None:
    device = new_id()
    plain = company.request(PlaceOrder(order=company.order()))
    sent = replace(
        company.request(PlaceOrder(order=company.order())), device=device, clock_offset=-86_400
    )
    company.send(ANN, plain, sent)
    held = {
        row.request_id: (row.device or "", row.clock_offset_seconds)
        for row in company.rows("inbox")
    }
    assert held == {plain.id: ("", None), sent.id: (device, -86_400)}
