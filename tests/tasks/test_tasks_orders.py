"""Placing, amending, cancelling and undoing orders, in every state of their task."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from rep_world import (
    BIKE,
    HELMET,
    NEW_BIKE,
    REFUSED,
    SHOP,
    Rep,
    asked,
    order_in,
    placed,
    with_quantity,
)

from smartclient.contract.messages import (
    AmendOrder,
    Answer,
    AnswerStatus,
    CancelOrder,
    PlaceOrder,
    ResolveConflict,
)
from smartclient.domain.errors import BlockedError, NotFoundError, RefusedError
from smartclient.domain.ids import CustomerNumber, OrderId
from smartclient.domain.orders import OrderLine, OrderState
from smartclient.domain.problems import Action, ActionKind, RuleCode
from smartclient.domain.records import OrderRecord
from smartclient.domain.tasks import TRANSITIONS, SubjectType, TaskStatus
from smartclient.reconcile.conflict import ProblemAnswer, Resolution

TAKE = Resolution(
    problems=(
        ProblemAnswer(
            code=RuleCode.DISCONTINUED, line=1, action=Action(ActionKind.TAKE_REPLACEMENT)
        ),
    )
)


def test_a_placed_order_is_tentative_priced_and_queued(rep: Rep) -> None:
    record = rep.place((BIKE, 2), (HELMET, 1))
    assert record.state is OrderState.TENTATIVE
    assert record.task is TaskStatus.QUEUED
    assert record.order.provisional_number == "LI-0001"
    assert record.order.totals.total == Decimal("2050.00")
    assert rep.shown(record) == record
    (entry,) = rep.desk.outbox()
    assert entry.subject.id == record.order.id
    assert entry.status is TaskStatus.QUEUED
    assert entry.value == record.order.totals.total
    assert rep.desk.standing().to_send == 1


def test_a_laptop_that_was_set_up_anew_gives_no_number_again(rep: Rep) -> None:
    first = rep.place((BIKE, 1))
    with rep.store.work() as work:
        work.meta.delete("provisional_order")
        work.commit()
    assert rep.place((BIKE, 2)).order.provisional_number == "LI-0002"
    assert rep.shown(first).order.provisional_number == "LI-0001"


def test_changing_what_was_not_sent_yet_is_told_in_its_story(rep: Rep) -> None:
    record = rep.place((BIKE, 1))
    rep.desk.amend_order(with_quantity(record.order, 3))
    causes = [event.cause for event in rep.desk.order_life(record.order.id).events]
    assert causes == ["saved", "amended"]


def test_a_number_that_two_laptops_gave_names_the_order_still_called_so(
    rep: Rep,
) -> None:
    mine = rep.place()
    (request,) = rep.send()
    rep.answer(request, Answer(status=AnswerStatus.CONFIRMED, order=placed(request)))
    theirs = rep.place()
    with rep.store.work() as work:
        other = work.orders.get(theirs.order.id)
        assert other is not None
        same = replace(other.order, provisional_number=mine.order.provisional_number)
        work.orders.save(replace(other, order=same))
        work.commit()
    assert rep.desk.order("LI-0001*").order.id == theirs.order.id, "the other is called SO-1 now"
    (request,) = rep.send()
    answer = Answer(status=AnswerStatus.CONFIRMED, order=placed(request, "SO-2"))
    rep.answer(request, answer)
    with rep.store.work() as work:
        other = work.orders.get(theirs.order.id)
        assert other is not None
        work.orders.save(replace(other, order=same))
        work.commit()
    with pytest.raises(RefusedError, match="several orders: SO-"):
        rep.desk.order("LI-0001*")
    assert rep.desk.order("SO-1").order.id == mine.order.id
    assert rep.desk.order(theirs.order.id).order.id == theirs.order.id


def test_a_placed_order_survives_a_restart(rep: Rep) -> None:
    record = rep.place()
    rep.restart()
    assert rep.shown(record) == record
    (request,) = rep.send()
    assert order_in(request) == record.order


def test_an_order_without_lines_is_refused(rep: Rep) -> None:
    with pytest.raises(RefusedError):
        rep.desk.place_order(rep.desk.new_order(SHOP))


@pytest.mark.parametrize("quantity", [0, -1, 10**9])
def test_an_odd_quantity_is_refused(rep: Rep, quantity: int) -> None:
    with pytest.raises(RefusedError):
        rep.place((BIKE, quantity))
    assert rep.desk.orders() == ()


def test_a_delivery_day_that_is_over_is_refused(rep: Rep) -> None:
    yesterday, today = rep.clock.today() - timedelta(days=1), rep.clock.today()
    order = rep.order((BIKE, 1))
    with pytest.raises(RefusedError, match="is over"):
        rep.desk.place_order(replace(order, deliver_on=yesterday))
    placed = rep.desk.place_order(replace(order, deliver_on=today)).order
    with pytest.raises(RefusedError, match="is over"):
        rep.desk.amend_order(replace(placed, deliver_on=yesterday))
    rep.clock.advance(timedelta(days=3))  # type: ignore[attr-defined]
    changed = rep.desk.amend_order(with_quantity(placed, 3))
    assert changed.order.deliver_on == today, "what was agreed on stays"


def test_an_order_worth_more_than_can_be_kept_is_refused(rep: Rep) -> None:
    with rep.store.work() as work:
        work.feeds._connection.exec_driver_sql("UPDATE products SET list_price = 999999990000000")
        work.commit()
    assert rep.place((BIKE, 1)).order.totals.total == Decimal("99999999000.00")
    with pytest.raises(RefusedError, match="more than can be taken"):
        rep.place((BIKE, 99_999))


def test_an_unknown_customer_is_refused(rep: Rep) -> None:
    with pytest.raises(NotFoundError):
        rep.desk.place_order(replace(rep.order(), customer=CustomerNumber("C-99")))
    with pytest.raises(NotFoundError):
        rep.desk.new_order(CustomerNumber("C-99"))


def test_an_order_is_placed_once(rep: Rep) -> None:
    record = rep.place()
    with pytest.raises(RefusedError):
        rep.desk.place_order(record.order)
    assert len(rep.desk.outbox()) == 1


def test_an_order_is_found_by_any_of_its_numbers(rep: Rep) -> None:
    record = rep.place()
    (request,) = rep.send()
    rep.confirm(request, "SO-10001")
    for reference in (record.order.id, "LI-0001", "li-0001*", "SO-10001", " so-10001 "):
        assert rep.desk.order(reference).order.id == record.order.id
    with pytest.raises(NotFoundError):
        rep.desk.order("SO-2")


def test_orders_are_listed_by_state_text_and_customer(rep: Rep) -> None:
    rep.place((BIKE, 1))
    other = rep.place((HELMET, 1), customer=CustomerNumber("C-2"))
    draft = rep.desk.save_draft(replace(rep.order(), reference="Spring 100%"))
    assert [one.id for one in rep.desk.orders(state=OrderState.DRAFT)] == [draft.order.id]
    assert [one.id for one in rep.desk.orders(customer=CustomerNumber("C-2"))] == [other.order.id]
    assert [one.id for one in rep.desk.orders(text="shop 2")] == [other.order.id]
    assert [one.id for one in rep.desk.orders(text="0002")] == [other.order.id]
    assert [one.id for one in rep.desk.orders(text="100%")] == [draft.order.id]
    assert len(rep.desk.orders(limit=2)) == 2
    assert len(rep.desk.orders(limit=2, offset=2)) == 1


def test_a_draft_is_not_sent_and_can_be_placed_later(rep: Rep) -> None:
    draft = rep.desk.save_draft(rep.order())
    assert draft.state is OrderState.DRAFT
    assert rep.send() == ()
    record = rep.desk.place_order(draft.order)
    assert record.order.id == draft.order.id
    assert record.order.provisional_number == draft.order.provisional_number
    assert len(rep.send()) == 1


def test_only_a_draft_is_discarded(rep: Rep) -> None:
    draft = rep.desk.save_draft(rep.order())
    rep.desk.discard_draft(draft.order.id)
    with pytest.raises(NotFoundError):
        rep.shown(draft)
    with pytest.raises(RefusedError):
        rep.desk.discard_draft(rep.place().order.id)


def test_a_repeated_order_is_a_new_one_priced_today(rep: Rep) -> None:
    record = rep.place((BIKE, 3))
    again = rep.desk.repeat_order(record.order.id)
    assert again.id != record.order.id
    assert again.provisional_number == ""
    assert [(line.sku, line.quantity) for line in again.lines] == [(BIKE, 3)]
    assert rep.desk.place_order(again).order.provisional_number == "LI-0002"


# amending ---------------------------------------------------------------------------------------


def test_amending_what_was_not_sent_replaces_the_request(rep: Rep) -> None:
    record = rep.place()
    changed = rep.desk.amend_order(with_quantity(record.order, 5))
    assert changed.task_id == record.task_id
    (request,) = rep.send()
    assert isinstance(asked(request), PlaceOrder)
    assert order_in(request).lines[0].quantity == 5
    assert request.replaces is None


def test_an_edit_while_sending_is_a_task_of_its_own_and_survives_the_reply(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.take()
    changed = rep.desk.amend_order(with_quantity(record.order, 5))
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
    rep.desk.amend_order(with_quantity(record.order, 3))
    rep.desk.amend_order(with_quantity(record.order, 4))
    assert rep.send() == ()
    first, second = rep.desk.outbox()
    assert second.waits_for == first.task_id
    rep.confirm(rep.sent[0])
    (request,) = rep.send()
    assert order_in(request).lines[0].quantity == 4


def test_amending_in_conflict_answers_the_conflict(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    conflict = rep.collide(first)
    amended = rep.desk.amend_order(
        record.order.with_line(OrderLine(line=1, sku=HELMET, quantity=1))
    )
    assert amended.task_id == record.task_id
    assert rep.desk.conflicts() == ()
    (second,) = rep.send()
    assert second.replaces == first.id
    assert isinstance(asked(second), AmendOrder)
    rep.confirm(second)
    assert rep.shown(record).state is OrderState.CONFIRMED
    with pytest.raises(RefusedError):
        rep.desk.resolve(conflict.id, TAKE)


def test_an_edit_made_while_sending_answers_the_conflict_that_comes_back(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.take()
    rep.desk.amend_order(with_quantity(record.order, 3))
    rep.collide(first)
    assert rep.send() == ()
    rep.desk.amend_order(with_quantity(record.order, 4))
    (second,) = rep.send()
    assert second.replaces == first.id
    assert order_in(second).lines[0].quantity == 4
    rep.confirm(second)
    assert rep.shown(record).state is OrderState.CONFIRMED
    assert rep.desk.outbox() == ()


def test_amending_a_confirmed_order_is_a_new_task(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.confirm(first)
    changed = rep.desk.amend_order(with_quantity(record.order, 7))
    assert changed.state is OrderState.TENTATIVE
    assert changed.number == "SO-1"
    assert changed.task_id != record.task_id
    (second,) = rep.send()
    assert second.replaces is None
    rep.answer(second, REFUSED)
    shown = rep.shown(record)
    assert shown.state is OrderState.CONFIRMED
    assert shown.order.lines[0].quantity == 2
    assert rep.desk.orders(state=OrderState.DRAFT) == ()


def test_amending_what_awaits_a_decision_waits_for_it(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.answer(first, Answer(status=AnswerStatus.AWAITING_DECISION))
    rep.desk.amend_order(with_quantity(record.order, 3))
    assert rep.send() == ()
    rep.confirm(first)
    assert len(rep.send()) == 1


def test_amending_what_was_stopped_queues_it_again(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.answer(first, Answer(status=AnswerStatus.PARKED, why="It broke."))
    assert rep.shown(record).task is TaskStatus.PARKED
    assert rep.desk.outbox()[0].why == "It broke."
    rep.desk.amend_order(with_quantity(record.order, 3))
    (second,) = rep.send()
    assert second.replaces == first.id
    assert isinstance(asked(second), PlaceOrder)


def test_refused_and_cancelled_orders_are_not_amended(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.answer(first, REFUSED)
    with pytest.raises(RefusedError):
        rep.desk.amend_order(record.order)
    other = rep.place()
    rep.desk.cancel_order(other.order.id)
    with pytest.raises(RefusedError):
        rep.desk.amend_order(other.order)


def test_the_customer_of_a_sent_order_stays(rep: Rep) -> None:
    record = rep.place()
    moved = rep.desk.amend_order(replace(record.order, customer=CustomerNumber("C-2")))
    assert moved.order.customer == "C-2"
    rep.send()
    with pytest.raises(RefusedError):
        rep.desk.amend_order(replace(record.order, customer=SHOP))


def test_an_amended_draft_stays_a_draft(rep: Rep) -> None:
    draft = rep.desk.save_draft(rep.order())
    assert rep.desk.amend_order(with_quantity(draft.order, 9)).state is OrderState.DRAFT
    assert rep.send() == ()


# cancelling and undoing -------------------------------------------------------------------------


def test_cancelling_what_was_never_sent_undoes_it(rep: Rep) -> None:
    record = rep.place()
    cancelled = rep.desk.cancel_order(record.order.id)
    assert cancelled.state is OrderState.CANCELLED
    assert cancelled.task is TaskStatus.UNDONE
    assert rep.send() == ()
    assert rep.desk.outbox() == ()


def test_undoing_what_was_never_sent_leaves_a_draft(rep: Rep) -> None:
    record = rep.place()
    rep.desk.undo(rep.desk.outbox()[0].request_id)
    assert rep.shown(record).state is OrderState.DRAFT
    assert rep.send() == ()
    rep.desk.place_order(rep.shown(record).order)
    assert len(rep.send()) == 1


@pytest.mark.parametrize("acknowledged", [False, True])
def test_what_was_handed_over_is_not_undone(rep: Rep, *, acknowledged: bool) -> None:
    record = rep.place()
    (request,) = rep.take()
    if acknowledged:
        rep.acknowledge(request)
    with pytest.raises(BlockedError):
        rep.desk.undo(request.id)
    assert rep.shown(record).state is OrderState.TENTATIVE


def test_a_resolution_on_its_way_is_not_undone(rep: Rep) -> None:
    rep.place()
    (first,) = rep.send()
    conflict = rep.collide(first)
    rep.desk.resolve(conflict.id, TAKE)
    with pytest.raises(BlockedError):
        rep.desk.undo(rep.desk.outbox()[0].request_id)


def test_undoing_an_amendment_shows_the_order_as_before(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.desk.amend_order(with_quantity(record.order, 9))
    rep.desk.undo(rep.desk.outbox()[1].request_id)
    shown = rep.shown(record)
    assert shown.order.lines[0].quantity == 2
    assert shown.task is TaskStatus.RECEIVED
    rep.confirm(first)
    assert rep.shown(record).state is OrderState.CONFIRMED
    rep.desk.amend_order(with_quantity(record.order, 9))
    rep.desk.undo(rep.desk.outbox()[0].task_id)
    assert rep.shown(record).state is OrderState.CONFIRMED
    assert rep.shown(record).order.lines[0].quantity == 2


def test_cancelling_a_confirmed_order_asks_head_office(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.confirm(first)
    cancelled = rep.desk.cancel_order(record.order.id, "They closed.")
    assert cancelled.state is OrderState.TENTATIVE
    (second,) = rep.send()
    body = asked(second)
    assert isinstance(body, CancelOrder)
    assert body.note == "They closed."
    gone = placed(first, state=OrderState.CANCELLED)
    rep.answer(second, Answer(status=AnswerStatus.CONFIRMED, order=gone))
    assert rep.shown(record).state is OrderState.CANCELLED
    with pytest.raises(RefusedError):
        rep.desk.cancel_order(record.order.id)


def test_a_refused_cancellation_shows_the_order_as_it_is(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.confirm(first)
    rep.desk.cancel_order(record.order.id)
    (second,) = rep.send()
    rep.answer(second, replace(REFUSED, order=placed(first)))
    assert rep.shown(record).state is OrderState.CONFIRMED


def test_cancelling_while_sending_follows_in_the_same_lane(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.desk.cancel_order(record.order.id)
    with pytest.raises(BlockedError):
        rep.desk.cancel_order(record.order.id)
    (second,) = rep.send()
    assert second.lane == first.lane
    rep.collide(first)
    assert rep.desk.conflicts() == (), "nobody settles what is being cancelled"
    rep.answer(second, Answer(status=AnswerStatus.CONFIRMED))
    assert rep.shown(record).state is OrderState.CANCELLED
    assert rep.desk.outbox() == ()
    assert rep.desk.standing().at_head_office == 0


def test_a_refused_cancellation_gives_the_conflict_back(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.desk.cancel_order(record.order.id)
    (second,) = rep.send()
    conflict = rep.collide(first)
    rep.answer(second, REFUSED)
    assert [one.id for one in rep.desk.conflicts()] == [conflict.id]
    assert rep.shown(record).task is TaskStatus.IN_CONFLICT
    rep.desk.resolve(conflict.id, TAKE)
    assert len(rep.send()) == 1


def test_cancelling_in_conflict_answers_it(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.collide(first)
    rep.desk.cancel_order(record.order.id)
    assert rep.desk.conflicts() == ()
    (second,) = rep.send()
    assert second.replaces == first.id
    assert isinstance(asked(second), CancelOrder)
    rep.answer(second, Answer(status=AnswerStatus.CONFIRMED))
    assert rep.shown(record).state is OrderState.CANCELLED


def test_cancelling_what_awaits_a_decision_does_not_wait_for_it(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.answer(first, Answer(status=AnswerStatus.AWAITING_DECISION))
    rep.desk.cancel_order(record.order.id)
    (second,) = rep.send()
    gone = placed(first, "", OrderState.CANCELLED)
    rep.answer(second, Answer(status=AnswerStatus.CONFIRMED, order=gone))
    rep.answer(first, Answer(status=AnswerStatus.CONFIRMED, order=gone))
    assert rep.shown(record).state is OrderState.CANCELLED
    assert rep.desk.standing().at_head_office == 0


def test_an_order_cancelled_before_it_was_held_leaves_with_nobody(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.collide(first)
    rep.desk.cancel_order(record.order.id)
    (second,) = rep.send()
    gone = placed(first, "", OrderState.CANCELLED)
    rep.answer(second, Answer(status=AnswerStatus.CONFIRMED, order=gone))
    with rep.store.work() as work:
        work.customers.remove(SHOP)
        work.commit()
    shown = rep.shown(record)
    assert (shown.state, shown.number) == (OrderState.CANCELLED, "")


def test_a_cancelled_draft_is_cancelled(rep: Rep) -> None:
    draft = rep.desk.save_draft(rep.order())
    assert rep.desk.cancel_order(draft.order.id).state is OrderState.CANCELLED


def test_cancelling_takes_unsent_amendments_back(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.confirm(first)
    rep.desk.amend_order(with_quantity(record.order, 9))
    rep.desk.cancel_order(record.order.id)
    (second,) = rep.send()
    assert isinstance(asked(second), CancelOrder)
    assert len(rep.desk.outbox()) == 1


def test_stopped_work_is_undone_or_tried_again_under_the_same_request(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.answer(first, Answer(status=AnswerStatus.PARKED, why="It broke."))
    rep.desk.retry(first.id)
    assert rep.shown(record).task is TaskStatus.QUEUED
    (again,) = rep.send()
    assert again == first
    assert rep.shown(record).task is TaskStatus.RECEIVED
    rep.answer(first, Answer(status=AnswerStatus.PARKED, why="It broke again."))
    rep.desk.undo(first.id)
    assert rep.shown(record).state is OrderState.CANCELLED
    assert rep.desk.outbox() == ()


# the life of an order ---------------------------------------------------------------------------


def test_every_step_is_recorded_and_legal(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    conflict = rep.collide(first)
    rep.desk.resolve(conflict.id, TAKE)
    (second,) = rep.send()
    assert isinstance(asked(second), ResolveConflict)
    mended = record.order.with_line(replace(record.order.lines[0], sku=NEW_BIKE))
    confirmed = replace(placed(first), order=mended)
    rep.answer(second, Answer(status=AnswerStatus.CONFIRMED, order=confirmed, by="boss"))
    assert rep.statuses(record) == [
        "queued",
        "sending",
        "received",
        "in_conflict",
        "queued",
        "sending",
        "received",
        "confirmed",
    ]
    assert rep.desk.order_life(record.order.id).events[-1].by == "boss"
    with rep.store.view() as view:
        steps = view.tasks.steps(SubjectType.ORDER, record.order.id)
    for _, step in steps:
        assert step.before is None or step.after in TRANSITIONS[step.before]


def test_a_missing_order_has_no_story(rep: Rep) -> None:
    with pytest.raises(NotFoundError):
        rep.desk.order_life(OrderId("nothing"))


def test_refused_reasons_are_in_the_story(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.answer(first, REFUSED)
    last = rep.desk.order_life(record.order.id).events[-1]
    assert [reason.code for reason in last.reasons] == [RuleCode.CUSTOMER_CLOSED]


def drafts(rep: Rep) -> list[OrderRecord]:
    return [rep.desk.order(one.id) for one in rep.desk.orders(state=OrderState.DRAFT)]


def test_a_refused_order_leaves_a_draft_copy(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.answer(first, REFUSED)
    assert rep.shown(record).state is OrderState.REFUSED
    assert rep.shown(record).task is TaskStatus.REJECTED
    (copy,) = drafts(rep)
    assert copy.order.id != record.order.id
    assert copy.order.lines == record.order.lines
    rep.desk.place_order(copy.order)
    assert len(rep.send()) == 1


def test_the_draft_copy_holds_the_edit_made_meanwhile(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.take()
    rep.desk.amend_order(with_quantity(record.order, 8))
    rep.answer(first, REFUSED)
    (copy,) = drafts(rep)
    assert copy.order.lines[0].quantity == 8
    assert rep.send() == ()
    assert rep.desk.outbox() == ()


# what can be done -------------------------------------------------------------------------------


def possible(rep: Rep, record: OrderRecord) -> str:
    """Return the first letters of what can be done with an order now."""
    choices = rep.desk.order_choices(record.order.id)
    return "".join(
        name[0] for name in ("amend", "cancel", "undo", "retry") if getattr(choices, name).possible
    )


def test_what_can_be_done_follows_the_task(rep: Rep) -> None:
    assert possible(rep, rep.desk.save_draft(rep.order())) == "ac"
    record = rep.place()
    assert possible(rep, record) == "acur"
    (first,) = rep.take()
    assert possible(rep, record) == "acr"
    rep.acknowledge(first)
    assert possible(rep, record) == "ac"
    undo = rep.desk.order_choices(record.order.id).undo
    assert undo.blocking == record.task_id
    assert undo.arguments == {"label": "LI-0002"}
    rep.confirm(first)
    assert possible(rep, record) == "ac"
    assert rep.desk.order_choices(record.order.id).percent_complete == 100
    rep.desk.cancel_order(record.order.id)
    assert possible(rep, record) == "ur"
    (second,) = rep.send()
    gone = placed(first, state=OrderState.CANCELLED)
    rep.answer(second, Answer(status=AnswerStatus.CONFIRMED, order=gone))
    assert possible(rep, record) == ""
