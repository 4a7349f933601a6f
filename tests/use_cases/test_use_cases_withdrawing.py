"""Taking back: shown as such until head office has said what came of it."""

from datetime import timedelta

import pytest

from smartclient.contract.messages import (
    AmendOrder,
    Answer,
    AnswerStatus,
    CancelOrder,
    PlaceOrder,
    Withdraw,
)
from smartclient.domain.errors import BlockedError
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import OrderState, PlacedOrder
from smartclient.domain.tasks import TaskStatus
from smartclient.read_models.records import OrderRecord
from smartclient.use_cases.replies.apply_reply import requeue_forgotten_requests
from tests.use_cases.rep_world import BIKE, SHOP, WITHDRAWN, Rep, asked, order_in, with_quantity


def speak(rep: Rep, link_version: int) -> None:
    """Let head office have spoken this version of the link at the last contact."""
    with rep.store.work() as work:
        work.meta.link_version = link_version
        work.commit()


def held(record: OrderRecord) -> PlacedOrder:
    """Return the order as head office has it that a copy of the laptop sent."""
    return PlacedOrder(order=record.order, number="SO-7", state=OrderState.CONFIRMED)


def taken_back(rep: Rep) -> OrderRecord:
    record = rep.place()
    rep.use_cases.outbox.undo(rep.use_cases.outbox.entries()[-1].request_id)
    return record


def test_a_withdrawal_waits_until_head_office_knows_withdrawals(rep: Rep) -> None:
    speak(rep, 1)
    record = taken_back(rep)
    other = rep.place()
    (request,) = rep.send()
    assert order_in(request).id == other.order.id, "it holds up nothing"
    assert rep.shown(record).task is TaskStatus.TAKING_BACK
    entry = rep.use_cases.outbox.entries()[0]
    assert (entry.status, entry.waits_for) == (TaskStatus.TAKING_BACK, None)
    assert "too old" in entry.why
    speak(rep, 2)
    rep.withdraw()
    assert rep.shown(record).state is OrderState.DRAFT


def test_what_was_carried_out_before_stays_confirmed_and_can_be_cancelled(rep: Rep) -> None:
    record = taken_back(rep)
    (withdrawal,) = rep.send()
    done = held(record)
    rep.answer(withdrawal, Answer(status=AnswerStatus.CONFIRMED, order=done, why="Too late."))
    shown = rep.shown(record)
    assert (shown.state, shown.number) == (OrderState.CONFIRMED, "SO-7")
    assert rep.use_cases.orders.history(record.order.id).events[-1].why == "Too late."
    rep.use_cases.orders.cancel(record.order.id)
    (request,) = rep.send()
    assert isinstance(asked(request), CancelOrder)


def test_what_a_copy_of_the_laptop_sent_is_confirmed_by_its_own_answer(rep: Rep) -> None:
    record = rep.place()
    entry = rep.use_cases.outbox.entries()[0]
    with rep.store.view() as view:
        stored = view.outbox.get(entry.request_id)
    assert stored is not None
    rep.use_cases.outbox.undo(entry.request_id)
    (withdrawal,) = rep.send()
    answer = Answer(status=AnswerStatus.CONFIRMED, order=held(record))
    rep.answer(stored.request, answer)
    assert rep.shown(record).state is OrderState.CONFIRMED
    rep.answer(withdrawal, answer)
    assert rep.shown(record).state is OrderState.CONFIRMED
    assert rep.use_cases.outbox.entries() == ()


@pytest.mark.parametrize("status", [AnswerStatus.REJECTED, AnswerStatus.PARKED])
def test_what_was_confirmed_by_its_own_answer_stays_so_whatever_becomes_of_the_withdrawal(
    rep: Rep, status: AnswerStatus
) -> None:
    record = rep.place()
    entry = rep.use_cases.outbox.entries()[0]
    with rep.store.view() as view:
        stored = view.outbox.get(entry.request_id)
    assert stored is not None
    rep.use_cases.outbox.undo(entry.request_id)
    (withdrawal,) = rep.send()
    rep.answer(stored.request, Answer(status=AnswerStatus.CONFIRMED, order=held(record)))
    rep.answer(withdrawal, Answer(status=status, why="Head office has closed this."))
    shown = rep.shown(record)
    assert (shown.state, shown.task) == (OrderState.CONFIRMED, TaskStatus.CONFIRMED)
    assert rep.use_cases.outbox.entries() == ()
    assert len(rep.use_cases.orders.search()) == 1, "nor is there a draft of it"


