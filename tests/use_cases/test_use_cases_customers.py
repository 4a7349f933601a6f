"""Customers: opened under a provisional number, changed, deleted, and renamed by the answer."""

# ruff: noqa: ANN401 (a clock that a test moves)

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from smartclient.contract.messages import (
    Answer,
    AnswerStatus,
    CreateCustomer,
    DeleteCustomer,
    UpdateCustomer,
)
from smartclient.domain.errors import BlockedError, NotFoundError, RefusedError
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.sales.customers import Address, EditableField, EditTime, FieldChange
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.tasks import TaskStatus
from smartclient.read_models.records import CustomerRecord
from tests.use_cases.rep_world import (
    BIKE,
    LOGIN,
    REFUSED,
    SHOP,
    WITHDRAWN,
    Rep,
    asked,
    customer,
    data_conflict,
    order_in,
    placed,
    with_quantity,
)

NAME, PHONE, EMAIL, NOTES = (
    EditableField.NAME,
    EditableField.PHONE,
    EditableField.EMAIL,
    EditableField.NOTES,
)


def opened(rep: Rep, name: str = "New Shop") -> CustomerRecord:
    return rep.use_cases.customers.create({NAME: name, PHONE: "555-9"})


def change(field: EditableField, base: str, mine: str) -> FieldChange:
    return FieldChange(field=field, base=base, mine=mine)


def test_a_new_customer_is_tentative_under_a_provisional_number(rep: Rep) -> None:
    where = Address(kind="main", line1="1 Road", city=" Town ")
    record = rep.use_cases.customers.create({NAME: " New Shop "}, where)
    assert record.customer.number == "LI-KXQR-C0001"
    assert record.customer.name == "New Shop"
    assert record.customer.rep == LOGIN
    assert record.confirmed is None
    assert record.tentative
    (request,) = rep.send()
    body = asked(request)
    assert isinstance(body, CreateCustomer)
    assert body.address == replace(where, city="Town")
    assert "New Shop" in [item.name for item in rep.use_cases.customers.search()]


@pytest.mark.parametrize("fields", [{}, {NAME: "  "}, {NAME: "x" * 161}])
def test_a_new_customer_needs_a_name_that_fits(rep: Rep, fields: dict[EditableField, str]) -> None:
    with pytest.raises(RefusedError):
        rep.use_cases.customers.create(fields)


def test_orders_of_a_new_customer_wait_for_it_and_are_renamed_with_it(rep: Rep) -> None:
    number = opened(rep).customer.number
    record = rep.place((BIKE, 1), customer=number)
    draft = rep.use_cases.orders.save_draft(rep.order(customer=number))
    (create,) = rep.send()
    opening, waiting = rep.use_cases.outbox.entries()
    assert waiting.waits_for == opening.task_id
    created = customer("C-7", "New Shop", phone="555-9")
    rep.answer(
        create, Answer(status=AnswerStatus.CONFIRMED, customer=created, customer_number_was=number)
    )
    shown = rep.use_cases.customers.get(CustomerNumber("C-7"))
    assert (shown.confirmed, shown.tentative) == (shown.customer, False)
    assert rep.use_cases.customers.get(number) == shown
    assert rep.shown(record).order.customer == "C-7"
    assert rep.shown(draft).order.customer == "C-7"
    (request,) = rep.send()
    assert request.lane == "C-7"
    assert order_in(request).customer == "C-7"
    rep.confirm(request)
    assert rep.shown(record).state is OrderState.CONFIRMED


def test_a_changed_order_of_a_new_customer_still_waits(rep: Rep) -> None:
    number = opened(rep).customer.number
    record = rep.place((BIKE, 1), customer=number)
    (create,) = rep.send()
    rep.use_cases.orders.amend(with_quantity(record.order, 4))
    assert rep.send() == ()
    rep.answer(create, Answer(status=AnswerStatus.CONFIRMED, customer=customer("C-7")))
    (request,) = rep.send()
    assert order_in(request).lines[0].quantity == 4
    assert order_in(request).customer == "C-7"


