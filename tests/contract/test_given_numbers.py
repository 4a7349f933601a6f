"""Numbers that a device gives for good: kept where it may give them, else replaced and reported."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from smartclient.contract.messages import Answer, AnswerStatus, CreateCustomer, PlaceOrder
from smartclient.contract.number_blocks import LeaseNumbers
from smartclient.domain.ids import CustomerNumber, new_id
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.given_numbers import (
    NEW_LETTERS,
    Numbered,
    NumberWay,
    guid_number,
    is_final,
    prefixed_number,
)
from smartclient.domain.sales.number_blocks import NumberBlock, left_of
from smartclient.domain.sales.order_diff import REFUSED_NUMBER_FIELD
from smartclient.domain.sales.orders import OrderState
from smartclient.read_models.records import OrderRecord
from tests.contract.synced_laptop import SyncedLaptop
from tests.office_company import ANN, BEN, BENS, SHOP, Company, line

AT_ONCE = (NumberWay.GUID, NumberWay.PREFIX)


@pytest.fixture
def laptop(company: Company, tmp_path: Path) -> Iterator[SyncedLaptop]:
    laptop = SyncedLaptop(company, tmp_path / "laptop")
    yield laptop
    laptop.store.close()


def choose(company: Company, laptop: SyncedLaptop, way: NumberWay) -> None:
    for numbered in Numbered:
        company.policy(f"numbering.{numbered}", str(way))
    laptop.sync()


def now(laptop: SyncedLaptop, order: OrderRecord) -> OrderRecord:
    return laptop.use_cases.orders.get(order.order.id)


def report_of(answer: Answer) -> list[tuple[str, str]]:
    return [
        (change.before, change.after)
        for change in answer.report
        if change.field == REFUSED_NUMBER_FIELD
    ]


def code_of(laptop: SyncedLaptop) -> str:
    with laptop.store.view() as view:
        return view.meta.device_code


@pytest.mark.parametrize("way", AT_ONCE)
def test_a_number_given_at_once_is_the_one_that_is_confirmed(
    company: Company, laptop: SyncedLaptop, way: NumberWay
) -> None:
    choose(company, laptop, way)
    placed = laptop.order()
    number = placed.order.provisional_number
    assert is_final(Numbered.ORDERS, number)
    assert (placed.number, placed.state) == ("", OrderState.TENTATIVE)
    laptop.sync()
    confirmed = now(laptop, placed)
    assert (confirmed.number, confirmed.state) == (number, OrderState.CONFIRMED)
    assert not confirmed.adjusted


@pytest.mark.parametrize("way", AT_ONCE)
def test_a_new_customer_keeps_its_number_and_its_orders(
    company: Company, laptop: SyncedLaptop, way: NumberWay
) -> None:
    choose(company, laptop, way)
    created = laptop.use_cases.customers.create({EditableField.NAME: "Bakery"})
    number = created.customer.number
    assert is_final(Numbered.CUSTOMERS, number)
    placed = laptop.order(customer=number)
    laptop.sync()
    found = laptop.use_cases.customers.get(number)
    assert found.confirmed is not None
    assert found.task is None
    assert now(laptop, placed).state is OrderState.CONFIRMED
    assert now(laptop, placed).order.customer == number


def test_what_head_office_numbers_has_no_number_before_it_answers(
    company: Company, laptop: SyncedLaptop
) -> None:
    choose(company, laptop, NumberWay.SERVER)
    placed = laptop.order()
    assert placed.order.provisional_number.startswith(f"{NEW_LETTERS}-")
    laptop.sync()
    assert now(laptop, placed).number.startswith("SO-1")


@pytest.mark.parametrize("way", AT_ONCE)
def test_a_number_that_was_given_stays_when_another_way_is_chosen(
    company: Company, laptop: SyncedLaptop, way: NumberWay
) -> None:
    choose(company, laptop, way)
    placed = laptop.order()
    company.change("policies", {"key": "numbering.orders"}, setting=str(NumberWay.TEMPORARY))
    laptop.sync()
    assert now(laptop, placed).number == placed.order.provisional_number
    later = laptop.order()
    assert not is_final(Numbered.ORDERS, later.order.provisional_number)


def test_a_number_of_another_reps_device_is_replaced_and_reported(
    company: Company, laptop: SyncedLaptop
) -> None:
    laptop.sync()
    number = prefixed_number(Numbered.ORDERS, code_of(laptop), 1)
    order = replace(company.order(customer=BENS), provisional_number=number)
    _, answer = company.place(order, BEN)
    assert answer.order is not None
    assert answer.status is AnswerStatus.ADJUSTED
    assert answer.order.number.startswith("SO-1")
    assert report_of(answer) == [(number, answer.order.number)]


def test_the_second_order_of_a_number_gets_another_one_and_nothing_is_lost(
    company: Company, laptop: SyncedLaptop
) -> None:
    laptop.sync()
    number = prefixed_number(Numbered.ORDERS, code_of(laptop), 1)
    first, second = (
        replace(company.order(line("A", count)), provisional_number=number) for count in (1, 2)
    )
    assert company.place(first)[1].status is AnswerStatus.CONFIRMED
    _, answer = company.place(second)
    assert answer.order is not None
    assert answer.status is AnswerStatus.ADJUSTED
    assert answer.order.number != number
    assert report_of(answer) == [(number, answer.order.number)]
    assert company.count("orders", number=number) == 1
    assert company.count("orders", customer=SHOP) == 2


def test_an_order_of_a_number_that_another_reps_order_has_gets_another_one(
    company: Company, laptop: SyncedLaptop
) -> None:
    number = guid_number(Numbered.ORDERS, new_id())
    theirs = replace(company.order(customer=BENS), provisional_number=number)
    assert company.place(theirs, BEN)[1].status is AnswerStatus.CONFIRMED
    _, answer = company.place(replace(company.order(), provisional_number=number))
    assert answer.order is not None
    assert answer.status is AnswerStatus.ADJUSTED
    assert report_of(answer) == [(number, answer.order.number)]
    assert answer.order.number.startswith("SO-1")
    assert company.count("orders", number=number) == 1
    del laptop


def test_two_orders_of_a_number_in_one_batch_get_one_each(
    company: Company, laptop: SyncedLaptop
) -> None:
    laptop.sync()
    number = prefixed_number(Numbered.ORDERS, code_of(laptop), 1)
    orders = [
        replace(company.order(line("A", count)), provisional_number=number) for count in (1, 2, 3)
    ]
    requests = [company.request(PlaceOrder(order=order)) for order in orders]
    company.send(ANN, *requests)
    company.office.answer_waiting()
    answers = [company.answer(ANN, request) for request in requests]
    numbers = [answer.order.number for answer in answers if answer.order is not None]
    assert len(set(numbers)) == 3
    assert numbers.count(number) == 1


def test_the_second_customer_of_a_number_is_refused_so_that_its_orders_do_not_go_to_the_first(
    company: Company, laptop: SyncedLaptop
) -> None:
    laptop.sync()
    number = CustomerNumber(prefixed_number(Numbered.CUSTOMERS, code_of(laptop), 1))
    for name, status in (("Bakery", AnswerStatus.CONFIRMED), ("Butcher", AnswerStatus.REJECTED)):
        body = CreateCustomer(provisional_number=number, name=name)
        assert company.ask(ANN, body, lane=number)[1].status is status
    assert company.rows("customers", number=number)[0].name == "Bakery"


def test_a_customer_number_that_somebody_else_has_is_replaced_and_reported(
    company: Company, laptop: SyncedLaptop
) -> None:
    laptop.sync()
    number = prefixed_number(Numbered.CUSTOMERS, code_of(laptop), 1)
    company.add(
        "customers",
        {"number": number, "name": "Imported", "rep": BEN, "territory": "South"},
    )
    body = CreateCustomer(provisional_number=CustomerNumber(number), name="Bakery")
    _, answer = company.ask(ANN, body, lane=number)
    assert answer.customer is not None
    assert answer.status is AnswerStatus.ADJUSTED
    assert answer.customer.number != number
    assert report_of(answer) == [(number, answer.customer.number)]


# blocks that a device takes ahead ---------------------------------------------------------------


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
