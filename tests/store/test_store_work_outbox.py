"""The outbox as it lies in the store: what may go, in which order, and what is kept."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from smartclient.contract.encoding import digest_of, request_for
from smartclient.contract.messages import (
    Answer,
    AnswerStatus,
    Body,
    CancelOrder,
    EscalateConflict,
    Request,
    ResolveConflict,
    Withdraw,
)
from smartclient.domain.errors import FatalError, OutOfReachError
from smartclient.domain.ids import ConflictId, OrderId, RequestId, TaskId
from smartclient.domain.retrying import LONGEST_WAIT
from smartclient.domain.tasks import Subject, SubjectType, Task, TaskKind, TaskStatus
from smartclient.read_models.request_status import RequestStatus
from smartclient.reconcile.conflict import Resolution
from smartclient.store.unit_of_work import ReadView, Store, UnitOfWork
from smartclient.store.work.stored_request import Reason
from tests.prepared import new_store

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = new_store(tmp_path / "store.db", bytes(range(32)))
    yield store
    store.close()


def queue(
    work: UnitOfWork,
    name: str,
    *,
    lane: str = "C-1",
    requires: tuple[TaskId, ...] = (),
    body: Body | None = None,
) -> Request:
    body = body or CancelOrder(order_id=OrderId(name), note="ü")
    request = request_for(body, request_id=RequestId(f"r-{name}"), lane=lane, made_at=NOW)
    work.tasks.add(
        Task(
            id=TaskId(f"t-{name}"),
            kind=TaskKind.CANCEL_ORDER,
            subject=Subject(type=SubjectType.ORDER, id=name, label=name),
            status=TaskStatus.QUEUED,
            request_id=request.id,
            requires=requires,
            created_at=NOW,
            changed_at=NOW,
        )
    )
    work.outbox.append(request, TaskId(f"t-{name}"))
    return request


def to_send(view: ReadView, now: datetime = NOW) -> list[str]:
    return [stored.request.id for stored in view.outbox.to_send(now, knows_withdrawals=True)]


def test_a_request_comes_back_as_it_was_queued(store: Store) -> None:
    with store.work() as work:
        request = queue(work, "a")
        work.commit()
    with store.view() as view:
        stored = view.outbox.get(request.id)
    assert stored is not None
    assert stored.request == request
    assert stored.request.body.isascii()
    assert digest_of(stored.request.body) == request.digest
    assert not stored.handed_over


def test_nothing_is_kept_without_a_commit(store: Store) -> None:
    with store.work() as work:
        queue(work, "a")
    with store.view() as view:
        assert to_send(view) == []
        assert view.tasks.get(TaskId("t-a")) is None


def test_a_request_that_waits_for_its_time_holds_its_lane_only(store: Store) -> None:
    with store.work() as work:
        queue(work, "a")
        queue(work, "b", lane="C-2")
        queue(work, "c")
        work.outbox.note_failure(RequestId("r-a"), Reason(why="Later."), NOW + SECOND)
        assert to_send(work) == ["r-b"]
        assert work.outbox.next_try_at(NOW) == NOW + SECOND
        assert to_send(work, NOW + SECOND) == ["r-a", "r-b", "r-c"]
        work.outbox.retry_now(RequestId("r-a"))
        assert to_send(work) == ["r-a", "r-b", "r-c"]
        work.outbox.note_failure(RequestId("r-b"), Reason(why="Later."), NOW + SECOND)
        work.outbox.retry_all_now()
        assert to_send(work) == ["r-a", "r-b", "r-c"]
        assert work.outbox.next_try_at(NOW) is None


@pytest.mark.parametrize("ahead", [LONGEST_WAIT + SECOND, timedelta(days=365)])
def test_no_request_waits_longer_than_the_longest_backoff(store: Store, ahead: timedelta) -> None:
    with store.work() as work:
        queue(work, "a")
        queue(work, "b")
        work.outbox.note_failure(RequestId("r-a"), Reason(why="Later."), NOW + ahead)
        assert to_send(work) == ["r-a", "r-b"], "it was put off by a clock that was ahead"
        assert work.outbox.next_try_at(NOW) == NOW
        assert [entry.next_try for entry in work.outbox.entries(NOW)] == [None, None]
        work.outbox.note_failure(RequestId("r-a"), Reason(why="Later."), NOW + LONGEST_WAIT)
        assert to_send(work) == []
        assert work.outbox.next_try_at(NOW) == NOW + LONGEST_WAIT


@pytest.mark.parametrize("status", list(TaskStatus))
def test_only_a_prerequisite_that_went_well_lets_a_request_go(
    store: Store, status: TaskStatus
) -> None:
    went_well = status in {TaskStatus.CONFIRMED, TaskStatus.ADJUSTED}
    with store.work() as work:
        first = queue(work, "a", lane="C-9")
        queue(work, "b", requires=(TaskId("t-a"),))
        work.outbox.supersede(first.id)
        work.tasks._connection.exec_driver_sql(
            "UPDATE tasks SET status = ? WHERE id = 't-a'", (str(status),)
        )
        assert to_send(work) == (["r-b"] if went_well else [])
        (entry,) = [item for item in work.outbox.entries(NOW) if item.task_id == "t-b"]
        assert entry.waits_for == (None if went_well else "t-a")


def test_what_was_handed_over_goes_again_whatever_it_waits_for(store: Store) -> None:
    with store.work() as work:
        queue(work, "a", lane="C-9")
        queue(work, "b", requires=(TaskId("t-a"),))
        work.outbox.mark_sending([RequestId("r-b")], NOW)
        assert to_send(work) == ["r-a", "r-b"]


@pytest.mark.parametrize(
    "body",
    [
        ResolveConflict(conflict_id=ConflictId("c"), resolution=Resolution()),
        EscalateConflict(conflict_id=ConflictId("c"), note="May they?"),
        Withdraw(requests=(RequestId("r-x"),)),
    ],
    ids=lambda body: type(body).__name__,
)
def test_an_answer_to_a_conflict_goes_whatever_its_order_waited_for(
    store: Store, body: Body
) -> None:
    with store.work() as work:
        first = queue(work, "a", lane="C-9")
        queue(work, "b", requires=(TaskId("t-a"),), body=body)
        work.outbox.supersede(first.id)
        assert to_send(work) == ["r-b"]
        (entry,) = [item for item in work.outbox.entries(NOW) if item.task_id == "t-b"]
        assert entry.waits_for is None


def test_the_first_handing_over_is_remembered(store: Store) -> None:
    with store.work() as work:
        queue(work, "a")
        for moment in (NOW, NOW + SECOND):
            work.outbox.mark_sending([RequestId("r-a")], moment)
        stored = work.outbox.get(RequestId("r-a"))
    assert stored is not None
    assert stored.handed_over_at == NOW


def test_reasons_are_kept_as_templates_with_arguments(store: Store) -> None:
    error = OutOfReachError("No {what} today.", what="link")
    with store.work() as work:
        queue(work, "a")
        work.outbox.note_failure(RequestId("r-a"), Reason.of(error), NOW)
        (entry,) = work.outbox.entries(NOW)
    assert (entry.why, entry.arguments, entry.attempts) == ("No {what} today.", {"what": "link"}, 1)


def test_an_answer_is_kept_with_its_place_in_the_order_of_replies(store: Store) -> None:
    answer = Answer(status=AnswerStatus.REJECTED, note="Nö.")
    with store.work() as work:
        queue(work, "a")
        work.outbox.store_answer(RequestId("r-a"), answer, version=7, at=NOW)
        stored = work.outbox.get(RequestId("r-a"))
        assert stored is not None
        assert (stored.answer, stored.answer_version, stored.answered_at) == (answer, 7, NOW)
        assert stored.status is RequestStatus.ANSWERED
        work.outbox.requeue([RequestId("r-a")])
        work.outbox.mark_received([RequestId("r-a")])
        stored = work.outbox.get(RequestId("r-a"))
        assert stored is not None
        assert stored.status is RequestStatus.ANSWERED, "it was answered before"
        work.outbox.try_again(RequestId("r-a"))
        work.outbox.mark_received([RequestId("r-a")])
        stored = work.outbox.get(RequestId("r-a"))
        assert stored is not None
        assert stored.status is RequestStatus.RECEIVED


def test_only_requests_of_finished_tasks_are_forgotten(store: Store) -> None:
    with store.work() as work:
        for name in ("a", "b", "c"):
            queue(work, name)
        answer = Answer(status=AnswerStatus.CONFIRMED)
        for name in ("a", "b"):
            work.outbox.store_answer(RequestId(f"r-{name}"), answer, version=1, at=NOW)
        task = work.tasks.get(TaskId("t-a"))
        assert task is not None
        for status in (TaskStatus.SENDING, TaskStatus.CONFIRMED):
            task = work.tasks.move(task, status, at=NOW)
        assert work.outbox.delete_finished(NOW) == 0
        assert work.outbox.delete_finished(NOW + SECOND) == 1
        assert work.outbox.get(RequestId("r-a")) is None
        assert work.outbox.get(RequestId("r-b")) is not None
        assert to_send(work) == ["r-c"]


def test_an_illegal_step_is_refused_and_leaves_no_trace(store: Store) -> None:
    with store.work() as work:
        queue(work, "a")
        task = work.tasks.get(TaskId("t-a"))
        assert task is not None
        with pytest.raises(FatalError):
            work.tasks.move(task, TaskStatus.RECEIVED, at=NOW)
        assert work.tasks.get(TaskId("t-a")) == task
        assert len(work.tasks.steps(SubjectType.ORDER, "a")) == 1


def test_every_step_is_recorded_with_its_cause(store: Store) -> None:
    with store.work() as work:
        queue(work, "a")
        task = work.tasks.get(TaskId("t-a"))
        assert task is not None
        task = work.tasks.move(task, TaskStatus.SENDING, at=NOW + SECOND, cause="handed_over")
        work.tasks.move(
            task, TaskStatus.QUEUED, at=NOW, cause="restored", request_id=RequestId("r-2")
        )
        steps = [step.transition for step in work.tasks.steps(SubjectType.ORDER, "a")]
    assert [(step.before, step.after, step.cause) for step in steps] == [
        (None, TaskStatus.QUEUED, ""),
        (TaskStatus.QUEUED, TaskStatus.SENDING, "handed_over"),
        (TaskStatus.SENDING, TaskStatus.QUEUED, "restored"),
    ]
    assert [step.request_id for step in steps] == ["r-a", "r-a", "r-2"]


def test_dependents_are_known_and_follow_a_new_prerequisite(store: Store) -> None:
    with store.work() as work:
        for name in ("a", "b"):
            queue(work, name)
        queue(work, "c", requires=(TaskId("t-a"),))
        assert [task.id for task in work.tasks.dependents(TaskId("t-a"))] == ["t-c"]
        work.tasks.require_instead(TaskId("t-a"), TaskId("t-b"))
        assert work.tasks.dependents(TaskId("t-a")) == ()
        waiting = work.tasks.get(TaskId("t-c"))
        assert waiting is not None
        assert waiting.requires == ("t-b",)
        work.tasks.set_requirements(TaskId("t-c"), ())
        assert work.tasks.dependents(TaskId("t-b")) == ()


def test_a_large_outbox_is_read_in_order_without_delay(store: Store) -> None:
    with store.work() as work:
        for number in range(300):
            queue(work, f"{number:03}", lane=f"C-{number % 7}")
        work.commit()
    with store.view() as view:
        assert to_send(view) == [f"r-{number:03}" for number in range(300)]
        assert view.outbox.count_unanswered() == 300
        assert view.tasks.count([TaskStatus.QUEUED]) == 300