def test_an_update_of_a_new_customer_at_head_office_waits_and_is_renamed(rep: Rep) -> None:
    number = opened(rep).customer.number
    (create,) = rep.send()
    rep.use_cases.customers.edit(number, {PHONE: "555-10"})
    assert rep.send() == ()
    created = customer("C-7", "New Shop", phone="555-9")
    rep.answer(create, Answer(status=AnswerStatus.CONFIRMED, customer=created))
    shown = rep.use_cases.customers.get(CustomerNumber("C-7"))
    assert (shown.customer.phone, shown.tentative) == ("555-10", True)
    (update,) = rep.send()
    assert asked(update) == UpdateCustomer(
        number=CustomerNumber("C-7"), changes=(change(PHONE, "555-9", "555-10"),)
    )


def test_a_new_customer_that_was_not_sent_is_changed_in_place(rep: Rep) -> None:
    number = opened(rep).customer.number
    shown = rep.use_cases.customers.edit(number, {NAME: "Newer Shop"})
    assert shown.customer.name == "Newer Shop"
    (request,) = rep.send()
    body = asked(request)
    assert isinstance(body, CreateCustomer)
    assert (body.name, body.phone) == ("Newer Shop", "555-9")


def test_a_new_customer_that_was_not_sent_is_withdrawn_and_gone_then(rep: Rep) -> None:
    number = opened(rep).customer.number
    left = rep.use_cases.customers.delete(number)
    assert left is not None
    assert (left.deleted, left.task) == (True, TaskStatus.TAKING_BACK)
    with pytest.raises(BlockedError):
        rep.place((BIKE, 1), customer=number)
    rep.withdraw()
    with pytest.raises(NotFoundError):
        rep.use_cases.customers.get(number)
    assert rep.use_cases.outbox.entries() == ()


def test_a_new_customer_with_orders_is_not_withdrawn_before_them(rep: Rep) -> None:
    record = opened(rep)
    order = rep.place((BIKE, 1), customer=record.customer.number)
    with pytest.raises(BlockedError):
        rep.use_cases.customers.delete(record.customer.number)
    with pytest.raises(BlockedError):
        rep.use_cases.outbox.undo(rep.use_cases.outbox.entries()[0].request_id)
    rep.use_cases.orders.cancel(order.order.id)
    rep.use_cases.outbox.undo(rep.use_cases.outbox.entries()[0].request_id)
    assert {entry.status for entry in rep.use_cases.outbox.entries()} == {TaskStatus.TAKING_BACK}
    for request in rep.send():
        rep.answer(request, WITHDRAWN)
    assert rep.use_cases.outbox.entries() == ()


def test_orders_of_a_refused_customer_are_stopped_and_sent_when_it_is_corrected(rep: Rep) -> None:
    number = opened(rep).customer.number
    order = rep.place((BIKE, 1), customer=number)
    (create,) = rep.send()
    rep.answer(create, REFUSED)
    shown = rep.use_cases.customers.get(number)
    assert shown.task is TaskStatus.REJECTED
    assert rep.send() == ()
    (stopped,) = rep.use_cases.outbox.entries()
    assert (stopped.status, stopped.arguments) == (TaskStatus.PARKED, {"blocking": "New Shop"})
    with pytest.raises(BlockedError):
        rep.use_cases.outbox.retry(stopped.request_id)
    with pytest.raises(BlockedError):
        rep.place((BIKE, 1), customer=number)
    rep.use_cases.customers.edit(number, {NAME: "Better Shop"})
    (again,) = rep.send()
    assert asked(again) == CreateCustomer(
        provisional_number=number, name="Better Shop", phone="555-9"
    )
    rep.answer(again, Answer(status=AnswerStatus.CONFIRMED, customer=customer("C-7")))
    (request,) = rep.send()
    rep.confirm(request)
    assert rep.shown(order).state is OrderState.CONFIRMED


