"""Forwarding: batches, receipts, failures, lanes, and what a crash leaves."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import repeat

from smartclient.contract.messages import Answer, AnswerStatus
from smartclient.contract.operations import Receipt
from smartclient.domain.errors import OutOfReachError, RefusedError
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.tasks import TaskStatus
from smartclient.use_cases.replies.apply_reply import customer_departed
from smartclient.use_cases.replies.delivery import (
    claim_batch,
    next_try_at,
    note_failure,
    note_receipts,
    park,
)
from tests.use_cases.rep_world import BIKE, REFUSED, WITHDRAWN, Rep, placed

MINUTE = timedelta(minutes=1)
OTHER_SHOP = CustomerNumber("C-2")


def fail(rep: Rep, *request_ids: str) -> None:
    error = OutOfReachError("The link to {office} broke.", office="head office")
    note_failure(rep.store.work(), request_ids, rep.clock, error, lambda n: n * MINUTE)  # type: ignore[arg-type]


def batches(rep: Rep, *, max_rows: int, max_bytes: int) -> Iterator[int]:
    for _ in repeat(None, 10):
        batch = claim_batch(rep.store.work(), rep.clock, max_rows=max_rows, max_bytes=max_bytes)
        if not batch:
            return
        rep.acknowledge(*batch)
        yield len(batch)


def test_batches_are_cut_by_rows_and_by_bytes(rep: Rep) -> None:
    for _ in range(5):
        rep.place()
    assert list(batches(rep, max_rows=2, max_bytes=10**6)) == [2, 2, 1]
    for _ in range(3):
        rep.place()
    assert list(batches(rep, max_rows=10, max_bytes=10)) == [1, 1, 1]


def test_requests_go_oldest_first(rep: Rep) -> None:
    records = [rep.place() for _ in range(3)]
    assert [record.task_id for record in records] == [
        entry.task_id for entry in rep.use_cases.outbox.entries()
    ]
    assert [request.id for request in rep.send()] == [
        entry.request_id for entry in rep.use_cases.outbox.entries()
    ]


def test_a_crash_while_sending_offers_the_same_again(rep: Rep) -> None:
    record = rep.place()
    first = rep.take()
    rep.restart()
    assert rep.shown(record).task is TaskStatus.SENDING
    assert rep.take() == first
    assert rep.statuses(record) == ["queued", "sending"]


def test_a_failed_request_stays_sending_and_waits_for_its_time(rep: Rep) -> None:
    record = rep.place()
    (request,) = rep.take()
    fail(rep, request.id)
    assert rep.shown(record).task is TaskStatus.SENDING
    (entry,) = rep.use_cases.outbox.entries()
    assert (entry.attempts, entry.why) == (1, "The link to {office} broke.")
    assert entry.arguments == {"office": "head office"}
    assert entry.next_try == rep.clock.now() + MINUTE
    with rep.store.view() as view:
        assert next_try_at(view, rep.clock) == entry.next_try
    assert rep.take() == ()
    rep.clock.advance(MINUTE)  # type: ignore[attr-defined]
    assert rep.take() == (request,)
    fail(rep, request.id)
    assert rep.use_cases.outbox.entries()[0].next_try == rep.clock.now() + 2 * MINUTE


def test_a_waiting_request_can_go_at_once(rep: Rep) -> None:
    rep.place()
    (request,) = rep.take()
    fail(rep, request.id)
    rep.use_cases.outbox.retry(request.id)
    assert rep.take() == (request,)


def test_a_lane_keeps_its_order_and_others_go_on(rep: Rep) -> None:
    first = rep.place()
    (request,) = rep.take()
    fail(rep, request.id)
    rep.use_cases.orders.cancel(first.order.id)
    other = rep.place((BIKE, 1), customer=OTHER_SHOP)
    (sent,) = rep.take()
    assert sent.lane == OTHER_SHOP
    rep.acknowledge(sent)
    assert rep.shown(other).task is TaskStatus.RECEIVED
    rep.clock.advance(MINUTE)  # type: ignore[attr-defined]
    assert rep.take()[0].id == request.id


def test_what_waits_for_another_task_holds_up_nothing_in_its_lane(rep: Rep) -> None:
    record = rep.place()
    rep.send()
    rep.use_cases.orders.amend(record.order)
    later = rep.place((BIKE, 3))
    (sent,) = rep.send()
    assert rep.shown(later).task is TaskStatus.RECEIVED
    assert sent.id == rep.use_cases.outbox.entries()[-1].request_id


def test_a_refused_request_is_stopped_with_the_reason(rep: Rep) -> None:
    record = rep.place()
    other = rep.place()
    one, two = rep.take()
    receipts = [
        Receipt(request_id=one.id, digest=one.digest, refusal="Too large {really}."),
        Receipt(request_id=two.id, digest=two.digest),
    ]
    assert note_receipts(rep.store.work(), receipts, rep.clock) == 1
    assert rep.shown(record).task is TaskStatus.PARKED
    assert rep.shown(other).task is TaskStatus.RECEIVED
    assert rep.use_cases.outbox.entries()[0].why == "Too large {really}."
    rep.use_cases.outbox.undo(one.id)
    assert rep.shown(record).task is TaskStatus.TAKING_BACK
    rep.withdraw()
    assert rep.shown(record).state is OrderState.DRAFT


def test_a_poisonous_request_is_parked(rep: Rep) -> None:
    record = rep.place()
    (request,) = rep.take()
    park(rep.store.work(), [request.id], rep.clock, RefusedError("The link broke on this."))
    assert rep.shown(record).task is TaskStatus.PARKED
    rep.use_cases.outbox.retry(record.task_id)  # type: ignore[arg-type]
    assert rep.take() == (request,)


def test_an_answer_may_come_without_its_receipt(rep: Rep) -> None:
    record = rep.place()
    (request,) = rep.take()
    rep.confirm(request)
    assert rep.shown(record).state is OrderState.CONFIRMED
    assert rep.take() == ()
    assert rep.use_cases.outbox.entries() == ()


def test_a_receipt_after_the_answer_changes_nothing(rep: Rep) -> None:
    record = rep.place()
    (request,) = rep.take()
    rep.confirm(request)
    rep.acknowledge(request)
    assert rep.shown(record).task is TaskStatus.CONFIRMED
    with rep.store.view() as view:
        assert view.outbox.count_unanswered() == 0


def test_unsent_work_on_a_departed_customer_is_stopped_not_lost(rep: Rep) -> None:
    sent = rep.place()
    (request,) = rep.send()
    kept = rep.place()
    other = rep.place((BIKE, 1), customer=OTHER_SHOP)
    with rep.store.work() as work:
        work.customers.remove(kept.order.customer)
        customer_departed(work, kept.order.customer, rep.clock)
        work.commit()
    assert rep.shown(kept).task is TaskStatus.PARKED
    assert rep.shown(sent).task is TaskStatus.RECEIVED
    assert rep.shown(other).task is TaskStatus.QUEUED
    (stopped,) = [
        entry for entry in rep.use_cases.outbox.entries() if entry.status is TaskStatus.PARKED
    ]
    assert stopped.arguments == {"number": "C-1"}
    rep.answer(request, REFUSED)
    rep.use_cases.outbox.undo(stopped.request_id)
    withdrawal, _ = sorted(rep.send(), key=lambda one: one.kind, reverse=True)
    rep.answer(withdrawal, WITHDRAWN)
    assert rep.shown(kept).state is OrderState.DRAFT


def test_an_order_of_a_departed_customer_that_was_sent_is_answered(rep: Rep) -> None:
    record = rep.place()
    (request,) = rep.send()
    rep.answer(request, Answer(status=AnswerStatus.CONFIRMED, order=placed(request)))
    assert rep.shown(record).number == "SO-1"
