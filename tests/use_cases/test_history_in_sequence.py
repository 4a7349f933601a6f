"""History of a record where the clock was corrected: a step never stands before what led to it."""

from datetime import timedelta

from smartclient.contract.messages import Answer, AnswerStatus
from smartclient.domain.tasks import TaskStatus
from smartclient.read_models.records import OrderRecord
from tests.set_clock import SetClock
from tests.use_cases.rep_world import SHOP, Rep, rule_conflict


def awaiting_decision(rep: Rep, clock: SetClock, *, back: timedelta) -> OrderRecord:
    """An order that is with an admin; the clock went back after it was received."""
    record = rep.place()
    (request,) = rep.send()
    clock.advance(-back)
    waits = Answer(status=AnswerStatus.AWAITING_DECISION, conflict=rule_conflict(request))
    rep.answer(request, waits)
    return record


def test_a_small_correction_of_the_clock_leaves_an_orders_times_in_sequence(
    rep: Rep, clock: SetClock
) -> None:
    now = clock.now()
    record = awaiting_decision(rep, clock, back=timedelta(seconds=2))
    events = rep.use_cases.orders.history(record.order.id).events
    assert events[-1].status is TaskStatus.AWAITING_DECISION
    assert [event.at for event in events] == [now] * len(events)


def test_the_newest_step_is_the_first_of_a_customers_history(rep: Rep, clock: SetClock) -> None:
    awaiting_decision(rep, clock, back=timedelta(seconds=2))
    shown = [step.event for step in rep.use_cases.customers.overview(SHOP).events]
    assert [event.status for event in shown if event is not None] == [
        TaskStatus.AWAITING_DECISION,
        TaskStatus.QUEUED,
    ]


def test_a_clock_that_was_plainly_wrong_stays_visible(rep: Rep, clock: SetClock) -> None:
    record = awaiting_decision(rep, clock, back=timedelta(days=365))
    events = rep.use_cases.orders.history(record.order.id).events
    assert events[-1].at == events[-2].at - timedelta(days=365)