def test_a_refused_customer_is_deleted_for_good(rep: Rep) -> None:
    number = opened(rep).customer.number
    (create,) = rep.send()
    rep.answer(create, REFUSED)
    assert rep.use_cases.customers.delete(number) is None
    with pytest.raises(NotFoundError):
        rep.use_cases.customers.get(number)


def test_it_is_that_one_uses_the_number_of_the_other(rep: Rep) -> None:
    number = opened(rep).customer.number
    order = rep.place((BIKE, 1), customer=number)
    (create,) = rep.send()
    rep.answer(create, Answer(status=AnswerStatus.AWAITING_DECISION))
    that_one = customer("C-2", "Shop 2")
    rep.answer(create, Answer(status=AnswerStatus.ADJUSTED, customer=that_one))
    assert rep.shown(order).order.customer == "C-2"
    assert len([item for item in rep.use_cases.customers.search() if item.number == "C-2"]) == 1


# changing ---------------------------------------------------------------------------------------


def test_only_what_changed_is_sent_with_what_it_was(rep: Rep) -> None:
    shown = rep.use_cases.customers.edit(SHOP, {PHONE: "555-1111", EMAIL: "shop1@example.org"})
    assert shown.customer.phone == "555-1111"
    assert shown.confirmed is not None
    assert shown.confirmed.phone == "555-0001"
    (request,) = rep.send()
    assert asked(request) == UpdateCustomer(
        number=SHOP, changes=(change(PHONE, "555-0001", "555-1111"),)
    )


def test_nothing_changed_asks_for_nothing(rep: Rep) -> None:
    assert not rep.use_cases.customers.edit(SHOP, {PHONE: " 555-0001 "}).tentative
    assert rep.use_cases.outbox.entries() == ()


def test_changes_not_sent_yet_go_as_one(rep: Rep) -> None:
    rep.use_cases.customers.edit(SHOP, {PHONE: "555-1111"})
    rep.use_cases.customers.edit(SHOP, {PHONE: "555-2222", EMAIL: "new@example.org"})
    (request,) = rep.send()
    body = asked(request)
    assert isinstance(body, UpdateCustomer)
    assert set(body.changes) == {
        change(PHONE, "555-0001", "555-2222"),
        change(EMAIL, "shop1@example.org", "new@example.org"),
    }


def test_each_change_of_a_request_has_its_own_time(rep: Rep, clock: Any) -> None:
    def knowing(offset: float) -> EditTime:
        with rep.store.work() as work:
            work.meta.clock_offset_seconds = offset
            work.commit()
        return EditTime(made_at=clock.now(), clock_offset=round(offset))

    rep.use_cases.customers.edit(SHOP, {PHONE: "555-1111"})
    clock.advance(timedelta(hours=1))
    second = knowing(-90.4)
    rep.use_cases.customers.edit(SHOP, {EMAIL: "a@b.example"})
    clock.advance(timedelta(hours=1))
    third = knowing(7)
    rep.use_cases.customers.edit(SHOP, {NOTES: "New."})
    clock.advance(timedelta(hours=1))
    knowing(8)
    rep.use_cases.customers.edit(SHOP, {PHONE: "555-2222"})
    (request,) = rep.send()
    body = asked(request)
    assert isinstance(body, UpdateCustomer)
    assert {item.field: item.edited for item in body.changes} == {
        PHONE: None,
        EMAIL: second,
        NOTES: third,
    }
    assert (request.made_at, request.clock_offset) == (clock.now(), 8)


def test_a_change_withdrawn_by_hand_is_undone(rep: Rep) -> None:
    rep.use_cases.customers.edit(SHOP, {PHONE: "555-1111"})
    shown = rep.use_cases.customers.edit(SHOP, {PHONE: "555-0001"})
    assert shown.task is TaskStatus.TAKING_BACK
    rep.withdraw()
    assert not rep.use_cases.customers.get(SHOP).tentative


