"""Undo: of every kind of task, before and after head office has answered."""

from dataclasses import replace

import pytest

from smartclient.contract.messages import (
    AmendOrder,
    Answer,
    AnswerStatus,
    CancelOrder,
    CreateCustomer,
    PlaceOrder,
    Request,
    UpdateCustomer,
    Withdraw,
)
from smartclient.domain.errors import RefusedError
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import OrderState, PlacedOrder
from smartclient.domain.steps import StepStatus
from smartclient.domain.tasks import TaskKind
from smartclient.domain.undoing import (
    COMPENSATING,
    COMPENSATIONS,
    TakeBackEffect,
    take_back_effect,
)
from smartclient.read_models.tasks import TaskView
from smartclient.use_cases.commands.compensate import can_be_compensated
from tests.use_cases.rep_world import (
    BIKE,
    HELMET,
    REFUSED,
    SHOP,
    WITHDRAWN,
    Rep,
    asked,
    customer,
    data_conflict,
    placed,
    with_quantity,
)

CONFIRMED = AnswerStatus.CONFIRMED


def newest(rep: Rep) -> TaskView:
    return rep.use_cases.tasks.newest(1)[0]


def change_phone(rep: Rep, phone: str = "555-8") -> Request:
    """Change a customer's phone number, and hand that over."""
    rep.use_cases.customers.edit(SHOP, {EditableField.PHONE: phone})
    (request,) = rep.send()
    return request


def confirm_customer(rep: Rep, request: Request, **fields: str) -> None:
    rep.answer(request, Answer(status=CONFIRMED, customer=customer(SHOP, "Shop 1", **fields)))


def undo(rep: Rep, task: TaskView) -> Request:
    """Take a task back, and return the one request that does it."""
    rep.use_cases.tasks.take_back(task.id)
    (request,) = rep.send()
    return request


def is_taken_back(rep: Rep, task: TaskView) -> bool:
    return rep.use_cases.tasks.get(task.id).status is StepStatus.TAKEN_BACK


def effect(task: TaskView) -> TakeBackEffect:
    return task.forward[0].if_taken_back


def test_every_kind_has_an_effect_in_every_status_that_says_what_happens() -> None:
    for kind in TaskKind:
        assert can_be_compensated(kind) is (kind in COMPENSATIONS)
        for status in StepStatus:
            found = take_back_effect(kind, status, was_sent=True)
            assert (found in COMPENSATING) is (
                status is StepStatus.CONFIRMED and kind in COMPENSATIONS
            )
            over = status in {StepStatus.REFUSED, StepStatus.TAKEN_BACK, StepStatus.TAKING_BACK}
            if status is not StepStatus.CONFIRMED:
                assert (found is TakeBackEffect.NONE) is over


def test_what_was_sent_is_withdrawn_and_ends_as_never_done(rep: Rep) -> None:
    change_phone(rep)
    task = newest(rep)
    assert effect(task) is TakeBackEffect.WITHDRAWN

    withdrawal = undo(rep, task)
    assert isinstance(asked(withdrawal), Withdraw)
    assert rep.use_cases.customers.get(SHOP).customer.phone == "555-0001"
    rep.answer(withdrawal, WITHDRAWN)
    assert is_taken_back(rep, task)


def test_the_undo_of_what_is_being_sent_at_this_moment_survives_its_receipt(rep: Rep) -> None:
    rep.use_cases.customers.edit(SHOP, {EditableField.PHONE: "555-8"})
    (request,) = rep.take()
    task = newest(rep)
    rep.use_cases.tasks.take_back(task.id)
    rep.acknowledge(request)
    confirm_customer(rep, request, phone="555-8")
    assert [one.kind for one in rep.send()] == ["withdraw", "update_customer"]


