"""Conflicts: durable, settled offline, answered by one request, and late answers."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from smartclient.contract.messages import Answer, AnswerStatus, EscalateConflict, ResolveConflict
from smartclient.domain.errors import BlockedError, NotFoundError, RefusedError
from smartclient.domain.ids import ConflictId, RequestId
from smartclient.domain.rules.problems import Action, ActionKind, Change, RuleCode
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.tasks import TaskStatus
from smartclient.reconcile.conflict import FieldAnswer, ProblemAnswer, Resolution
from tests.use_cases.rep_world import (
    BIKE,
    HELMET,
    NEW_BIKE,
    REFUSED,
    SHOP,
    Rep,
    asked,
    customer,
    data_conflict,
    placed,
    rule_conflict,
)


def choosing(kind: ActionKind) -> Resolution:
    answer = ProblemAnswer(code=RuleCode.DISCONTINUED, line=1, action=Action(kind))
    return Resolution(problems=(answer,))


TAKE = choosing(ActionKind.TAKE_REPLACEMENT)
MINE = Resolution(fields=(FieldAnswer(field="phone", value="555-1111", seen="555-2222"),))


def test_a_conflict_survives_a_restart_and_is_resolved_offline(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    conflict = rep.collide(first)
    rep.restart()
    assert rep.use_cases.conflicts.open() == (conflict,)
    assert rep.use_cases.conflicts.get(conflict.id) == conflict
    assert rep.use_cases.status.current().conflicts == 1
    rep.use_cases.conflicts.resolve(conflict.id, TAKE)
    rep.restart()
    assert rep.use_cases.conflicts.open() == ()
    shown = rep.shown(record)
    assert shown.task is TaskStatus.QUEUED
    assert shown.order.lines[0].sku == NEW_BIKE
    assert shown.order.totals.total == Decimal("2200.00")
    (second,) = rep.send()
    assert second.replaces == first.id
    assert asked(second) == ResolveConflict(conflict_id=conflict.id, resolution=TAKE)


def test_the_choices_can_be_tried_out(rep: Rep) -> None:
    rep.place((BIKE, 2), (HELMET, 1))
    (first,) = rep.send()
    conflict = rep.collide(first)
    before = rep.use_cases.conflicts.order(conflict.id)
    assert before is not None
    assert before.totals.total == Decimal("2050.00")
    taken = rep.use_cases.conflicts.preview(conflict.id, TAKE)
    assert taken is not None
    assert taken.totals.total == Decimal("2250.00")
    dropped = rep.use_cases.conflicts.preview(conflict.id, choosing(ActionKind.DROP_LINE))
    assert dropped is not None
    assert [line.sku for line in dropped.lines] == [HELMET]
    assert rep.use_cases.conflicts.preview(conflict.id, choosing(ActionKind.CANCEL)) is None
    assert rep.use_cases.conflicts.open() == (conflict,)


def test_every_problem_must_be_answered_with_what_is_offered(rep: Rep) -> None:
    rep.place()
    (first,) = rep.send()
    conflict = rep.collide(first)
    for resolution in (Resolution(), choosing(ActionKind.ROUND_UP)):
        with pytest.raises(RefusedError):
            rep.use_cases.conflicts.resolve(conflict.id, resolution)
    assert rep.use_cases.conflicts.open() == (conflict,)
    assert rep.send() == ()


def test_another_choice_before_it_was_sent_replaces_the_first(rep: Rep) -> None:
    rep.place((BIKE, 2), (HELMET, 1))
    (first,) = rep.send()
    conflict = rep.collide(first)
    rep.use_cases.conflicts.resolve(conflict.id, TAKE)
    rep.use_cases.conflicts.resolve(conflict.id, choosing(ActionKind.DROP_LINE))
    (second,) = rep.send()
    body = asked(second)
    assert isinstance(body, ResolveConflict)
    assert body.resolution == choosing(ActionKind.DROP_LINE)
    assert second.replaces == first.id
    with pytest.raises(RefusedError):
        rep.use_cases.conflicts.resolve(conflict.id, TAKE)


def test_a_resolution_that_collides_again_raises_the_new_conflict(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    old = rep.collide(first)
    rep.use_cases.conflicts.resolve(old.id, TAKE)
    (second,) = rep.send()
    new = replace(rule_conflict(first), request_id=second.id)
    rep.answer(second, Answer(status=AnswerStatus.IN_CONFLICT, conflict=new))
    assert rep.use_cases.conflicts.open() == (new,)
    order = rep.use_cases.conflicts.order(new.id)
    assert order is not None
    assert order.lines[0].sku == NEW_BIKE, "what was sent the second time"
    assert rep.shown(record).task is TaskStatus.IN_CONFLICT
    with pytest.raises(RefusedError):
        rep.use_cases.conflicts.resolve(old.id, TAKE)


def test_a_late_answer_to_the_replaced_request_moves_nothing(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    conflict = rep.collide(first)
    rep.use_cases.conflicts.resolve(conflict.id, TAKE)
    again = rule_conflict(first)
    rep.answer(first, Answer(status=AnswerStatus.IN_CONFLICT, conflict=again))
    assert rep.use_cases.conflicts.open() == ()
    assert rep.shown(record).task is TaskStatus.QUEUED
    (second,) = rep.send()
    rep.answer(first, REFUSED)
    shown = rep.shown(record)
    assert (shown.state, shown.task) == (OrderState.TENTATIVE, TaskStatus.RECEIVED)
    rep.answer(second, Answer(status=AnswerStatus.CONFIRMED, order=placed(first)))
    assert rep.shown(record).state is OrderState.CONFIRMED


def test_a_late_confirmation_of_the_replaced_request_is_remembered(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    conflict = rep.collide(first)
    rep.use_cases.conflicts.resolve(conflict.id, TAKE)
    (second,) = rep.send()
    rep.answer(first, Answer(status=AnswerStatus.ADJUSTED, order=placed(first), by="boss"))
    assert rep.shown(record).number == "SO-1"
    assert rep.shown(record).task is TaskStatus.RECEIVED
    rep.answer(second, REFUSED)
    shown = rep.shown(record)
    assert shown.state is OrderState.CONFIRMED, "head office holds the order all the same"
    assert rep.use_cases.orders.search(state=OrderState.DRAFT) == ()


def test_a_reply_is_applied_once(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    reply = rep.reply(first, REFUSED)
    assert rep.apply(reply) is AnswerStatus.REJECTED
    assert rep.apply(reply) is None
    assert rep.apply(replace(reply, row_version=reply.row_version - 1)) is None
    assert len(rep.use_cases.orders.search(state=OrderState.DRAFT)) == 1
    assert rep.statuses(record).count("rejected") == 1


def test_a_reply_to_nothing_of_ours_is_ignored(rep: Rep) -> None:
    rep.place()
    (first,) = rep.send()
    stranger = replace(first, id=RequestId("00000000-0000-0000-0000-000000000000"))
    assert rep.answer(stranger, REFUSED) is None


def test_asking_head_office_waits_for_an_admin_who_may_hand_it_back(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    conflict = rep.collide(first)
    rep.use_cases.conflicts.escalate(conflict.id, " They insist. ")
    assert rep.use_cases.conflicts.open() == ()
    (second,) = rep.send()
    assert asked(second) == EscalateConflict(conflict_id=conflict.id, note="They insist.")
    rep.answer(second, Answer(status=AnswerStatus.AWAITING_DECISION, conflict=conflict))
    assert rep.shown(record).task is TaskStatus.AWAITING_DECISION
    assert rep.use_cases.status.current().at_head_office == 1
    assert [entry.status for entry in rep.use_cases.outbox.entries()] == [
        TaskStatus.AWAITING_DECISION
    ]
    with pytest.raises(RefusedError):
        rep.use_cases.conflicts.resolve(conflict.id, TAKE)
    back = replace(conflict, note="Your call.", note_by="boss")
    rep.answer(
        second,
        Answer(status=AnswerStatus.IN_CONFLICT, conflict=back, note="Your call.", by="boss"),
    )
    assert rep.use_cases.conflicts.open() == (back,)
    life = rep.use_cases.orders.history(record.order.id)
    assert (life.events[-1].by, life.events[-1].note) == ("boss", "Your call.")
    rep.use_cases.conflicts.resolve(conflict.id, TAKE)
    assert len(rep.send()) == 1


def test_an_admins_decision_comes_days_later_with_its_report(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.answer(first, Answer(status=AnswerStatus.AWAITING_DECISION, conflict=rule_conflict(first)))
    change = Change(rule="discontinued", field="sku", line=1, before=BIKE, after=NEW_BIKE)
    rep.answer(
        first,
        Answer(status=AnswerStatus.ADJUSTED, order=placed(first), report=(change,), by="boss"),
    )
    shown = rep.shown(record)
    assert (shown.state, shown.adjusted) == (OrderState.CONFIRMED, True)
    assert rep.use_cases.orders.history(record.order.id).report == (change,)


def test_the_rep_cancels_by_resolution(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    conflict = rep.collide(first)
    rep.use_cases.conflicts.resolve(conflict.id, choosing(ActionKind.CANCEL))
    assert rep.shown(record).state is OrderState.TENTATIVE
    (second,) = rep.send()
    rep.answer(second, Answer(status=AnswerStatus.CONFIRMED))
    assert rep.shown(record).state is OrderState.CANCELLED


def test_a_data_conflict_is_resolved_field_by_field(rep: Rep) -> None:
    rep.use_cases.customers.edit(SHOP, {EditableField.PHONE: "555-1111"})
    (first,) = rep.send()
    conflict = data_conflict(first)
    rep.answer(first, Answer(status=AnswerStatus.IN_CONFLICT, conflict=conflict))
    assert rep.use_cases.conflicts.order(conflict.id) is None
    with pytest.raises(RefusedError):
        rep.use_cases.conflicts.preview(conflict.id, MINE)
    with pytest.raises(BlockedError):
        rep.use_cases.customers.edit(SHOP, {EditableField.PHONE: "555-3333"})
    theirs = Resolution(fields=(FieldAnswer(field="phone", value="555-2222", seen="555-2222"),))
    rep.use_cases.conflicts.resolve(conflict.id, theirs)
    shown = rep.use_cases.customers.get(SHOP)
    assert shown.customer.phone == "555-2222"
    assert shown.tentative
    (second,) = rep.send()
    held = customer("C-1", phone="555-2222", email="new@example.org")
    rep.answer(second, Answer(status=AnswerStatus.CONFIRMED, customer=held))
    shown = rep.use_cases.customers.get(SHOP)
    assert not shown.tentative
    assert (shown.customer.phone, shown.customer.email) == ("555-2222", "new@example.org")


def test_what_is_not_there_is_not_found(rep: Rep) -> None:
    nothing = ConflictId("nothing")
    for look in (rep.use_cases.conflicts.get, rep.use_cases.conflicts.order):
        with pytest.raises(NotFoundError):
            look(nothing)
    with pytest.raises(NotFoundError):
        rep.use_cases.conflicts.resolve(nothing, TAKE)
    with pytest.raises(NotFoundError):
        rep.use_cases.conflicts.escalate(nothing, "")


def test_conflicts_are_listed_oldest_first(rep: Rep) -> None:
    for _ in range(2):
        rep.place()
    first, second = rep.send()
    late = rule_conflict(first)
    early = replace(
        rule_conflict(second), raised_at=datetime.fromisoformat("2026-11-20T10:00:00+00:00")
    )
    rep.answer(first, Answer(status=AnswerStatus.IN_CONFLICT, conflict=late))
    rep.answer(second, Answer(status=AnswerStatus.IN_CONFLICT, conflict=early))
    assert rep.use_cases.conflicts.open() == (early, late)