def test_an_update_while_sending_survives_the_reply(rep: Rep) -> None:
    rep.use_cases.customers.edit(SHOP, {PHONE: "555-1111"})
    (first,) = rep.take()
    rep.use_cases.customers.edit(SHOP, {PHONE: "555-2222", NOTES: "Ring twice"})
    held = customer("C-1", phone="555-1111")
    rep.answer(first, Answer(status=AnswerStatus.CONFIRMED, customer=held))
    shown = rep.use_cases.customers.get(SHOP)
    assert (shown.customer.phone, shown.customer.notes) == ("555-2222", "Ring twice")
    assert shown.tentative
    (second,) = rep.send()
    body = asked(second)
    assert isinstance(body, UpdateCustomer)
    assert change(PHONE, "555-1111", "555-2222") in body.changes


def test_another_field_does_not_wait_for_a_conflict(rep: Rep) -> None:
    rep.use_cases.customers.edit(SHOP, {PHONE: "555-1111"})
    (first,) = rep.send()
    conflict = data_conflict(first)
    rep.answer(first, Answer(status=AnswerStatus.IN_CONFLICT, conflict=conflict))
    rep.use_cases.customers.edit(SHOP, {EMAIL: "new@example.org"})
    (second,) = rep.send()
    held = customer("C-1", phone="555-2222", email="new@example.org")
    rep.answer(second, Answer(status=AnswerStatus.CONFIRMED, customer=held))
    shown = rep.use_cases.customers.get(SHOP)
    assert (shown.customer.phone, shown.task) == ("555-1111", TaskStatus.IN_CONFLICT)


def test_a_refused_change_shows_what_head_office_has(rep: Rep) -> None:
    rep.use_cases.customers.edit(SHOP, {PHONE: "555-1111"})
    (first,) = rep.send()
    rep.answer(first, REFUSED)
    shown = rep.use_cases.customers.get(SHOP)
    assert (shown.customer.phone, shown.tentative) == ("555-0001", False)


def test_undoing_a_change_shows_the_customer_as_before(rep: Rep) -> None:
    rep.use_cases.customers.edit(SHOP, {PHONE: "555-1111"})
    rep.use_cases.outbox.undo(rep.use_cases.outbox.entries()[0].request_id)
    assert rep.use_cases.customers.get(SHOP).customer.phone == "555-0001"


# deleting ---------------------------------------------------------------------------------------


def test_a_deleted_customer_is_marked_until_head_office_agrees(rep: Rep) -> None:
    rep.use_cases.customers.edit(SHOP, {PHONE: "555-1111"})
    record = rep.use_cases.customers.delete(SHOP)
    assert record is not None
    assert record.deleted
    with pytest.raises(BlockedError):
        rep.place()
    (request,) = rep.send()
    assert asked(request) == DeleteCustomer(number=SHOP)
    rep.answer(request, Answer(status=AnswerStatus.CONFIRMED, customer_deleted=True))
    with pytest.raises(NotFoundError):
        rep.use_cases.customers.get(SHOP)


def test_a_second_deletion_of_a_customer_has_no_effect(rep: Rep) -> None:
    rep.use_cases.customers.delete(SHOP)
    (first,) = rep.use_cases.outbox.entries()
    for _ in range(2):
        again = rep.use_cases.customers.delete(SHOP)
        assert again is not None
        assert again.deleted
        assert [entry.request_id for entry in rep.use_cases.outbox.entries()] == [first.request_id]
        rep.send()