def test_a_withdrawal_that_is_too_late_is_followed_by_a_change_back(rep: Rep) -> None:
    request = change_phone(rep)
    task = newest(rep)
    withdrawal = undo(rep, task)
    changed = Answer(status=CONFIRMED, customer=customer(SHOP, phone="555-8"))
    rep.answer(request, changed)
    (back,) = rep.send()
    rep.answer(withdrawal, changed)

    body = asked(back)
    assert isinstance(body, UpdateCustomer)
    assert [(change.field, change.mine) for change in body.changes] == [("phone", "555-0001")]
    confirm_customer(rep, back, phone="555-0001")
    assert is_taken_back(rep, task)


def test_a_change_in_conflict_is_withdrawn(rep: Rep) -> None:
    request = change_phone(rep)
    conflict = data_conflict(request)
    rep.answer(request, Answer(status=AnswerStatus.IN_CONFLICT, conflict=conflict))
    task = newest(rep)

    withdrawal = undo(rep, task)
    assert asked(withdrawal) == Withdraw(requests=(request.id,))
    assert rep.use_cases.conflicts.waiting() == ()
    rep.answer(withdrawal, WITHDRAWN)
    assert is_taken_back(rep, task)


def test_undoing_is_refused_where_it_is_under_way_or_over(rep: Rep) -> None:
    change_phone(rep)
    task = newest(rep)
    withdrawal = undo(rep, task)
    with pytest.raises(RefusedError, match="being taken back already"):
        rep.use_cases.tasks.take_back(task.id)
    assert rep.send() == ()
    rep.answer(withdrawal, WITHDRAWN)
    with pytest.raises(RefusedError, match="nothing left"):
        rep.use_cases.tasks.take_back(task.id)


def test_a_confirmed_change_is_changed_back_where_nobody_changed_it_again(rep: Rep) -> None:
    rep.use_cases.customers.edit(SHOP, {EditableField.PHONE: "555-8", EditableField.CONTACT: "Amy"})
    task = newest(rep)
    (request,) = rep.send()
    confirm_customer(rep, request, phone="555-8", contact="Amy", email="shop1@example.org")
    again = change_phone(rep, "555-9")
    confirm_customer(rep, again, phone="555-9", contact="Amy", email="shop1@example.org")

    task = rep.use_cases.tasks.get(task.id)
    assert effect(task) is TakeBackEffect.CHANGED_BACK
    assert task.forward[0].stays == ("phone",)
    body = asked(undo(rep, task))
    assert isinstance(body, UpdateCustomer)
    assert [(change.field, change.base, change.mine) for change in body.changes] == [
        ("contact", "Amy", "")
    ]


def test_a_change_of_which_nothing_is_left_can_not_be_changed_back(rep: Rep) -> None:
    confirm_customer(rep, change_phone(rep), phone="555-8")
    task = newest(rep)
    confirm_customer(rep, change_phone(rep, "555-9"), phone="555-9")
    with pytest.raises(RefusedError, match="changed again"):
        rep.use_cases.tasks.take_back(task.id)
    assert rep.send() == ()
    assert rep.use_cases.tasks.get(task.id).status is StepStatus.CONFIRMED


def test_a_confirmed_amendment_is_amended_back_but_for_what_others_changed(rep: Rep) -> None:
    record = rep.place((BIKE, 2), (HELMET, 1))
    (request,) = rep.send()
    rep.confirm(request)
    held = rep.shown(record).order
    rep.use_cases.orders.amend(replace(with_quantity(held, 5), note="By the back door"))
    (request,) = rep.send()
    # somebody at head office added to the reference meanwhile
    order = placed(request)
    other = PlacedOrder(
        order=replace(order.order, reference="PO 7"), number="SO-1", state=OrderState.CONFIRMED
    )
    rep.answer(request, Answer(status=CONFIRMED, order=other))
    task = newest(rep)
    assert effect(task) is TakeBackEffect.CHANGED_BACK

    back = undo(rep, task)
    body = asked(back)
    assert isinstance(body, AmendOrder)
    assert [line.quantity for line in body.order.lines] == [2, 1]
    assert (body.order.note, body.order.reference) == ("", "PO 7")
    rep.confirm(back)
    assert is_taken_back(rep, task)


