"""The story of a record: only what happened, each step as it was said then, and how it stands."""

from dataclasses import replace
from datetime import timedelta

import pytest

from smartclient.contract.feeds import Cursor, FeedKind, FeedPage
from smartclient.contract.messages import Answer, AnswerStatus, Request
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import OrderState, PlacedOrder
from smartclient.domain.tasks import TaskKind, TaskStatus
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.read_models.records import HistoryEvent, OrderRecord
from tests.feed_samples import order_row
from tests.use_cases.rep_world import (
    SHOP,
    WITHDRAWN,
    Rep,
    data_conflict,
    placed,
    rule_conflict,
    with_quantity,
)


def story(rep: Rep, record: OrderRecord) -> tuple[HistoryEvent, ...]:
    return rep.use_cases.orders.history(record.order.id).events


def said(events: tuple[HistoryEvent, ...]) -> list[tuple[str, str, str]]:
    """Return who said what at each step that an answer made."""
    return [(event.status.value, event.by, event.note) for event in events if event.by]


def answered(request: Request, status: AnswerStatus, by: str = "", note: str = "") -> Answer:
    """Return an answer that leaves a request with a person."""
    return Answer(status=status, conflict=rule_conflict(request), by=by, note=note)


def bring(rep: Rep, held: PlacedOrder) -> None:
    """Let the feed bring an order as another device of the rep left it at head office."""
    rep.row_version += 1
    with rep.store.work() as work:
        cursor = Cursor(rep.row_version, 1)
        page = FeedPage(kind=FeedKind.ORDERS, rows=(order_row(1, held),), cursor=cursor, more=False)
        work.feeds.apply(
            page, by_key=False, watermark=rep.row_version, as_of=rep.clock.now(), complete=True
        )
        work.commit()


def test_what_an_admin_took_over_was_not_sent_again_from_here(rep: Rep) -> None:
    record = rep.place()
    (request,) = rep.send()
    rep.collide(request)
    rep.answer(request, answered(request, AnswerStatus.AWAITING_DECISION, "boss", "mine"))
    assert rep.statuses(record)[-2:] == ["in_conflict", "awaiting_decision"]
    rep.answer(request, Answer(status=AnswerStatus.CONFIRMED, order=placed(request)))
    assert rep.statuses(record)[-2:] == ["awaiting_decision", "confirmed"]


@pytest.mark.parametrize(
    "status", [AnswerStatus.CONFIRMED, AnswerStatus.REJECTED, AnswerStatus.PARKED]
)
def test_an_answer_to_a_conflict_that_was_not_given_here_is_one_step(
    rep: Rep, status: AnswerStatus
) -> None:
    record = rep.place()
    (request,) = rep.send()
    rep.collide(request)
    held = placed(request) if status is AnswerStatus.CONFIRMED else None
    rep.answer(request, Answer(status=status, order=held))
    assert rep.statuses(record)[-2:] == ["in_conflict", status.value]


def test_each_step_shows_who_made_it_and_the_note(rep: Rep) -> None:
    record = rep.place()
    (request,) = rep.send()
    for by, note in (("boss", "Too much."), ("amy", "Still too much.")):
        rep.answer(request, answered(request, AnswerStatus.AWAITING_DECISION))
        rep.answer(request, answered(request, AnswerStatus.IN_CONFLICT, by, note))
    rep.answer(request, Answer(status=AnswerStatus.CONFIRMED, order=placed(request), by="joe"))
    expected = [
        ("in_conflict", "boss", "Too much."),
        ("in_conflict", "amy", "Still too much."),
        ("confirmed", "joe", ""),
    ]
    assert said(story(rep, record)) == expected
    rep.restart()
    assert said(story(rep, record)) == expected
    reported = rep.use_cases.customers.overview(SHOP).events
    assert said(tuple(item.event for item in reversed(reported) if item.event)) == expected


def test_a_conflict_that_is_handed_back_once_more_says_so(rep: Rep) -> None:
    record = rep.place()
    (request,) = rep.send()
    back = answered(request, AnswerStatus.IN_CONFLICT, "boss", "Ask them.")
    rep.answer(request, back)
    rep.answer(request, back)
    rep.answer(request, replace(back, by="amy", note="Ask again."))
    assert said(story(rep, record)) == [
        ("in_conflict", "boss", "Ask them."),
        ("in_conflict", "amy", "Ask again."),
    ]