def test_an_order_remains_of_which_only_a_later_version_was_withdrawn_elsewhere(rep: Rep) -> None:
    record = rep.place()
    with rep.store.view() as view:
        stored = view.outbox.get(rep.use_cases.outbox.entries()[0].request_id)
    assert stored is not None
    rep.use_cases.orders.amend(with_quantity(record.order, 9))
    (later,) = rep.send()
    done = held(record)
    rep.answer(stored.request, Answer(status=AnswerStatus.CONFIRMED, order=done))
    rep.answer(later, Answer(status=AnswerStatus.REJECTED, withdrawn=True, order=done))
    shown = rep.shown(record)
    assert (shown.state, shown.task) == (OrderState.CONFIRMED, TaskStatus.CONFIRMED)
    assert shown.order.lines == record.order.lines
    assert rep.use_cases.outbox.entries() == ()


def test_what_is_wanted_after_all_replaces_what_is_withdrawn(rep: Rep) -> None:
    record = taken_back(rep)
    (waiting,) = rep.use_cases.outbox.entries()
    amended = rep.use_cases.orders.amend(with_quantity(record.order, 9))
    assert amended.task is TaskStatus.QUEUED
    (request,) = rep.send()
    assert isinstance(asked(request), PlaceOrder)
    assert order_in(request).lines[0].quantity == 9
    assert len(request.withdraws) == 1
    assert waiting.request_id not in request.withdraws


def test_the_answer_to_an_earlier_withdrawal_answers_no_later_one(rep: Rep) -> None:
    record = taken_back(rep)
    (earlier,) = rep.send()
    rep.use_cases.orders.amend(with_quantity(record.order, 9))
    rep.use_cases.outbox.undo(rep.use_cases.outbox.entries()[-1].request_id)
    (later,) = rep.send()
    assert rep.answer(earlier, WITHDRAWN) is None
    assert rep.shown(record).task is TaskStatus.TAKING_BACK
    rep.answer(later, WITHDRAWN)
    assert rep.shown(record).state is OrderState.DRAFT


