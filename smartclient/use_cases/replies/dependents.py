"""Dependents: tasks whose prerequisite was refused, or was replaced by another."""

from smartclient.domain.clock import Clock
from smartclient.domain.tasks import Task, TaskKind, TaskStatus
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.store.unit_of_work import UnitOfWork
from smartclient.store.work.stored_request import Reason
from smartclient.use_cases.commands.undo import drop_from_mail, is_change


def park_dependents(work: UnitOfWork, clock: Clock, task: Task) -> None:
    """Park the dependents of a refused task: they are shown, and not sent by themselves."""
    reason = Reason(
        why="It depends on {blocking}, which head office refused. Enter that again, or "
        "withdraw this.",
        arguments={"blocking": task.subject.label},
    )
    for dependent in work.tasks.dependents(task.id):
        if dependent.status is not TaskStatus.QUEUED:
            continue
        if dependent.kind is TaskKind.SEND_MAIL and _is_change_or_mail(task):
            drop_from_mail(work, clock, dependent, task)
        else:
            work.outbox.park(dependent.request_id, reason)
            work.tasks.move(
                dependent,
                TaskStatus.PARKED,
                at=clock.now(),
                cause=TransitionReason.PREREQUISITE_REFUSED,
            )


def _is_change_or_mail(task: Task) -> bool:
    return is_change(task) or task.kind is TaskKind.SEND_MAIL


def redirect_dependents(work: UnitOfWork, clock: Clock, old: Task, new: Task) -> None:
    """Make the dependents of a refused task wait for the one that replaces it."""
    waiting = work.tasks.dependents(old.id)
    work.tasks.require_instead(old.id, new.id)
    work.composed_tasks.replace_task(old.id, new.id)
    for dependent in waiting:
        if dependent.status is TaskStatus.PARKED:
            work.outbox.requeue([dependent.request_id])
            work.tasks.move(
                dependent, TaskStatus.QUEUED, at=clock.now(), cause=TransitionReason.RETRIED
            )
