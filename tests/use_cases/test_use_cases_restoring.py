"""What a laptop does when head office was restored from a backup, and what it forgets in time."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from smartclient.contract.messages import Answer, AnswerStatus, Request, ResolveConflict
from smartclient.domain.rules.problems import Action, ActionKind, Problem, ResolvedBy, RuleCode
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.tasks import TRANSITIONS, SubjectType, TaskStatus
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.reconcile.conflict import ProblemAnswer, Resolution
from smartclient.use_cases.replies.apply_reply import after_pull, requeue_forgotten_requests
from tests.use_cases.rep_world import (
    BIKE,
    NEVER_REFUSED,
    NEW_BIKE,
    REFUSED,
    Rep,
    asked,
    customer,
    placed,
    rule_conflict,
    with_quantity,
)

DAYS = timedelta(days=90)


def restored(rep: Rep) -> int:
    """Let head office be another generation than the one that answered."""
    with rep.store.work() as work:
        offered = requeue_forgotten_requests(work, rep.clock, since=rep.clock.now() - DAYS)
        work.feeds.restart()
        work.commit()
    rep.row_version = 0
    return offered


def pulled(rep: Rep) -> None:
    with rep.store.work() as work:
        after_pull(work, rep.clock)
        work.commit()


def kept(rep: Rep) -> int:
    with rep.store.view() as view:
        return sum(view.outbox.get(request.id) is not None for request in rep.sent)


def sent_again(rep: Rep) -> tuple[Request, ...]:
    return rep.send()


def test_finished_requests_are_offered_again_under_their_own_ids(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.confirm(first, "SO-9")
    assert restored(rep) == 1
    assert rep.shown(record).state is OrderState.CONFIRMED
    assert rep.use_cases.status.current().to_send == 0
    (again,) = sent_again(rep)
    assert (again.id, again.digest, again.body) == (first.id, first.digest, first.body)
    assert again.given_number == "SO-9", "what the customer was told stays true"
    rep.confirm(first, "SO-9")
    shown = rep.shown(record)
    assert (shown.state, shown.number) == (OrderState.CONFIRMED, "SO-9")
    assert rep.statuses(record).count("confirmed") == 1
    assert sent_again(rep) == ()


def test_what_was_only_acknowledged_is_sent_again(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    assert restored(rep) == 1
    assert rep.shown(record).task is TaskStatus.QUEUED
    assert sent_again(rep) == (first,)
    rep.confirm(first)
    assert rep.shown(record).state is OrderState.CONFIRMED


def test_what_head_office_stopped_is_sent_again(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.answer(first, Answer(status=AnswerStatus.PARKED, why="It could not be answered."))
    assert rep.shown(record).task is TaskStatus.PARKED
    assert restored(rep) == 1
    assert rep.shown(record).task is TaskStatus.QUEUED
    (again,) = sent_again(rep)
    assert (again.id, again.digest) == (first.id, first.digest)
    rep.confirm(first, "SO-9")
    assert rep.shown(record).state is OrderState.CONFIRMED


def test_an_answer_that_comes_before_it_was_sent_again_is_taken(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    restored(rep)
    rep.confirm(first)
    assert rep.shown(record).state is OrderState.CONFIRMED
    assert sent_again(rep) == ()


def test_an_order_that_no_longer_passes_needs_the_rep_again(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.confirm(first)
    restored(rep)
    sent_again(rep)
    conflict = rep.collide(first)
    shown = rep.shown(record)
    assert (shown.state, shown.task, shown.number) == (
        OrderState.TENTATIVE,
        TaskStatus.IN_CONFLICT,
        "",
    )
    assert rep.use_cases.conflicts.open() == (conflict,)
    choice = ProblemAnswer(
        code=RuleCode.DISCONTINUED, line=1, action=Action(ActionKind.TAKE_REPLACEMENT)
    )
    rep.use_cases.conflicts.resolve(conflict.id, Resolution(problems=(choice,)))
    assert rep.shown(record).order.lines[0].sku == NEW_BIKE
    (second,) = rep.send()
    assert isinstance(asked(second), ResolveConflict)
    rep.answer(second, Answer(status=AnswerStatus.CONFIRMED, order=placed(first, "SO-2")))
    assert rep.shown(record).number == "SO-2"
    with rep.store.view() as view:
        steps = view.tasks.steps(SubjectType.ORDER, record.order.id)
    for step in steps:
        moved = step.transition
        assert moved.before is None or moved.after in TRANSITIONS[moved.before]


def test_an_acorrected_order_that_was_forgotten_is_not_shown_as_placed(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.confirm(first, "SO-9")
    rep.use_cases.orders.amend(with_quantity(rep.shown(record).order, 5))
    (second,) = rep.send()
    rep.confirm(second, "SO-9")
    restored(rep)
    sent_again(rep)
    conflict = rep.collide(first)
    shown = rep.shown(record)
    assert (shown.state, shown.number) == (OrderState.TENTATIVE, "")
    choice = ProblemAnswer(code=RuleCode.DISCONTINUED, line=1, action=Action(ActionKind.CANCEL))
    rep.use_cases.conflicts.resolve(conflict.id, Resolution(problems=(choice,)))
    (third,) = rep.send()
    gone = replace(placed(first, ""), state=OrderState.CANCELLED)
    rep.answer(second, Answer(status=AnswerStatus.REJECTED, why="It was cancelled.", order=gone))
    rep.answer(third, Answer(status=AnswerStatus.CONFIRMED, order=gone))
    shown = rep.shown(record)
    assert (shown.state, shown.number) == (OrderState.CANCELLED, "")


def test_an_order_cancelled_after_it_was_forgotten_is_cancelled(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.confirm(first, "SO-9")
    restored(rep)
    rep.use_cases.orders.cancel(record.order.id)
    (_, second) = sent_again(rep)
    gone = replace(placed(first, ""), state=OrderState.CANCELLED)
    for request in (first, second):
        rep.answer(request, Answer(status=AnswerStatus.CONFIRMED, order=gone))
    shown = rep.shown(record)
    assert (shown.state, shown.number) == (OrderState.CANCELLED, "")


def test_an_order_refused_after_all_leaves_a_draft(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.confirm(first)
    restored(rep)
    sent_again(rep)
    rep.answer(first, REFUSED)
    assert rep.shown(record).state is OrderState.REFUSED
    assert len(rep.use_cases.orders.search(state=OrderState.DRAFT)) == 1


def test_what_was_stopped_and_withdrawn_by_an_earlier_version_is_not_offered_again(
    rep: Rep,
) -> None:
    rep.place()
    (request,) = rep.send()
    rep.answer(request, Answer(status=AnswerStatus.PARKED, why="Too hard."))
    with rep.store.work() as work:
        (task,) = (work.tasks.get(item.task_id) for item in work.outbox.stopped_at_head_office())
        assert task is not None
        work.tasks.move(task, TaskStatus.UNDONE, at=rep.clock.now(), cause=TransitionReason.UNDONE)
        work.commit()
    assert restored(rep) == 0
    assert not sent_again(rep)


def test_an_order_withdrawn_elsewhere_while_it_was_lost_is_confirmed_no_more(rep: Rep) -> None:
    record = rep.place()
    (request,) = rep.send()
    rep.answer(request, Answer(status=AnswerStatus.CONFIRMED, order=placed(request, "SO-1")))
    restored(rep)
    (again,) = sent_again(rep)
    rep.answer(again, Answer(status=AnswerStatus.REJECTED, withdrawn=True))
    shown = rep.shown(record)
    assert (shown.state, shown.task) == (OrderState.CANCELLED, TaskStatus.UNDONE)
    assert not rep.use_cases.outbox.entries()


def test_an_order_withdrawn_too_late_needs_the_rep_again_when_it_no_longer_passes(
    rep: Rep,
) -> None:
    """A copy of the laptop had placed it, and offers it again."""
    record = rep.place()
    entry = rep.use_cases.outbox.entries()[0]
    with rep.store.view() as view:
        stored = view.outbox.get(entry.request_id)
    assert stored is not None
    rep.use_cases.outbox.undo(entry.request_id)
    (withdrawal,) = rep.send()
    done = placed(stored.request, "SO-1")
    rep.answer(withdrawal, Answer(status=AnswerStatus.CONFIRMED, order=done))
    assert restored(rep) == 0
    conflict = rep.collide(stored.request)
    assert rep.use_cases.conflicts.open() == (conflict,)
    shown = rep.shown(record)
    assert (shown.state, shown.task) == (OrderState.TENTATIVE, TaskStatus.IN_CONFLICT)
    choice = ProblemAnswer(
        code=RuleCode.DISCONTINUED, line=1, action=Action(ActionKind.TAKE_REPLACEMENT)
    )
    rep.use_cases.conflicts.resolve(conflict.id, Resolution(problems=(choice,)))
    (answered,) = rep.send()
    assert isinstance(asked(answered), ResolveConflict)
    rep.answer(answered, Answer(status=AnswerStatus.CONFIRMED, order=placed(stored.request)))
    assert rep.shown(record).state is OrderState.CONFIRMED
    assert rep.use_cases.outbox.entries() == ()


def test_what_is_being_withdrawn_stays_so_when_its_withdrawal_was_stopped(rep: Rep) -> None:
    record = rep.place()
    rep.use_cases.outbox.undo(rep.use_cases.outbox.entries()[-1].request_id)
    (withdrawal,) = rep.send()
    rep.answer(withdrawal, Answer(status=AnswerStatus.PARKED, why="Too hard."))
    assert restored(rep) == 1
    assert rep.shown(record).task is TaskStatus.TAKING_BACK
    (again,) = sent_again(rep)
    assert again.id == withdrawal.id


def test_what_was_stopped_and_replaced_is_not_offered_again(rep: Rep) -> None:
    record = rep.place()
    (request,) = rep.send()
    rep.answer(request, Answer(status=AnswerStatus.PARKED, why="Too hard."))
    rep.use_cases.orders.amend(with_quantity(record.order, 5))
    assert restored(rep) == 0
    (again,) = sent_again(rep)
    assert again.id != request.id


def test_a_refused_order_is_not_offered_again(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.answer(first, REFUSED)
    assert restored(rep) == 0
    rep.answer(first, REFUSED)
    assert rep.shown(record).state is OrderState.REFUSED
    assert len(rep.use_cases.orders.search(state=OrderState.DRAFT)) == 1


def test_a_cancelled_order_stays_cancelled(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.confirm(first)
    rep.use_cases.orders.cancel(record.order.id)
    (second,) = rep.send()
    gone = placed(first, state=OrderState.CANCELLED)
    rep.answer(second, Answer(status=AnswerStatus.CONFIRMED, order=gone))
    assert restored(rep) == 2
    assert len(sent_again(rep)) == 2
    rep.confirm(first)
    rep.answer(second, Answer(status=AnswerStatus.CONFIRMED, order=gone))
    rep.answer(first, replace(REFUSED, order=gone))
    assert rep.shown(record).state is OrderState.CANCELLED
    assert rep.use_cases.outbox.entries() == ()


def test_what_the_rep_typed_meanwhile_stays_a_later_request(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.confirm(first)
    rep.use_cases.orders.amend(with_quantity(record.order, 6))
    restored(rep)
    one, two = sent_again(rep)
    assert one.id == first.id
    rep.confirm(one, "SO-1")
    assert rep.shown(record).order.lines[0].quantity == 6
    rep.confirm(two, "SO-1")
    shown = rep.shown(record)
    assert (shown.state, shown.order.lines[0].quantity) == (OrderState.CONFIRMED, 6)


def test_a_decision_awaited_is_awaited_again(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    waiting = Answer(status=AnswerStatus.AWAITING_DECISION, conflict=rule_conflict(first))
    rep.answer(first, waiting)
    restored(rep)
    assert sent_again(rep) == (first,)
    assert rep.shown(record).task is TaskStatus.AWAITING_DECISION
    rep.answer(first, waiting)
    rep.confirm(first)
    assert rep.shown(record).state is OrderState.CONFIRMED


def test_what_an_admin_was_deciding_may_be_stopped_when_it_is_offered_again(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    conflict = rule_conflict(first)
    rep.answer(first, Answer(status=AnswerStatus.AWAITING_DECISION, conflict=conflict))
    restored(rep)
    assert sent_again(rep) == (first,)
    rep.answer(first, Answer(status=AnswerStatus.PARKED, why="Too hard."))
    assert rep.shown(record).task is TaskStatus.PARKED
    rep.use_cases.outbox.retry(first.id)
    assert sent_again(rep) == (first,)


def test_a_customer_is_restored_too(rep: Rep) -> None:
    number = rep.use_cases.customers.create({EditableField.NAME: "New"}).customer.number
    (create,) = rep.send()
    answer = Answer(status=AnswerStatus.CONFIRMED, customer=customer("C-7", "New"))
    rep.answer(create, answer)
    restored(rep)
    (again,) = sent_again(rep)
    assert (again.lane, again.given_number) == (number, "C-7")
    rep.answer(create, answer)
    assert rep.use_cases.customers.get(answer.customer.number).tentative is False  # type: ignore[union-attr]


def test_requests_are_kept_for_90_days_after_they_were_answered(rep: Rep) -> None:
    rep.set_policies(NEVER_REFUSED)
    record = rep.place()
    open_one = rep.place((BIKE, 3))
    first, second = rep.send()
    rep.confirm(first)
    rep.answer(second, Answer(status=AnswerStatus.AWAITING_DECISION))
    rep.clock.advance(DAYS)  # type: ignore[attr-defined]
    pulled(rep)
    assert kept(rep) == 2
    rep.clock.advance(timedelta(seconds=1))  # type: ignore[attr-defined]
    pulled(rep)
    assert kept(rep) == 1, "what is not finished is kept for ever"
    assert rep.shown(record).state is OrderState.CONFIRMED
    assert rep.statuses(record)[-1] == "confirmed"
    rep.confirm(second, "SO-2")
    assert rep.shown(open_one).state is OrderState.CONFIRMED
    rep.use_cases.orders.amend(with_quantity(record.order, 4))
    (third,) = rep.send()
    rep.answer(third, REFUSED)
    assert rep.shown(record).order.lines[0].quantity == 2


def test_the_draft_of_a_refused_order_is_shown_as_of_today_and_keeps_what_it_was_quoted_at(
    rep: Rep,
) -> None:
    rep.place((BIKE, 2))
    (first,) = rep.send()
    closed = Problem(code=RuleCode.CUSTOMER_CLOSED, settled_by=ResolvedBy.REFUSE)
    rep.answer(first, Answer(status=AnswerStatus.REJECTED, reasons=(closed,)))
    (copy,) = rep.use_cases.orders.search(state=OrderState.DRAFT)
    with rep.store.work() as work:
        work.catalog._connection.exec_driver_sql("UPDATE products SET list_price = 7000000")
        work.commit()
    pulled(rep)
    (after,) = rep.use_cases.orders.search(state=OrderState.DRAFT)
    assert (copy.total, after.total) == (Decimal(2000), Decimal(1400))
    with rep.store.view() as view:
        stored = view.orders.get(copy.id)
    assert stored is not None
    assert stored.order.totals.total == 2000
    origins = rep.use_cases.orders.origins(copy.id)
    preview = rep.use_cases.orders.quote(rep.use_cases.orders.get(copy.id).order, origins=origins)
    assert preview.order.totals.total == 1400
    assert [(change.before, change.after) for change in preview.changes] == [("1000.00", "700.00")]


def test_head_offices_new_values_show_beside_an_unanswered_change(rep: Rep) -> None:
    rep.use_cases.customers.edit(rep.order().customer, {EditableField.PHONE: "555-1111"})
    rep.send()
    with rep.store.work() as work:
        work.customers.put_confirmed(customer("C-1", email="theirs@example.org"))
        work.commit()
    pulled(rep)
    shown = rep.use_cases.customers.get(rep.order().customer).customer
    assert (shown.phone, shown.email) == ("555-1111", "theirs@example.org")