def test_what_collided_first_is_shown_as_it_collided_first(rep: Rep) -> None:
    rep.use_cases.customers.edit(SHOP, {EditableField.PHONE: "555-1111"})
    (request,) = rep.send()
    first = data_conflict(request)
    rep.answer(request, Answer(status=AnswerStatus.IN_CONFLICT, conflict=first))
    [field] = first.fields
    later = replace(first, fields=(replace(field, theirs="555-3333"),))
    rep.answer(
        request, Answer(status=AnswerStatus.AWAITING_DECISION, conflict=later, by="boss", note="?")
    )
    events = rep.use_cases.customers.overview(SHOP).events
    assert [event.clashes[0].theirs for event in reversed(events) if event.clashes] == [
        "555-2222",
        "555-3333",
    ]


# how it stands ----------------------------------------------------------------------------------


def last_of_both(rep: Rep, record: OrderRecord) -> HistoryEvent:
    """Return the last event of an order's story, which is the customer's newest."""
    last = story(rep, record)[-1]
    newest = rep.use_cases.customers.overview(SHOP).events[0]
    assert newest.event == last
    assert newest.is_current
    return last


def test_what_another_device_placed_after_all_remains(rep: Rep) -> None:
    record = rep.place()
    (request,) = rep.take()
    rep.answer(request, replace(WITHDRAWN, status=AnswerStatus.REJECTED))
    assert last_of_both(rep, record).status is TaskStatus.UNDONE
    rep.clock.advance(timedelta(minutes=1))  # type: ignore[attr-defined]
    bring(rep, placed(request))
    last = last_of_both(rep, record)
    assert (last.task, last.status) == (TaskKind.PLACE_ORDER, TaskStatus.CONFIRMED)
    assert (last.cause, last.at) == (TransitionReason.STANDS, rep.clock.now())
    standing = [
        event for event in rep.use_cases.customers.overview(SHOP).events if event.is_current
    ]
    assert len(standing) == 1, "what was left behind stands no more"


def test_what_another_device_cancelled_is_cancelled(rep: Rep) -> None:
    record = rep.place()
    (request,) = rep.send()
    rep.confirm(request)
    assert last_of_both(rep, record).cause != TransitionReason.STANDS
    bring(rep, placed(request, state=OrderState.CANCELLED))
    last = last_of_both(rep, record)
    assert (last.task, last.status) == (TaskKind.CANCEL_ORDER, TaskStatus.CONFIRMED)


def test_what_a_restored_head_office_forgot_is_not_confirmed_any_more(rep: Rep) -> None:
    record = rep.place()
    (request,) = rep.send()
    rep.confirm(request)
    with rep.store.work() as work:
        stored = work.orders.get(record.order.id)
        assert stored is not None
        work.orders.save(replace(stored, state=OrderState.CANCELLED, number="", placed=None))
        work.commit()
    assert last_of_both(rep, record).task is TaskKind.CANCEL_ORDER


def test_an_order_remains_as_it_was_where_its_change_was_withdrawn(rep: Rep) -> None:
    record = rep.place()
    (request,) = rep.send()
    rep.confirm(request)
    rep.use_cases.orders.amend(with_quantity(rep.shown(record).order, 5))
    (waiting,) = rep.use_cases.outbox.entries()
    rep.use_cases.outbox.undo(waiting.request_id)
    assert last_of_both(rep, record).status is TaskStatus.TAKING_BACK
    rep.withdraw()
    last = last_of_both(rep, record)
    assert (last.task, last.status) == (TaskKind.PLACE_ORDER, TaskStatus.CONFIRMED)


def test_an_order_that_waits_for_its_answer_does_so_without_its_change(rep: Rep) -> None:
    record = rep.place()
    rep.send()
    rep.use_cases.orders.amend(with_quantity(record.order, 5))
    (waiting,) = [entry for entry in rep.use_cases.outbox.entries() if entry.kind == "amend_order"]
    rep.use_cases.outbox.undo(waiting.request_id)
    rep.withdraw()
    last = last_of_both(rep, record)
    assert (last.task, last.status) == (TaskKind.PLACE_ORDER, TaskStatus.RECEIVED)