def test_a_version_never_sent_is_named_by_the_one_in_its_place(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.use_cases.outbox.entries()
    rep.use_cases.orders.amend(with_quantity(record.order, 3))
    (second,) = rep.use_cases.outbox.entries()
    rep.use_cases.orders.amend(with_quantity(record.order, 4))
    (request,) = rep.send()
    assert request.withdraws == (first.request_id, second.request_id)
    rep.confirm(request)
    rep.use_cases.orders.amend(with_quantity(record.order, 5))
    rep.use_cases.orders.amend(with_quantity(record.order, 6))
    (request,) = rep.send()
    assert isinstance(asked(request), AmendOrder)
    assert len(request.withdraws) == 1


def test_a_cancellation_names_the_versions_that_were_never_answered(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.use_cases.orders.amend(with_quantity(record.order, 3))
    second = rep.use_cases.outbox.entries()[-1]
    rep.use_cases.orders.cancel(record.order.id)
    (request,) = rep.send()
    assert isinstance(asked(request), CancelOrder)
    assert set(request.withdraws) == {first.id, second.request_id}


def test_a_cancellation_that_is_withdrawn_leaves_the_order_to_be_carried_out(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.use_cases.orders.amend(with_quantity(record.order, 3))
    second = rep.use_cases.outbox.entries()[-1]
    rep.use_cases.orders.cancel(record.order.id)
    cancellation = rep.use_cases.outbox.entries()[-1]
    rep.use_cases.outbox.undo(cancellation.request_id)
    (withdrawal,) = rep.send()
    assert set(withdrawal.withdraws) == {second.request_id, cancellation.request_id}
    assert withdrawal.replaces is None
    rep.answer(withdrawal, WITHDRAWN)
    assert rep.shown(record).task is TaskStatus.RECEIVED
    rep.confirm(first)
    assert rep.shown(record).state is OrderState.CONFIRMED


def test_a_cancellation_of_a_confirmed_order_that_is_withdrawn_names_itself_alone(
    rep: Rep,
) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.use_cases.orders.cancel(record.order.id)
    rep.confirm(first)
    (cancellation,) = rep.use_cases.outbox.entries()
    rep.use_cases.outbox.undo(cancellation.request_id)
    assert rep.withdraw().requests == (cancellation.request_id,)
    assert rep.shown(record).state is OrderState.CONFIRMED


def test_a_deletion_names_the_changes_that_it_makes_pointless(rep: Rep) -> None:
    rep.use_cases.customers.edit(SHOP, {EditableField.PHONE: "555-1111"})
    (change,) = rep.use_cases.outbox.entries()
    rep.use_cases.customers.delete(SHOP)
    (deletion,) = rep.use_cases.outbox.entries()
    rep.use_cases.outbox.undo(deletion.request_id)
    assert set(rep.withdraw().requests) == {change.request_id, deletion.request_id}
    rep.use_cases.customers.edit(SHOP, {EditableField.PHONE: "555-2222"})
    (change,) = rep.use_cases.outbox.entries()
    rep.use_cases.customers.delete(SHOP)
    (request,) = rep.send()
    assert request.withdraws == (change.request_id,)


def test_an_order_that_is_cancelled_before_it_is_sent_is_not_changed_meanwhile(rep: Rep) -> None:
    record = rep.place()
    rep.use_cases.orders.cancel(record.order.id)
    with pytest.raises(BlockedError):
        rep.use_cases.orders.cancel(record.order.id)
    with pytest.raises(BlockedError):
        rep.use_cases.orders.amend(record.order)
    choices = rep.use_cases.orders.allowed_actions(record.order.id)
    assert {choices.amend.possible, choices.cancel.possible, choices.undo.possible} == {False}


def test_an_order_withdrawn_is_no_earlier_order_and_uses_no_credit(rep: Rep) -> None:
    record = rep.place()
    used = rep.use_cases.customers.overview(SHOP).credit.tentative
    rep.use_cases.outbox.undo(rep.use_cases.outbox.entries()[0].request_id)
    assert (
        rep.use_cases.customers.overview(SHOP).credit.tentative == used - record.order.totals.total
    )
    codes = {problem.code for problem in rep.use_cases.orders.quote(rep.order((BIKE, 2))).problems}
    assert "possible_duplicate_order" not in codes


def test_a_device_learns_that_another_withdrew_what_it_sent(rep: Rep) -> None:
    record = rep.place()
    (request,) = rep.send()
    rep.answer(
        request, Answer(status=AnswerStatus.REJECTED, withdrawn=True, why="It was taken back.")
    )
    shown = rep.shown(record)
    assert (shown.state, shown.task) == (OrderState.CANCELLED, TaskStatus.UNDONE)
    assert rep.use_cases.orders.history(record.order.id).events[-1].why == "It was taken back."
    assert rep.use_cases.outbox.entries() == ()


def test_a_withdrawal_that_was_stopped_goes_again(rep: Rep) -> None:
    record = taken_back(rep)
    (withdrawal,) = rep.send()
    rep.answer(withdrawal, Answer(status=AnswerStatus.PARKED, why="It broke."))
    assert rep.shown(record).task is TaskStatus.PARKED
    rep.use_cases.outbox.retry(withdrawal.id)
    assert rep.shown(record).task is TaskStatus.TAKING_BACK
    assert rep.send() == (withdrawal,)
    rep.answer(withdrawal, WITHDRAWN)
    assert rep.use_cases.outbox.entries() == ()


def test_after_a_restore_the_withdrawal_is_offered_and_not_what_it_withdrew(rep: Rep) -> None:
    rep.place()
    (first,) = rep.send()
    rep.answer(first, Answer(status=AnswerStatus.PARKED, why="It broke."))
    rep.use_cases.outbox.undo(first.id)
    body = rep.withdraw()
    rep.answer(first, Answer(status=AnswerStatus.REJECTED, withdrawn=True))
    with rep.store.work() as work:
        requeue_forgotten_requests(work, rep.clock, since=rep.clock.now() - timedelta(days=1))
        work.commit()
    (offered,) = rep.take()
    assert asked(offered) == Withdraw(requests=body.requests)


def test_a_customer_change_is_shown_as_withdrawn_until_then(rep: Rep) -> None:
    before = rep.use_cases.customers.get(SHOP).customer.phone
    rep.use_cases.customers.edit(SHOP, {EditableField.PHONE: "555-1111"})
    rep.use_cases.outbox.undo(rep.use_cases.outbox.entries()[0].request_id)
    shown = rep.use_cases.customers.get(SHOP)
    assert (shown.customer.phone, shown.task) == (before, TaskStatus.TAKING_BACK)
    rep.withdraw()
    assert not rep.use_cases.customers.get(SHOP).tentative
