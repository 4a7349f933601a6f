"""Requesting: how a task gets the request that carries it, at first and ever after.

Everything here works inside an open unit of work. A request that was never handed over is
superseded by a later one; one that was is named by the later one as what it replaces.
"""

from collections.abc import Iterable

from smartclient.contract.messages import Body, request_for
from smartclient.domain.clock import Clock
from smartclient.domain.errors import BlockedError, NotFoundError
from smartclient.domain.ids import RequestId, TaskId, new_id
from smartclient.domain.tasks import Subject, Task, TaskKind, TaskStatus
from smartclient.store.requests import StoredRequest
from smartclient.store.unit_of_work import Repositories
from smartclient.tasks.causes import Cause

CAME_TO_NOTHING = frozenset({TaskStatus.REJECTED, TaskStatus.UNDONE})
"""Finished without effect: what named such a task as prerequisite can't go on by itself."""


def begin_task(
    work: Repositories,
    clock: Clock,
    *,
    kind: TaskKind,
    subject: Subject,
    body: Body,
    lane: str,
    requires: Iterable[TaskId] = (),
    replaces: RequestId | None = None,
) -> Task:
    """Save and return a new task, queued, with the request that carries it."""
    now = clock.now()
    task = Task(
        id=TaskId(new_id()),
        kind=kind,
        subject=subject,
        status=TaskStatus.QUEUED,
        request_id=RequestId(new_id()),
        requires=tuple(requires),
        created_at=now,
        changed_at=now,
        cause=Cause.SAVED,
    )
    request = request_for(
        body, request_id=task.request_id, lane=lane, made_at=now, replaces=replaces
    )
    work.tasks.add(task)
    work.outbox.append(request, task.id)
    return task


def ask_anew(
    work: Repositories, clock: Clock, task: Task, body: Body, *, lane: str, cause: Cause
) -> Task:
    """Let a new request carry ``task``, which is queued with it."""
    now = clock.now()
    old = carrying(work, task)
    request = request_for(
        body,
        request_id=RequestId(new_id()),
        lane=lane,
        made_at=now,
        replaces=old.request.id if old.handed_over else old.request.replaces,
    )
    if not old.handed_over:
        work.outbox.supersede(old.request.id)
    work.outbox.append(request, task.id)
    return work.tasks.move(task, TaskStatus.QUEUED, at=now, cause=cause, request_id=request.id)


def carrying(work: Repositories, task: Task) -> StoredRequest:
    """Return the request that carries ``task`` now."""
    stored = work.outbox.get(task.request_id)
    if stored is None:
        raise NotFoundError(
            "What was sent for this is no longer kept. It was settled long ago.",
            detail=f"task {task.id}, request {task.request_id}",
        )
    return stored


def was_handed_over(work: Repositories, task: Task) -> bool:
    """Tell whether head office may hold any request of ``task``."""
    return any(stored.handed_over for stored in work.outbox.of_task(task.id))


def drop_failed_requirements(work: Repositories, task: Task) -> None:
    """Let ``task`` wait no longer for tasks about the same record that came to nothing.

    BlockedError when it waits for another record that is not to be: a customer refused.
    """
    kept = []
    for required_id in task.requires:
        required = work.tasks.get(required_id)
        if required is None or required.status not in CAME_TO_NOTHING:
            kept.append(required_id)
        elif required.subject.id != task.subject.id:
            raise BlockedError(
                "{label} waits for {blocking}, which came to nothing. Enter that again first.",
                label=task.subject.label,
                blocking=required.subject.label,
            )
    if len(kept) != len(task.requires):
        work.tasks.set_requirements(task.id, kept)
