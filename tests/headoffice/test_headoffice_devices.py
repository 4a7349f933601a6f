"""Devices at head office: each has a code of its own, and a copy is noticed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert

from smartclient.contract.devices import AssignedDevice, DeviceClaim
from smartclient.contract.messages import Answer, AnswerStatus, CreateCustomer, PlaceOrder, Request
from smartclient.contract.operations import PulseRequest
from smartclient.domain.devices import CODE_LENGTH, provisional_number
from smartclient.domain.errors import ContendedError
from smartclient.domain.ids import CustomerNumber, new_id
from smartclient.domain.sales.orders import Order
from smartclient.headoffice import handlers
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.inbox.inbox import Incoming, PassedOn
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction
from tests.office_company import ANN, BEN, TODAY, Company, line

DAY = timedelta(days=1)
NUMBER = provisional_number("AN", "7K2Q", 5)


class Device:
    """A device that keeps what head office said to it, as a store does."""

    def __init__(self, company: Company, login: str = ANN) -> None:
        self.company = company
        self.login = login
        self.hello = DeviceClaim(id=new_id(), name="laptop")

    def say(self) -> AssignedDevice:
        """Say hello, and keep nothing of the answer: the program ends at that moment."""
        link = self.company.link(self.login)
        generation = link.pulse(PulseRequest()).generation
        known = self.hello if self.hello.generation else replace(self.hello, generation=generation)
        assigned = link.pulse(PulseRequest(clock=self.company.clock.now(), device=known)).device
        assert assigned is not None
        return assigned

    def contact(self, numbers: int = 0) -> AssignedDevice:
        """Say hello with so many more numbers given, and keep the answer."""
        self.hello = replace(self.hello, numbers=self.hello.numbers + numbers)
        assigned = self.say()
        if not assigned.is_copy:
            self.hello = replace(self.hello, code=assigned.code, token=assigned.token)
        return assigned

    def copied(self) -> "Device":
        copy = Device(self.company, self.login)
        copy.hello = self.hello
        return copy


def test_every_device_in_the_company_has_a_code_of_its_own(company: Company) -> None:
    codes = [Device(company, login).contact().code for login in (ANN, ANN, BEN)]
    assert len(set(codes)) == len(codes)
    assert {len(code) for code in codes} == {CODE_LENGTH}


def test_a_device_keeps_its_code_and_gets_a_token_each_time(company: Company) -> None:
    device = Device(company)
    assigned = [device.contact(numbers=1) for _ in range(3)]
    assert len({item.code for item in assigned}) == 1
    assert len({item.token for item in assigned}) == len(assigned)


def test_an_answer_that_was_lost_makes_no_copy(company: Company) -> None:
    device = Device(company)
    first = device.say()
    device.contact()
    device.say()
    device.say()
    assert not device.contact(numbers=1).is_copy
    assert device.hello.code == first.code


def test_a_device_put_back_from_a_copy_is_noticed(company: Company) -> None:
    device = Device(company)
    device.contact()
    backup = device.copied()
    device.contact()
    device.contact()
    assert backup.contact() == AssignedDevice(is_copy=True)
    assert not device.contact().is_copy


def test_a_copy_that_gave_fewer_numbers_is_noticed_at_once(company: Company) -> None:
    device = Device(company)
    device.contact()
    backup = device.copied()
    device.contact(numbers=1)
    assert backup.contact().is_copy


def test_of_two_that_go_on_alike_the_later_is_the_copy(company: Company) -> None:
    device = Device(company)
    device.contact()
    twin = device.copied()
    device.contact()
    assert not twin.contact(numbers=1).is_copy, "head office takes it for an answer that was lost"
    assert device.contact().is_copy


def test_another_login_can_not_take_a_device(company: Company) -> None:
    mine = Device(company, ANN)
    mine.contact()
    theirs = Device(company, BEN)
    theirs.hello = replace(theirs.hello, id=mine.hello.id)
    assert theirs.contact().code != mine.hello.code
    assert not mine.contact().is_copy


def test_a_head_office_that_was_restored_takes_no_device_for_a_copy(company: Company) -> None:
    device = Device(company)
    device.contact(numbers=3)
    epoch = company.link(ANN).pulse(PulseRequest()).generation
    device.hello = replace(device.hello, generation=epoch, token=new_id(), numbers=1)
    with audited_transaction(company.office.engine, actor="", at=company.clock.now()) as connection:
        schema.write_new_epoch(connection)
    assigned = device.contact()
    assert (assigned.is_copy, assigned.code) == (False, device.hello.code)


def test_a_device_that_head_office_forgot_keeps_its_code_if_it_is_free(company: Company) -> None:
    device = Device(company)
    device.hello = replace(device.hello, code="7K2Q", token=new_id(), numbers=8)
    assert device.contact().code == "7K2Q"
    other = Device(company)
    other.hello = replace(other.hello, code="7K2Q")
    assert other.contact().code != "7K2Q"


@pytest.mark.parametrize("code", ["", "0OIL", "7K2", "7K2QX", "7k2q", "'; --"])
def test_a_code_that_is_none_is_not_taken(company: Company, code: str) -> None:
    device = Device(company)
    device.hello = replace(device.hello, code=code)
    assert device.contact().code != code


def sent_by(company: Company, device: Device, order: Order) -> Request:
    request = replace(company.request(PlaceOrder(order=order)), device=device.hello.id)
    company.send(ANN, request)
    company.office.answer_waiting()
    return request


def dated(company: Company, days: int) -> Order:
    return replace(company.order(line("A", 1)), order_date=TODAY - days * DAY)


def test_a_day_is_doubted_by_what_its_own_device_had_left_to_send(company: Company) -> None:
    idle, busy = Device(company), Device(company)
    for device, is_idle in ((idle, True), (busy, False)):
        device.hello = replace(device.hello, is_idle=is_idle)
        device.contact()
    company.clock.advance(DAY)  # type: ignore[attr-defined]
    doubted = company.answer(ANN, sent_by(company, idle, dated(company, 3)))
    assert doubted.order is not None
    assert doubted.order.order.order_date == TODAY + DAY
    believed = company.answer(ANN, sent_by(company, busy, dated(company, 3)))
    assert believed.order is not None
    assert believed.order.order.order_date == TODAY - 3 * DAY


def test_a_number_that_two_orders_have_is_reported(company: Company) -> None:
    orders = [replace(company.order(line("A", n)), provisional_number=NUMBER) for n in (1, 2)]
    requests = [company.request(PlaceOrder(order=order)) for order in orders]
    company.send(ANN, *requests)
    company.office.answer_waiting()
    first, second = (company.answer(ANN, request) for request in requests)
    assert first.status is AnswerStatus.CONFIRMED
    assert first.order is not None
    assert second.status is AnswerStatus.ADJUSTED
    assert [(item.field, item.before, item.after) for item in second.report] == [
        ("provisional_number", NUMBER, first.order.number)
    ]
    assert company.count("orders") == len(requests)
    _, third = company.place(replace(company.order(line("A", 3)), provisional_number=NUMBER))
    assert third.status is AnswerStatus.ADJUSTED


def test_a_number_that_another_worker_gave_meanwhile_is_not_taken_from_its_order(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = handlers.HANDLERS[PlaceOrder]

    def beside(incoming: Incoming, body: PlaceOrder, work: WorkerTransaction) -> Answer | PassedOn:
        answer = place(incoming, body, work)
        names = company.tables.provisional_numbers
        row = {"rep": ANN, "provisional_number": NUMBER, "order_id": new_id()}
        work.connection.execute(insert(names).values(row))
        return answer

    order = replace(company.order(line("A", 1)), provisional_number=NUMBER)
    company.send(ANN, company.request(PlaceOrder(order=order)))
    with monkeypatch.context() as meanwhile:
        meanwhile.setitem(handlers.HANDLERS, PlaceOrder, beside)
        with pytest.raises(ContendedError, match="writing at the moment"):
            company.office.answer_waiting()
    assert company.count("orders") == company.count("provisional_numbers") == 0
    company.office.answer_waiting()
    assert company.count("orders", order_id=order.id) == 1


@pytest.mark.parametrize("number", [provisional_number("AN", "7K2Q", 1, "C"), "C-AN-0001"])
def test_a_customer_that_a_copy_opened_is_changed_and_not_opened_twice(
    company: Company, number: str
) -> None:
    was = CreateCustomer(
        provisional_number=CustomerNumber(number), name="Hill Cycles", phone="555-1", notes="New."
    )
    before = company.count("customers")
    older, opened = company.ask(ANN, was, lane=number)
    assert opened.customer is not None
    company.change_customer(opened.customer.number, notes="Pays late.")
    _, answer = company.ask(ANN, replace(was, phone="555-2"), lane=number, withdraws=(older.id,))
    assert answer.status is AnswerStatus.CONFIRMED
    assert answer.customer is not None
    assert (answer.customer.number, answer.customer.phone, answer.customer.notes) == (
        opened.customer.number,
        "555-2",
        "Pays late.",
    )
    assert company.count("customers") == before + 1


def test_a_customer_is_not_taken_for_another_that_has_its_number(company: Company) -> None:
    number = CustomerNumber(provisional_number("AN", "7K2Q", 1, "C"))
    first, second = (
        company.ask(ANN, CreateCustomer(provisional_number=number, name=name), lane=number)
        for name in ("Hill Cycles", "Valley Wheels")
    )
    assert first[1].status is AnswerStatus.CONFIRMED
    assert second[1].status is AnswerStatus.REJECTED
    assert second[1].arguments["number"] == number
