"""Blocks of numbers and restores: what a device holds is given to nobody else."""

from dataclasses import replace
from pathlib import Path

import pytest

from smartclient.contract.messages import Answer, AnswerStatus, PlaceOrder, Request
from smartclient.contract.number_blocks import LeaseNumbers
from smartclient.domain.ids import new_id
from smartclient.domain.sales.given_numbers import Numbered, serial_number
from smartclient.domain.sales.number_blocks import NumberBlock
from smartclient.domain.sales.order_diff import REFUSED_NUMBER_FIELD
from tests.headoffice.test_headoffice_restored import Backup, again, numbered
from tests.office_company import ANN, BEN, BENS, Company, line

SIZE = 5

pytestmark = pytest.mark.parametrize("company", ["https", "sqlite"], indirect=True)
"""A backup here is that of a file: its service is put back with it."""


@pytest.fixture
def backup(company: Company, tmp_path: Path) -> Backup:
    company.policy("numbering.orders", "block")
    company.policy("numbering.block_size", str(SIZE))
    return Backup(company, tmp_path)


def lease(
    company: Company,
    login: str = ANN,
    count: int = SIZE,
    *,
    numbered: Numbered = Numbered.ORDERS,
    device: str = "",
) -> tuple[Request, NumberBlock]:
    body = LeaseNumbers(numbered=numbered, device=device or new_id(), count=count)
    request, answer = company.ask(login, body, lane="")
    return request, block_of(answer)


def block_of(answer: Answer) -> NumberBlock:
    assert answer.block is not None
    return answer.block


def orders_of(company: Company, block: NumberBlock, customer: str = "") -> list[Request]:
    """An order for each number of a block, as the device that holds it sends them."""
    named = {"customer": customer} if customer else {}
    return [
        company.request(
            PlaceOrder(
                order=replace(
                    company.order(line("A", number % 90 + 1), **named),
                    provisional_number=serial_number(Numbered.ORDERS, number),
                )
            ),
            lane=customer or "C-00001",
        )
        for number in range(block.first, block.last + 1)
    ]


def given_numbers(company: Company, login: str, requests: list[Request]) -> list[str]:
    company.send(login, *requests)
    company.office.answer_waiting()
    return [numbered(company.answer(login, request)) for request in requests]


def names(block: NumberBlock) -> list[str]:
    return [serial_number(Numbered.ORDERS, n) for n in range(block.first, block.last + 1)]


@pytest.mark.parametrize("alone", [False, True])
def test_a_block_that_a_restore_forgot_is_given_to_nobody_and_its_numbers_stay(
    company: Company, backup: Backup, *, alone: bool
) -> None:
    backup.take()
    request, block = lease(company)
    backup.restore(alone=alone)
    # the device offers it again with the rest of its work, and before anybody else gets a number
    assert block_of(again(company, ANN, request, str(block))) == block
    others = [lease(company, BEN)[1] for _ in range(3)]
    theirs = [
        numbered(company.place(company.order(line("A", count), customer=BENS), BEN)[1])
        for count in (1, 2, 3)
    ]
    assert not set(names(block)) & {*theirs, *(name for other in others for name in names(other))}
    assert given_numbers(company, ANN, orders_of(company, block)) == names(block)


def test_new_numbers_begin_beyond_all_that_devices_may_hold(
    company: Company, backup: Backup
) -> None:
    company.policy("numbering.customers", "block")
    company.change("policies", {"key": "numbering.block_size"}, setting="500")
    devices = [new_id() for _ in range(4)]
    for device in devices:
        lease(company, count=500, numbered=Numbered.CUSTOMERS, device=device)
    backup.take()
    # two blocks of each device since, of which none is offered again before others are numbered
    held = [
        lease(company, count=500, numbered=Numbered.CUSTOMERS, device=device)[1]
        for device in devices * 2
    ]
    backup.restore(alone=True)
    company.office.restored()
    fresh = lease(company, BEN, count=500, numbered=Numbered.CUSTOMERS)[1]
    assert fresh.first > max(block.last for block in held)


def test_a_forgotten_block_that_another_device_has_by_now_is_replaced(
    company: Company, backup: Backup
) -> None:
    backup.take()
    request, block = lease(company)
    backup.restore()
    other = LeaseNumbers(numbered=Numbered.ORDERS, device=new_id(), count=SIZE)
    claiming = company.request(other, lane="")
    assert block_of(again(company, BEN, claiming, str(block))) == block
    instead = block_of(again(company, ANN, request, str(block)))
    assert not set(names(instead)) & set(names(block))