def test_a_confirmed_cancellation_is_undone_by_a_new_order(rep: Rep) -> None:
    record = rep.place((BIKE, 2))
    (request,) = rep.send()
    rep.confirm(request)
    rep.use_cases.orders.cancel(record.order.id)
    (cancellation,) = rep.send()
    assert isinstance(asked(cancellation), CancelOrder)
    gone = PlacedOrder(order=record.order, number="SO-1", state=OrderState.CANCELLED)
    rep.answer(cancellation, Answer(status=CONFIRMED, order=gone))
    task = newest(rep)
    assert effect(task) is TakeBackEffect.PLACED_AGAIN

    again = asked(undo(rep, task))
    assert isinstance(again, PlaceOrder)
    assert again.order.id != record.order.id
    assert [(line.sku, line.quantity) for line in again.order.lines] == [(BIKE, 2)]
    assert rep.use_cases.orders.get(again.order.id).state is OrderState.TENTATIVE


def test_a_confirmed_deletion_is_undone_by_opening_the_customer_again(rep: Rep) -> None:
    rep.use_cases.customers.delete(SHOP)
    (deletion,) = rep.send()
    was = customer(SHOP, "Shop 1", phone="555-0001", contact="Amy")
    rep.answer(deletion, Answer(status=CONFIRMED, customer=was, customer_deleted=True))
    task = newest(rep)
    assert effect(task) is TakeBackEffect.CREATED_AGAIN

    body = asked(undo(rep, task))
    assert isinstance(body, CreateCustomer)
    assert (body.name, body.phone, body.contact) == ("Shop 1", "555-0001", "Amy")


def test_a_deletion_is_withdrawn_until_head_office_has_answered(rep: Rep) -> None:
    rep.use_cases.customers.delete(SHOP)
    rep.send()
    task = newest(rep)
    withdrawal = undo(rep, task)
    assert not rep.use_cases.customers.get(SHOP).deleted
    rep.answer(withdrawal, WITHDRAWN)
    assert is_taken_back(rep, task)


def test_an_undo_is_undone_until_it_is_answered_and_can_be_asked_for_again(rep: Rep) -> None:
    record = rep.place()
    (request,) = rep.send()
    rep.confirm(request)
    task = newest(rep)
    undo(rep, task)
    (cancellation,) = rep.use_cases.outbox.entries()
    rep.use_cases.outbox.undo(cancellation.request_id)
    rep.withdraw()
    assert rep.use_cases.tasks.get(task.id).status is StepStatus.CONFIRMED
    assert rep.shown(record).state is OrderState.CONFIRMED
    assert effect(rep.use_cases.tasks.get(task.id)) is TakeBackEffect.CANCELLED

    assert isinstance(asked(undo(rep, task)), CancelOrder)


def test_an_undo_that_head_office_refused_can_be_asked_for_again(rep: Rep) -> None:
    rep.place()
    (request,) = rep.send()
    rep.confirm(request)
    task = newest(rep)
    rep.answer(undo(rep, task), replace(REFUSED, order=placed(request)))
    assert rep.use_cases.tasks.get(task.id).status is StepStatus.REFUSED
    assert isinstance(asked(undo(rep, task)), CancelOrder)


def test_only_what_was_stopped_or_waits_for_its_next_try_is_tried_again(rep: Rep) -> None:
    record = rep.place()
    retry = newest(rep).choices.retry
    assert not retry.possible
    assert retry.why == "There is nothing to try again: {label} goes with the next sync."
    assert not rep.use_cases.orders.allowed_actions(record.order.id).retry.possible
    (entry,) = rep.use_cases.outbox.entries()
    with pytest.raises(RefusedError, match="goes with the next sync"):
        rep.use_cases.outbox.retry(entry.request_id)
