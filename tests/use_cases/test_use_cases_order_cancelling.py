"""Cancelling orders, and undoing what was not sent, in every state of their task."""

from dataclasses import replace

import pytest

from smartclient.contract.messages import Answer, AnswerStatus, CancelOrder
from smartclient.domain.errors import BlockedError, RefusedError
from smartclient.domain.rules.problems import Action, ActionKind, RuleCode
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.tasks import TaskStatus
from smartclient.reconcile.conflict import ProblemAnswer, Resolution
from tests.use_cases.rep_world import REFUSED, SHOP, Rep, asked, placed, with_quantity

TAKE = Resolution(
    problems=(
        ProblemAnswer(
            code=RuleCode.DISCONTINUED, line=1, action=Action(ActionKind.TAKE_REPLACEMENT)
        ),
    )
)


def test_cancelling_what_was_never_sent_withdraws_it(rep: Rep) -> None:
    record = rep.place()
    (entry,) = rep.use_cases.outbox.entries()
    cancelled = rep.use_cases.orders.cancel(record.order.id)
    assert (cancelled.state, cancelled.task) == (OrderState.TENTATIVE, TaskStatus.TAKING_BACK)
    assert rep.withdraw().requests == (entry.request_id,)
    cancelled = rep.shown(record)
    assert (cancelled.state, cancelled.task) == (OrderState.CANCELLED, TaskStatus.UNDONE)
    assert rep.use_cases.outbox.entries() == ()


def test_undoing_what_was_never_sent_withdraws_it_and_leaves_a_draft(rep: Rep) -> None:
    record = rep.place()
    (entry,) = rep.use_cases.outbox.entries()
    rep.use_cases.outbox.undo(entry.request_id)
    assert rep.shown(record).task is TaskStatus.TAKING_BACK
    assert rep.withdraw().requests == (entry.request_id,)
    assert rep.shown(record).state is OrderState.DRAFT
    rep.use_cases.orders.place(rep.shown(record).order)
    assert len(rep.send()) == 1


@pytest.mark.parametrize("acknowledged", [False, True])
def test_what_was_handed_over_is_withdrawn_and_may_be_confirmed_all_the_same(
    rep: Rep, *, acknowledged: bool
) -> None:
    record = rep.place()
    (request,) = rep.take()
    if acknowledged:
        rep.acknowledge(request)
    rep.use_cases.outbox.undo(request.id)
    assert rep.shown(record).task is TaskStatus.TAKING_BACK
    with pytest.raises(BlockedError):
        rep.use_cases.outbox.undo(record.task_id or "")  # type: ignore[arg-type]
    rep.confirm(request)
    assert rep.shown(record).state is OrderState.CONFIRMED


def test_a_resolution_is_undone_with_the_order_that_was_in_conflict(rep: Rep) -> None:
    rep.place()
    (first,) = rep.send()
    conflict = rep.collide(first)
    rep.use_cases.conflicts.resolve(conflict.id, TAKE)
    resolution = rep.use_cases.outbox.entries()[0].request_id
    rep.use_cases.outbox.undo(resolution)
    assert rep.withdraw().requests == (first.id, resolution)


