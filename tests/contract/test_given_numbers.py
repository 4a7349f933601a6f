"""Numbers that a device gives for good: kept where it may give them, else replaced and reported."""

from dataclasses import replace

import pytest

from smartclient.contract.messages import (
    AnswerStatus,
    CreateCustomer,
    PlaceOrder,
)
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
from smartclient.domain.sales.orders import OrderState
from tests.contract.numbered import choose, code_of, now, report_of
from tests.contract.synced_laptop import SyncedLaptop
from tests.office_company import ANN, BEN, BENS, SHOP, Company, line

AT_ONCE = (NumberWay.GUID, NumberWay.PREFIX)


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