@pytest.mark.parametrize(("first", "last"), [(-2, 2), (2, 6), (-2, 6), (1, 3)])
def test_a_forgotten_block_of_which_another_device_has_some_by_now_is_replaced(
    company: Company, backup: Backup, first: int, last: int
) -> None:
    backup.take()
    block = NumberBlock(numbered=Numbered.ORDERS, first=10010, last=10014)
    backup.restore()
    company.change("policies", {"key": "numbering.block_size"}, setting="10")
    theirs = replace(block, first=block.first + first, last=block.first + last)
    body = LeaseNumbers(numbered=Numbered.ORDERS, device=new_id(), count=10)
    claimed = again(company, BEN, company.request(body, lane=""), str(theirs))
    assert block_of(claimed) == theirs
    body = replace(body, device=new_id())
    instead = block_of(again(company, ANN, company.request(body, lane=""), str(block)))
    assert not set(names(instead)) & set(names(theirs))


def test_a_block_is_never_invented(company: Company, backup: Backup) -> None:
    body = LeaseNumbers(numbered=Numbered.ORDERS, device=new_id(), count=SIZE)
    # what orders have by now is no lost block
    for count in (1, 2):
        company.place(company.order(line("A", count)))
    claims = (
        "SO-10001..SO-10002",
        "SO-10100..SO-10120",
        "SO-10020..SO-10001",
        "SO-1..",
        "C-00001..C-00005",
    )
    for claim in claims:
        answer = again(company, ANN, company.request(body, lane=""), claim)
        assert str(block_of(answer)) != claim
        assert block_of(answer).last - block_of(answer).first == SIZE - 1
    assert len({row.first_number for row in company.rows("number_blocks")}) == len(claims)
    del backup


def test_orders_that_come_again_with_numbers_of_a_forgotten_block_keep_them(
    company: Company, backup: Backup
) -> None:
    backup.take()
    _, block = lease(company)
    requests = orders_of(company, block)
    assert given_numbers(company, ANN, requests) == names(block)
    backup.restore()
    for request, number in zip(requests, names(block), strict=True):
        answer = again(company, ANN, request, number)
        assert numbered(answer) == number
        assert not [one for one in answer.report if one.field == REFUSED_NUMBER_FIELD]


def test_numbers_that_went_back_before_a_restore_are_given_to_nobody(
    company: Company, backup: Backup
) -> None:
    backup.take()
    device = new_id()
    request, block = lease(company, device=device)
    unused = replace(block, first=block.first + 2)
    returning = company.request(
        LeaseNumbers(numbered=Numbered.ORDERS, device=device, unused=(unused,)), lane=""
    )
    company.send(ANN, returning)
    company.office.answer_waiting()
    backup.restore()
    theirs = lease(company, BEN)[1]
    assert not set(names(theirs)) & set(names(block))
    # the device offers both again
    assert block_of(again(company, ANN, request, str(block))) == block
    again(company, ANN, returning)
    kept = names(block)[:2]
    given = given_numbers(company, ANN, orders_of(company, block))
    assert given[:2] == kept
    assert not set(given[2:]) & {*names(block), *names(theirs)}


def test_a_lease_between_orders_takes_no_number_of_theirs(company: Company, backup: Backup) -> None:
    body = LeaseNumbers(numbered=Numbered.ORDERS, device=new_id(), count=SIZE)
    orders = [
        company.request(PlaceOrder(order=company.order(line("A", count)))) for count in (1, 2, 2)
    ]
    # the last is a possible duplicate, so a number that was prepared for it goes back
    leases = [company.request(body, lane="") for _ in range(2)]
    company.send(ANN, orders[0], leases[0], orders[1], leases[1], orders[2])
    company.office.answer_waiting()
    blocks = [block_of(company.answer(ANN, request)) for request in leases]
    given = [numbered(company.answer(ANN, request)) for request in orders[:2]]
    assert company.answer(ANN, orders[2]).status is AnswerStatus.IN_CONFLICT
    after = numbered(company.place(company.order(line("A", 4)))[1])
    everything = [*given, after, *names(blocks[0]), *names(blocks[1])]
    assert len(set(everything)) == len(everything)
    del backup
