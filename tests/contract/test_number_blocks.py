"""Blocks of numbers that a device takes ahead: each number once, and to nobody else."""

from dataclasses import replace

import pytest

from smartclient.contract.messages import (
    Answer,
    AnswerStatus,
    Reply,
)
from smartclient.contract.number_blocks import LeaseNumbers
from smartclient.domain.ids import CustomerNumber, new_id
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.given_numbers import (
    Numbered,
    NumberWay,
    is_final,
)
from smartclient.domain.sales.number_blocks import NumberBlock, left_of
from smartclient.domain.sales.orders import OrderState
from smartclient.use_cases.replies.numbers_reply import apply_numbers_reply
from tests.contract.numbered import choose, now, report_of
from tests.contract.synced_laptop import SyncedLaptop
from tests.office_company import ANN, BEN, BENS, Company, line


def left(laptop: SyncedLaptop, numbered: Numbered = Numbered.ORDERS) -> int:
    with laptop.store.view() as view:
        return left_of(view.meta.number_blocks, numbered)


def used(company: Company) -> list[str]:
    return sorted(row.number for row in company.rows("orders"))


def test_a_device_takes_a_block_ahead_and_gives_its_numbers_offline(
    company: Company, laptop: SyncedLaptop
) -> None:
    company.policy("numbering.block_size", "3")
    choose(company, laptop, NumberWay.BLOCK)
    assert left(laptop) == left(laptop, Numbered.CUSTOMERS) == 3
    bakery = laptop.use_cases.customers.create({EditableField.NAME: "Bakery"}).customer.number
    placed = [laptop.order(customer=bakery), laptop.order(quantity=2), laptop.order(quantity=3)]
    numbers = [record.order.provisional_number for record in placed]
    assert numbers == ["SO-10001", "SO-10002", "SO-10003"]
    assert bakery == "C-00001"
    # the block is used up, and nobody waits for another one
    fourth = laptop.order(quantity=4).order.provisional_number
    assert not is_final(Numbered.ORDERS, fourth)
    # what others order is numbered beyond the block
    theirs = company.place(company.order(customer=BENS), BEN)[1].order
    assert theirs is not None
    assert theirs.number == "SO-10004"
    laptop.sync()
    assert [now(laptop, record).number for record in placed] == numbers
    assert {now(laptop, record).state for record in placed} == {OrderState.CONFIRMED}
    assert laptop.use_cases.customers.get(CustomerNumber("C-00001")).task is None
    assert left(laptop) == 3
    assert len(set(used(company))) == company.count("orders") == 5


def test_a_block_is_taken_before_the_last_one_is_used_up(
    company: Company, laptop: SyncedLaptop
) -> None:
    company.policy("numbering.block_size", "4")
    choose(company, laptop, NumberWay.BLOCK)
    laptop.order()
    laptop.sync()
    assert left(laptop) == 3
    laptop.order(quantity=2)
    laptop.sync()
    assert left(laptop) == 2 + 4


def test_what_is_left_is_given_back_when_another_way_is_chosen_and_is_given_to_nobody(
    company: Company, laptop: SyncedLaptop
) -> None:
    company.policy("numbering.block_size", "5")
    choose(company, laptop, NumberWay.BLOCK)
    placed = laptop.order()
    for numbered in Numbered:
        company.change("policies", {"key": f"numbering.{numbered}"}, setting="temporary")
    laptop.sync()
    assert left(laptop) == left(laptop, Numbered.CUSTOMERS) == 0
    assert now(laptop, placed).number == "SO-10001"
    assert [
        (row.numbered, row.first_number, row.unused_from) for row in company.rows("number_blocks")
    ] == [("orders", 10001, 10002), ("customers", 1, 1)]
    late = replace(company.order(line("A", 9)), provisional_number="SO-10003")
    _, answer = company.place(late)
    assert answer.order is not None
    assert report_of(answer) == [("SO-10003", "SO-10006")]


def test_a_number_of_another_reps_block_is_replaced_and_reported(
    company: Company, laptop: SyncedLaptop
) -> None:
    choose(company, laptop, NumberWay.BLOCK)
    theirs = replace(company.order(customer=BENS), provisional_number="SO-10002")
    _, answer = company.place(theirs, BEN)
    assert answer.order is not None
    assert report_of(answer) == [("SO-10002", answer.order.number)]
    assert answer.order.number == "SO-10021"


@pytest.mark.parametrize("number", ["SO-10002", "SO-10500", "SO-00001"])
def test_a_number_of_head_offices_own_that_no_device_was_given_is_replaced_and_reported(
    company: Company, laptop: SyncedLaptop, number: str
) -> None:
    placed = replace(company.order(), provisional_number=number)
    _, answer = company.place(placed)
    assert answer.order is not None
    assert answer.order.number == "SO-10001"
    # what has the form of none of head office's own is a provisional number like any other
    is_its_own = number != "SO-00001"
    assert report_of(answer) == ([(number, "SO-10001")] if is_its_own else [])
    del laptop


