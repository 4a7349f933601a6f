"""Amending orders, in every state of their task."""

from dataclasses import replace

import pytest

from smartclient.contract.messages import AmendOrder, Answer, AnswerStatus, PlaceOrder
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.rules.problems import Action, ActionKind, RuleCode
from smartclient.domain.sales.orders import OrderLine, OrderState
from smartclient.domain.tasks import TaskStatus
from smartclient.reconcile.conflict import ProblemAnswer, Resolution
from tests.use_cases.rep_world import HELMET, REFUSED, SHOP, Rep, asked, order_in, with_quantity

TAKE = Resolution(
    problems=(
        ProblemAnswer(
            code=RuleCode.DISCONTINUED, line=1, action=Action(ActionKind.TAKE_REPLACEMENT)
        ),
    )
)


def test_amending_what_was_not_sent_replaces_the_request(rep: Rep) -> None:
    record = rep.place()
    changed = rep.use_cases.orders.amend(with_quantity(record.order, 5))
    assert changed.task_id == record.task_id
    (request,) = rep.send()
    assert isinstance(asked(request), PlaceOrder)
    assert order_in(request).lines[0].quantity == 5
    assert request.replaces is None


def test_an_edit_while_sending_is_a_task_of_its_own_and_survives_the_reply(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.take()
    changed = rep.use_cases.orders.amend(with_quantity(record.order, 5))
    assert changed.task is TaskStatus.QUEUED
    assert order_in(first).lines[0].quantity == 2
    assert rep.take() == (first,), "left sending, it goes again as it was"
    rep.confirm(first)
    shown = rep.shown(record)
    assert shown.state is OrderState.TENTATIVE
    assert shown.order.lines[0].quantity == 5
    assert shown.number == "SO-1"
    (second,) = rep.send()
    assert isinstance(asked(second), AmendOrder)
    assert order_in(second).lines[0].quantity == 5
    rep.confirm(second)
    shown = rep.shown(record)
    assert shown.state is OrderState.CONFIRMED
    assert shown.order.lines[0].quantity == 5


def test_an_amendment_at_head_office_waits_for_the_first_and_is_shown(rep: Rep) -> None:
    record = rep.place()
    rep.send()
    rep.use_cases.orders.amend(with_quantity(record.order, 3))
    rep.use_cases.orders.amend(with_quantity(record.order, 4))
    assert rep.send() == ()
    first, second = rep.use_cases.outbox.entries()
    assert second.waits_for == first.task_id
    rep.confirm(rep.sent[0])
    (request,) = rep.send()
    assert order_in(request).lines[0].quantity == 4


def test_amending_in_conflict_answers_the_conflict(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    conflict = rep.collide(first)
    amended = rep.use_cases.orders.amend(
        record.order.with_line(OrderLine(line=1, sku=HELMET, quantity=1))
    )
    assert amended.task_id == record.task_id
    assert rep.use_cases.conflicts.open() == ()
    (second,) = rep.send()
    assert second.replaces == first.id
    assert isinstance(asked(second), AmendOrder)
    rep.confirm(second)
    assert rep.shown(record).state is OrderState.CONFIRMED
    with pytest.raises(RefusedError):
        rep.use_cases.conflicts.resolve(conflict.id, TAKE)


def test_an_edit_made_while_sending_answers_the_conflict_that_comes_back(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.take()
    rep.use_cases.orders.amend(with_quantity(record.order, 3))
    rep.collide(first)
    assert rep.send() == ()
    rep.use_cases.orders.amend(with_quantity(record.order, 4))
    (second,) = rep.send()
    assert second.replaces == first.id
    assert order_in(second).lines[0].quantity == 4
    rep.confirm(second)
    assert rep.shown(record).state is OrderState.CONFIRMED
    assert rep.use_cases.outbox.entries() == ()


def test_amending_a_confirmed_order_is_a_new_task(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.confirm(first)
    changed = rep.use_cases.orders.amend(with_quantity(record.order, 7))
    assert changed.state is OrderState.TENTATIVE
    assert changed.number == "SO-1"
    assert changed.task_id != record.task_id
    (second,) = rep.send()
    assert second.replaces is None
    rep.answer(second, REFUSED)
    shown = rep.shown(record)
    assert shown.state is OrderState.CONFIRMED
    assert shown.order.lines[0].quantity == 2
    assert rep.use_cases.orders.search(state=OrderState.DRAFT) == ()


def test_amending_what_awaits_a_decision_waits_for_it(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.answer(first, Answer(status=AnswerStatus.AWAITING_DECISION))
    rep.use_cases.orders.amend(with_quantity(record.order, 3))
    assert rep.send() == ()
    rep.confirm(first)
    assert len(rep.send()) == 1


def test_amending_what_was_stopped_queues_it_again(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.answer(first, Answer(status=AnswerStatus.PARKED, why="It broke."))
    assert rep.shown(record).task is TaskStatus.PARKED
    assert rep.use_cases.outbox.entries()[0].why == "It broke."
    rep.use_cases.orders.amend(with_quantity(record.order, 3))
    (second,) = rep.send()
    assert second.replaces == first.id
    assert isinstance(asked(second), PlaceOrder)


def test_refused_and_cancelled_orders_are_not_acorrected(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.answer(first, REFUSED)
    with pytest.raises(RefusedError):
        rep.use_cases.orders.amend(record.order)
    other = rep.place()
    rep.use_cases.orders.cancel(other.order.id)
    with pytest.raises(RefusedError):
        rep.use_cases.orders.amend(other.order)


def test_the_customer_of_a_sent_order_stays(rep: Rep) -> None:
    record = rep.place()
    moved = rep.use_cases.orders.amend(replace(record.order, customer=CustomerNumber("C-2")))
    assert moved.order.customer == "C-2"
    rep.send()
    with pytest.raises(RefusedError):
        rep.use_cases.orders.amend(replace(record.order, customer=SHOP))


def test_an_acorrected_draft_stays_a_draft(rep: Rep) -> None:
    draft = rep.use_cases.orders.save_draft(rep.order())
    assert rep.use_cases.orders.amend(with_quantity(draft.order, 9)).state is OrderState.DRAFT
    assert rep.send() == ()
