"""The outbox: requests undone, retried, sent first or at any price, and their latest time."""

from datetime import datetime

from smartclient.domain.clock import Clock
from smartclient.domain.errors import BlockedError, NotFoundError, RefusedError
from smartclient.domain.ids import RequestId, TaskId
from smartclient.domain.tasks import FINISHED, TO_SEND, Task, TaskStatus
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.read_models.outbox_choices import AT_HEAD_OFFICE_ALREADY, GOES_BY_ITSELF
from smartclient.store.unit_of_work import ReadView, UnitOfWork
from smartclient.use_cases.commands.undo import check_outcome_known, undo_task
from smartclient.use_cases.enqueue import (
    check_latest_time,
    current_request,
    drop_failed_requirements,
)
from smartclient.use_cases.together import tasks_beside

_CAN_BE_SENT = frozenset({TaskStatus.PARKED, *TO_SEND})


def undo(reference: RequestId | TaskId, *, work: UnitOfWork, clock: Clock) -> None:
    """Undo a task that was not sent from here, or was stopped; else BlockedError."""
    with work:
        undo_task(work, clock, _task_named(work, reference))
        work.commit()


def retry(reference: RequestId | TaskId, *, work: UnitOfWork, clock: Clock) -> None:
    """Queue a stopped request again, or let one go at once that waits for its next try.

    What stands together with it, too: none goes without the others.
    """
    with work:
        named = _task_named(work, reference)
        check_can_be_retried(named, current_request(work, named).next_try)
        for task in tasks_beside(work, named):
            drop_failed_requirements(work, task)
            if task.status is TaskStatus.PARKED:
                _queue_parked(work, clock, task)
            elif task.status in TO_SEND:
                work.outbox.retry_now(task.request_id)
        work.commit()


def send_anyway(reference: RequestId | TaskId, *, work: UnitOfWork, clock: Clock) -> None:
    """Send a request with the next sync, whatever the link costs, and what must go before it.

    That is also what stands together with it.
    """
    with work:
        named = _task_named(work, reference)
        check_to_be_sent(named)
        for task in tasks_beside(work, named):
            drop_failed_requirements(work, task)
            if task.status is TaskStatus.PARKED:
                _queue_parked(work, clock, task)
            work.outbox.send_at_any_price(task.request_id)
        work.commit()


def set_latest_time(
    reference: RequestId | TaskId, not_after: datetime | None, *, work: UnitOfWork, clock: Clock
) -> None:
    """Set until when a request may be sent, None for ever; BlockedError when it may have been."""
    with work:
        task = _task_named(work, reference)
        check_latest_time(not_after, clock)
        if current_request(work, task).handed_over or task.status is not TaskStatus.QUEUED:
            raise BlockedError(
                "{label} has no latest time any more: it was sent already, or stopped.",
                label=task.subject.label,
            )
        work.outbox.set_latest_time(task.request_id, not_after)
        work.commit()


def send_first(reference: RequestId | TaskId, *, work: UnitOfWork, clock: Clock) -> None:
    """Send a request before all others, after its prerequisites and the earlier ones of its lane.

    One that was stopped is queued again.
    """
    with work:
        task = _task_named(work, reference)
        check_to_be_sent(task)
        if task.status is TaskStatus.PARKED:
            drop_failed_requirements(work, task)
            _queue_parked(work, clock, task)
        _put_first(work, task)
        work.commit()


def _put_first(work: UnitOfWork, task: Task) -> None:
    for required_id in task.requires:
        required = work.tasks.get(required_id)
        if required is not None and required.status in TO_SEND:
            _put_first(work, required)
    work.outbox.send_first(task.request_id)


def check_can_be_retried(task: Task, next_try: datetime | None) -> None:
    """Raise RefusedError when there is nothing to try again: it was not tried, or it arrived."""
    check_to_be_sent(task)
    if task.status is not TaskStatus.PARKED and next_try is None:
        raise RefusedError(GOES_BY_ITSELF, label=task.subject.label)


def check_to_be_sent(task: Task) -> None:
    """Raise RefusedError for a task of which nothing is to be sent, or was stopped."""
    if task.status not in _CAN_BE_SENT:
        raise RefusedError(AT_HEAD_OFFICE_ALREADY, label=task.subject.label)


def _queue_parked(work: UnitOfWork, clock: Clock, task: Task) -> None:
    """Requeue a stopped task under the same request, which head office retries."""
    if current_request(work, task).is_withdrawal:
        undo_task(work, clock, task)
        return
    check_outcome_known(work, task)
    work.outbox.try_again(task.request_id)
    work.tasks.move(task, TaskStatus.QUEUED, at=clock.now(), cause=TransitionReason.RETRIED)


def _task_named(view: ReadView, reference: RequestId | TaskId) -> Task:
    stored = view.outbox.get(RequestId(reference))
    task = view.tasks.get(TaskId(reference) if stored is None else stored.task_id)
    if task is None or task.status in FINISHED:
        raise NotFoundError(
            "There is no request {reference} in the outbox. Look at the list again.",
            reference=reference,
        )
    return task
