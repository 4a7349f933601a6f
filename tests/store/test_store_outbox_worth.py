"""What the outbox sends over a link that costs something, and what it holds back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from smartclient.contract.encoding import request_for
from smartclient.contract.messages import (
    Body,
    CancelOrder,
    DeleteCustomer,
    EscalateConflict,
    Withdraw,
)
from smartclient.domain.ids import ConflictId, CustomerNumber, OrderId, RequestId, TaskId
from smartclient.domain.tasks import Subject, SubjectType, Task, TaskKind, TaskStatus
from smartclient.domain.worth import LinkTerms
from smartclient.store.unit_of_work import ReadView, Store, UnitOfWork
from smartclient.store.work.stored_request import Reason
from tests.prepared import new_store

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
CHEAP, DEAR = "delete_customer", "escalate_conflict"
COSTLY = LinkTerms(price=6, worths={CHEAP: 2, DEAR: 7})
"""Of it, only what is dear goes at once."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = new_store(tmp_path / "store.db", bytes(range(32)))
    yield store
    store.close()


def queue(
    work: UnitOfWork,
    name: str,
    body: Body,
    *,
    lane: str = "",
    requires: tuple[str, ...] = (),
    not_after: datetime | None = None,
    made_at: datetime = NOW,
) -> None:
    request = request_for(body, request_id=RequestId(name), lane=lane or name, made_at=made_at)
    work.tasks.add(
        Task(
            id=TaskId(f"t-{name}"),
            kind=TaskKind.CANCEL_ORDER,
            subject=Subject(type=SubjectType.ORDER, id=name, label=name),
            status=TaskStatus.QUEUED,
            request_id=request.id,
            requires=tuple(TaskId(f"t-{each}") for each in requires),
            created_at=NOW,
            changed_at=NOW,
        )
    )
    work.outbox.append(request, TaskId(f"t-{name}"), not_after=not_after)


def cheap() -> Body:
    return DeleteCustomer(number=CustomerNumber("C-1"))


def dear() -> Body:
    return EscalateConflict(conflict_id=ConflictId("conflict"))


def cancellation() -> Body:
    return CancelOrder(order_id=OrderId("order"))


def sent(view: ReadView, now: datetime = NOW, terms: LinkTerms = COSTLY) -> list[str]:
    found = view.outbox.to_send(now, knows_withdrawals=True, terms=terms)
    return [stored.request.id for stored in found]


def test_what_is_worth_less_than_the_link_costs_waits(store: Store) -> None:
    with store.work() as work:
        queue(work, "cheap", cheap())
        queue(work, "dear", dear())
        assert sent(work) == ["dear"]
        assert sent(work, terms=LinkTerms(price=2, worths=COSTLY.worths)) == ["cheap", "dear"]


def test_everything_goes_within_a_day(store: Store) -> None:
    with store.work() as work:
        queue(work, "cheap", cheap())
        at = work.outbox.next_try_at(NOW, COSTLY)
        assert at is not None
        assert NOW < at <= NOW + 24 * HOUR
        assert sent(work, at - timedelta(microseconds=1)) == []
        assert sent(work, at) == ["cheap"]


def test_withdrawals_and_cancellations_go_at_once(store: Store) -> None:
    with store.work() as work:
        queue(work, "withdrawal", Withdraw(requests=()))
        queue(work, "cancellation", cancellation())
        dearest = LinkTerms(price=9, worths={"withdraw": 0, "cancel_order": 0})
        assert sent(work, terms=dearest) == ["withdrawal", "cancellation"]


def test_what_must_go_before_something_dear_goes_with_it(store: Store) -> None:
    with store.work() as work:
        queue(work, "earlier", cheap(), lane="C-1")
        queue(work, "dear", dear(), lane="C-1")
        queue(work, "later", cheap(), lane="C-1")
        queue(work, "elsewhere", cheap())
        assert sent(work) == ["earlier", "dear"]


