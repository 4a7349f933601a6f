"""The one table of legal transitions, and tasks that walk it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartclient.contract.messages import AnswerStatus
from smartclient.domain.errors import FatalError
from smartclient.domain.ids import RequestId, TaskId
from smartclient.domain.tasks import (
    FINISHED,
    PERCENT_COMPLETE,
    TRANSITIONS,
    Subject,
    SubjectType,
    Task,
    TaskKind,
    TaskStatus,
)

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
ANSWERS = {answer.task_status for answer in AnswerStatus}
statuses = st.sampled_from(TaskStatus)


def task(status: TaskStatus = TaskStatus.QUEUED) -> Task:
    return Task(
        id=TaskId("t"),
        kind=TaskKind.PLACE_ORDER,
        subject=Subject(type=SubjectType.ORDER, id="o"),
        status=status,
        request_id=RequestId("r"),
        created_at=NOW,
        changed_at=NOW,
    )


def reachable(start: TaskStatus) -> set[TaskStatus]:
    found: set[TaskStatus] = set()
    ahead = [start]
    while ahead:
        status = ahead.pop()
        fresh = TRANSITIONS[status] - found
        found |= fresh
        ahead += fresh
    return found


def test_every_status_is_in_the_table_and_has_its_percentage() -> None:
    assert set(TRANSITIONS) == set(TaskStatus) == set(PERCENT_COMPLETE)


def test_every_status_can_be_reached_from_the_queue() -> None:
    assert reachable(TaskStatus.QUEUED) | {TaskStatus.QUEUED} == set(TaskStatus)


def test_finished_is_what_is_answered_for_good_or_withdrawn() -> None:
    assert {
        TaskStatus.CONFIRMED,
        TaskStatus.ADJUSTED,
        TaskStatus.REJECTED,
        TaskStatus.UNDONE,
    } == FINISHED
    assert {status for status in TaskStatus if PERCENT_COMPLETE[status] == 100} == FINISHED


@given(statuses)
def test_no_task_is_stuck_before_it_is_finished(status: TaskStatus) -> None:
    assert status in FINISHED or reachable(status) & FINISHED


@given(statuses)
def test_what_is_not_finished_can_turn_out_to_be_withdrawn(status: TaskStatus) -> None:
    assert (TaskStatus.UNDONE in TRANSITIONS[status]) is (status not in FINISHED)


@given(statuses)
def test_whatever_head_office_has_not_answered_for_good_can_be_withdrawn(
    status: TaskStatus,
) -> None:
    can_be = TaskStatus.TAKING_BACK in TRANSITIONS[status]
    assert can_be is (status not in {*FINISHED, TaskStatus.TAKING_BACK})


def test_a_withdrawn_task_ends_as_head_office_answers_or_is_queued_again() -> None:
    assert TRANSITIONS[TaskStatus.TAKING_BACK] == ANSWERS | {TaskStatus.UNDONE, TaskStatus.QUEUED}


@given(statuses.filter(lambda status: status not in FINISHED))
def test_whatever_is_known_here_an_answer_needs_no_step_in_between(status: TaskStatus) -> None:
    assert ANSWERS - {status} <= TRANSITIONS[status]


@given(statuses, statuses)
def test_a_task_moves_as_the_table_says_and_no_other_way(
    before: TaskStatus, after: TaskStatus
) -> None:
    if after in TRANSITIONS[before]:
        moved = task(before).moved(after, at=NOW, cause="why")
        assert (moved.status, moved.changed_at, moved.cause) == (after, NOW, "why")
        assert moved.percent_complete == PERCENT_COMPLETE[after]
    else:
        with pytest.raises(FatalError):
            task(before).moved(after, at=NOW)


@given(st.lists(statuses, max_size=20))
def test_a_finished_task_stays_as_it_is(walk: list[TaskStatus]) -> None:
    walked = task()
    for status in walk:
        if status in TRANSITIONS[walked.status]:
            assert walked.status not in FINISHED
            walked = walked.moved(status, at=NOW)