def test_a_number_that_stands_on_the_paper_of_an_earlier_order_is_not_given_to_the_next(
    company: Company, laptop: SyncedLaptop
) -> None:
    number = "SO-10003"
    first, second = (
        replace(company.order(line("A", count)), provisional_number=number) for count in (1, 2)
    )
    # nobody had it when the first came with it, and the sender may give it by now
    assert company.place(first)[1].status is AnswerStatus.ADJUSTED
    company.policy("numbering.orders", "block")
    lease = LeaseNumbers(numbered=Numbered.ORDERS, device=new_id(), count=5)
    block = company.ask(ANN, lease, lane="")[1].block
    assert block == NumberBlock(numbered=Numbered.ORDERS, first=10002, last=10006)
    _, answer = company.place(second)
    assert answer.order is not None
    assert report_of(answer) == [(number, answer.order.number)]
    assert company.count("orders", number=number) == 0
    del laptop


def test_a_device_gives_back_nothing_of_another_device_of_its_rep(
    company: Company, laptop: SyncedLaptop
) -> None:
    company.policy("numbering.orders", "block")
    lease = LeaseNumbers(numbered=Numbered.ORDERS, device=new_id(), count=5)
    block = company.ask(ANN, lease, lane="")[1].block
    assert block is not None
    other = LeaseNumbers(numbered=Numbered.ORDERS, device=new_id(), unused=(block,))
    assert company.ask(ANN, other, lane="")[1].status is AnswerStatus.CONFIRMED
    assert [row.unused_from for row in company.rows("number_blocks")] == [None]
    del laptop


def test_nobody_gets_more_than_a_block_or_one_that_the_policy_does_not_give(
    company: Company, laptop: SyncedLaptop
) -> None:
    lease = LeaseNumbers(numbered=Numbered.ORDERS, device=new_id(), count=1_000_000)
    assert company.ask(ANN, lease, lane="")[1].status is AnswerStatus.REJECTED
    company.policy("numbering.orders", "block")
    _, answer = company.ask(ANN, lease, lane="")
    assert answer.block == NumberBlock(numbered=Numbered.ORDERS, first=10001, last=10020)
    nobody = replace(lease, device="nobody")
    assert company.ask(ANN, nobody, lane="")[1].status is AnswerStatus.REJECTED
    not_theirs = LeaseNumbers(
        numbered=Numbered.ORDERS,
        device=lease.device,
        unused=(NumberBlock(numbered=Numbered.ORDERS, first=10001, last=10020),),
    )
    assert company.ask(BEN, not_theirs, lane="")[1].status is AnswerStatus.CONFIRMED
    assert [row.unused_from for row in company.rows("number_blocks")] == [None]
    del laptop


def answer_again(laptop: SyncedLaptop, first: int | None = None) -> None:
    """Apply the answer about the block of orders again, with another block where one is named."""
    with laptop.store.work() as work:
        (held, *_) = (each for each in work.meta.number_blocks if each.numbered == "orders")
        begin = held.first if first is None else first
        block = NumberBlock(numbered=held.numbered, first=begin, last=begin + 2)
        answer = Answer(status=AnswerStatus.CONFIRMED, block=block)
        at = laptop.clock.now()
        reply = Reply(request_id=held.lease, row_version=1, answered_at=at, answer=answer)
        apply_numbers_reply(work, reply)
        work.commit()


@pytest.fixture
def with_block(company: Company, laptop: SyncedLaptop) -> SyncedLaptop:
    """A laptop that holds a block of three, and gave its first number."""
    company.policy("numbering.block_size", "3")
    choose(company, laptop, NumberWay.BLOCK)
    assert laptop.order().order.provisional_number == "SO-10001"
    return laptop


def test_the_same_answer_again_gives_no_number_a_second_time(with_block: SyncedLaptop) -> None:
    answer_again(with_block)
    assert left(with_block) == 2
    assert with_block.order(quantity=2).order.provisional_number == "SO-10002"


def test_of_a_lease_that_is_answered_otherwise_after_a_restore_the_last_block_counts(
    with_block: SyncedLaptop,
) -> None:
    answer_again(with_block, 10_501)
    assert left(with_block) == 3
    assert with_block.order(quantity=2).order.provisional_number == "SO-10501"


def test_a_block_for_the_device_that_this_one_is_a_copy_of_is_given_nothing_of(
    with_block: SyncedLaptop,
) -> None:
    with with_block.store.work() as work:
        work.numbering.become_another_device()
        work.commit()
    answer_again(with_block, 10_501)
    assert left(with_block) == 0