def test_a_prerequisite_goes_with_what_needs_it(store: Store) -> None:
    with store.work() as work:
        queue(work, "first", cheap())
        queue(work, "second", cheap(), requires=("first",))
        queue(work, "needing", cancellation(), requires=("second",))
        worths = work.outbox.worths(NOW, COSTLY)
    assert worths == {"first": 9, "second": 9, "needing": 9}


def test_what_the_rep_sends_anyway_goes_with_what_must_go_before_it(store: Store) -> None:
    with store.work() as work:
        queue(work, "earlier", cheap(), lane="C-1")
        queue(work, "wanted", cheap(), lane="C-1")
        queue(work, "other", cheap())
        work.outbox.send_at_any_price(RequestId("wanted"))
        assert sent(work) == ["earlier", "wanted"]


def test_what_has_a_latest_time_goes_before_it_or_not_at_all(store: Store) -> None:
    latest = NOW + 4 * HOUR
    with store.work() as work:
        queue(work, "cheap", cheap(), not_after=latest)
        assert sent(work) == []
        assert sent(work, latest - HOUR) == ["cheap"]
        assert sent(work, latest, LinkTerms()) == []
        assert work.outbox.overdue(latest - timedelta(microseconds=1)) == ()
        assert work.outbox.overdue(latest) == ("cheap",)
        assert work.outbox.next_try_at(NOW) == latest


def test_a_latest_time_holds_only_for_what_was_never_handed_over(store: Store) -> None:
    with store.work() as work:
        queue(work, "cheap", cheap(), not_after=NOW + HOUR)
        work.outbox.mark_sending([RequestId("cheap")], NOW)
        assert work.outbox.overdue(NOW + 2 * HOUR) == ()
        assert sent(work, NOW + 2 * HOUR, LinkTerms()) == ["cheap"]


spans = some.timedeltas(-30 * HOUR, 30 * HOUR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """A request of a test: since when it waits, and what became of it so far, as spans from now."""

    worth: str
    lane: str
    waited: timedelta
    not_after: timedelta | None
    next_try: timedelta | None
    sent_at_any_price: bool


queued = some.builds(
    Queued,
    worth=some.sampled_from((CHEAP, DEAR)),
    lane=some.sampled_from("ab"),
    waited=some.timedeltas(timedelta(0), 30 * HOUR),
    not_after=some.none() | spans,
    next_try=some.none() | some.timedeltas(-HOUR, HOUR),
    sent_at_any_price=some.booleans(),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(requests=some.lists(queued, max_size=5), price=some.integers(0, 9), after=spans)
def test_it_is_known_when_the_next_request_goes_and_nothing_is_tried_for_nothing(
    store: Store, requests: list[Queued], price: int, after: timedelta
) -> None:
    terms = LinkTerms(price=price, worths=COSTLY.worths)
    with store.work() as work:  # rolled back
        for place, request in enumerate(requests):
            _queue(work, f"r{place}", request)
        at = work.outbox.next_try_at(NOW, terms)
        goes, is_overdue = sent(work, NOW, terms), work.outbox.overdue(NOW)
        if at is not None and at <= NOW:
            assert goes or is_overdue
        between = NOW + abs(after)
        if at is None or NOW < between < at:
            assert set(sent(work, between, terms)) <= set(goes)
            assert set(work.outbox.overdue(between)) <= set(is_overdue)


def _queue(work: UnitOfWork, name: str, request: Queued) -> None:
    body = cheap() if request.worth == CHEAP else dear()
    not_after = None if request.not_after is None else NOW + request.not_after
    queue(work, name, body, lane=request.lane, not_after=not_after, made_at=NOW - request.waited)
    if request.sent_at_any_price:
        work.outbox.send_at_any_price(RequestId(name))
    if request.next_try is not None:
        work.outbox.mark_sending([RequestId(name)], NOW - request.waited)
        work.outbox.note_failure(RequestId(name), Reason(why="cut"), NOW + request.next_try)