def test_a_deletion_of_a_customer_that_is_gone_has_no_effect(rep: Rep) -> None:
    rep.use_cases.customers.delete(SHOP)
    (request,) = rep.send()
    gone = Answer(status=AnswerStatus.CONFIRMED, customer=customer(SHOP), customer_deleted=True)
    rep.answer(request, gone)
    assert rep.use_cases.customers.delete(SHOP) is None
    assert not rep.use_cases.outbox.entries()
    with pytest.raises(NotFoundError):
        rep.use_cases.customers.delete(CustomerNumber("C-77"))


def test_a_deletion_of_a_customer_that_left_is_refused(rep: Rep) -> None:
    """Whoever deletes it now is its rep by now."""
    rep.use_cases.customers.edit(SHOP, {PHONE: "555-1111"})
    (request,) = rep.send()
    rep.answer(request, Answer(status=AnswerStatus.CONFIRMED, customer=customer(SHOP)))
    with rep.store.work() as work:
        work.customers.remove(SHOP)
        work.commit()
    with pytest.raises(NotFoundError):
        rep.use_cases.customers.delete(SHOP)


def test_a_refused_deletion_leaves_the_customer(rep: Rep) -> None:
    rep.use_cases.customers.delete(SHOP)
    (request,) = rep.send()
    rep.answer(request, REFUSED)
    shown = rep.use_cases.customers.get(SHOP)
    assert not shown.deleted
    assert not shown.tentative


def test_a_customer_with_unanswered_orders_is_not_deleted(rep: Rep) -> None:
    rep.place()
    with pytest.raises(BlockedError):
        rep.use_cases.customers.delete(SHOP)


def test_a_customer_in_conflict_is_not_deleted(rep: Rep) -> None:
    rep.use_cases.customers.edit(SHOP, {PHONE: "555-1111"})
    (first,) = rep.send()
    rep.answer(first, Answer(status=AnswerStatus.IN_CONFLICT, conflict=data_conflict(first)))
    with pytest.raises(BlockedError):
        rep.use_cases.customers.delete(SHOP)


def test_a_new_customer_at_head_office_is_deleted_after_it_is_opened(rep: Rep) -> None:
    number = opened(rep).customer.number
    (create,) = rep.send()
    record = rep.use_cases.customers.delete(number)
    assert record is not None
    assert record.deleted
    assert rep.send() == ()
    rep.answer(create, Answer(status=AnswerStatus.CONFIRMED, customer=customer("C-7")))
    assert rep.use_cases.customers.get(CustomerNumber("C-7")).deleted
    (request,) = rep.send()
    assert asked(request) == DeleteCustomer(number=CustomerNumber("C-7"))


def test_an_order_at_head_office_is_answered_after_its_customer_was_renumbered(rep: Rep) -> None:
    number = opened(rep).customer.number
    record = rep.place((BIKE, 1), customer=number)
    (create,) = rep.send()
    rep.answer(create, Answer(status=AnswerStatus.CONFIRMED, customer=customer("C-7")))
    (request,) = rep.send()
    rep.answer(request, Answer(status=AnswerStatus.CONFIRMED, order=placed(request)))
    assert rep.shown(record).order.customer == "C-7"


def test_a_customer_opened_and_deleted_again_is_gone(rep: Rep) -> None:
    opened(rep)
    (create,) = rep.send()
    rep.answer(create, Answer(status=AnswerStatus.CONFIRMED, customer=customer("C-7")))
    rep.use_cases.customers.delete(CustomerNumber("C-7"))
    (request,) = rep.send()
    rep.answer(request, Answer(status=AnswerStatus.CONFIRMED, customer_deleted=True))
    assert [item.number for item in rep.use_cases.customers.search()] == ["C-1", "C-2"]


def test_a_customer_that_is_not_to_be_opened_after_all_is_gone(rep: Rep) -> None:
    opened(rep)
    (create,) = rep.send()
    rep.answer(create, Answer(status=AnswerStatus.CONFIRMED))
    assert [item.number for item in rep.use_cases.customers.search()] == ["C-1", "C-2"]