def test_undoing_an_amendment_shows_the_order_as_before(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.use_cases.orders.amend(with_quantity(record.order, 9))
    rep.use_cases.outbox.undo(rep.use_cases.outbox.entries()[1].request_id)
    shown = rep.shown(record)
    assert shown.order.lines[0].quantity == 2
    assert shown.task is TaskStatus.TAKING_BACK
    rep.withdraw()
    assert rep.shown(record).task is TaskStatus.RECEIVED
    rep.confirm(first)
    assert rep.shown(record).state is OrderState.CONFIRMED
    rep.use_cases.orders.amend(with_quantity(record.order, 9))
    rep.use_cases.outbox.undo(rep.use_cases.outbox.entries()[0].task_id)
    assert rep.shown(record).task is TaskStatus.TAKING_BACK
    assert rep.shown(record).order.lines[0].quantity == 2
    rep.withdraw()
    assert rep.shown(record).state is OrderState.CONFIRMED
    assert rep.shown(record).order.lines[0].quantity == 2


def test_cancelling_a_confirmed_order_asks_head_office(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.confirm(first)
    cancelled = rep.use_cases.orders.cancel(record.order.id, "They closed.")
    assert cancelled.state is OrderState.TENTATIVE
    (second,) = rep.send()
    body = asked(second)
    assert isinstance(body, CancelOrder)
    assert body.note == "They closed."
    gone = placed(first, state=OrderState.CANCELLED)
    rep.answer(second, Answer(status=AnswerStatus.CONFIRMED, order=gone))
    assert rep.shown(record).state is OrderState.CANCELLED
    with pytest.raises(RefusedError):
        rep.use_cases.orders.cancel(record.order.id)


def test_a_refused_cancellation_shows_the_order_as_it_is(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.confirm(first)
    rep.use_cases.orders.cancel(record.order.id)
    (second,) = rep.send()
    rep.answer(second, replace(REFUSED, order=placed(first)))
    assert rep.shown(record).state is OrderState.CONFIRMED


def test_cancelling_while_sending_follows_in_the_same_lane(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.use_cases.orders.cancel(record.order.id)
    with pytest.raises(BlockedError):
        rep.use_cases.orders.cancel(record.order.id)
    (second,) = rep.send()
    assert second.lane == first.lane
    rep.collide(first)
    assert rep.use_cases.conflicts.open() == (), "nobody settles what is being cancelled"
    rep.answer(second, Answer(status=AnswerStatus.CONFIRMED))
    assert rep.shown(record).state is OrderState.CANCELLED
    assert rep.use_cases.outbox.entries() == ()
    assert rep.use_cases.status.current().at_head_office == 0


def test_a_refused_cancellation_gives_the_conflict_back(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.use_cases.orders.cancel(record.order.id)
    (second,) = rep.send()
    conflict = rep.collide(first)
    rep.answer(second, REFUSED)
    assert [item.id for item in rep.use_cases.conflicts.open()] == [conflict.id]
    assert rep.shown(record).task is TaskStatus.IN_CONFLICT
    rep.use_cases.conflicts.resolve(conflict.id, TAKE)
    assert len(rep.send()) == 1


def test_cancelling_in_conflict_answers_it(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.collide(first)
    rep.use_cases.orders.cancel(record.order.id)
    assert rep.use_cases.conflicts.open() == ()
    (second,) = rep.send()
    assert second.replaces == first.id
    assert isinstance(asked(second), CancelOrder)
    rep.answer(second, Answer(status=AnswerStatus.CONFIRMED))
    assert rep.shown(record).state is OrderState.CANCELLED


def test_cancelling_what_awaits_a_decision_does_not_wait_for_it(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.answer(first, Answer(status=AnswerStatus.AWAITING_DECISION))
    rep.use_cases.orders.cancel(record.order.id)
    (second,) = rep.send()
    gone = placed(first, "", OrderState.CANCELLED)
    rep.answer(second, Answer(status=AnswerStatus.CONFIRMED, order=gone))
    rep.answer(first, Answer(status=AnswerStatus.CONFIRMED, order=gone))
    assert rep.shown(record).state is OrderState.CANCELLED
    assert rep.use_cases.status.current().at_head_office == 0


def test_an_order_cancelled_before_it_was_held_leaves_with_nobody(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.collide(first)
    rep.use_cases.orders.cancel(record.order.id)
    (second,) = rep.send()
    gone = placed(first, "", OrderState.CANCELLED)
    rep.answer(second, Answer(status=AnswerStatus.CONFIRMED, order=gone))
    with rep.store.work() as work:
        work.customers.remove(SHOP)
        work.commit()
    shown = rep.shown(record)
    assert (shown.state, shown.number) == (OrderState.CANCELLED, "")


def test_a_cancelled_draft_is_cancelled(rep: Rep) -> None:
    draft = rep.use_cases.orders.save_draft(rep.order())
    assert rep.use_cases.orders.cancel(draft.order.id).state is OrderState.CANCELLED


def test_cancelling_withdraws_unsent_amendments(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.confirm(first)
    rep.use_cases.orders.amend(with_quantity(record.order, 9))
    rep.use_cases.orders.cancel(record.order.id)
    (second,) = rep.send()
    assert isinstance(asked(second), CancelOrder)
    assert len(rep.use_cases.outbox.entries()) == 1


def test_stopped_work_is_undone_or_tried_again_under_the_same_request(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.answer(first, Answer(status=AnswerStatus.PARKED, why="It broke."))
    rep.use_cases.outbox.retry(first.id)
    assert rep.shown(record).task is TaskStatus.QUEUED
    (again,) = rep.send()
    assert again == first
    assert rep.shown(record).task is TaskStatus.RECEIVED
    rep.answer(first, Answer(status=AnswerStatus.PARKED, why="It broke again."))
    rep.use_cases.outbox.undo(first.id)
    assert rep.shown(record).task is TaskStatus.TAKING_BACK
    assert rep.withdraw().requests == (first.id,)
    assert rep.shown(record).state is OrderState.DRAFT
    assert rep.use_cases.outbox.entries() == ()
