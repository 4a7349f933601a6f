"""Applying a reply to the task, the record and the conflict it is about.

Every function here works inside the caller's open unit of work and does not commit, so that what
replies do and how far replies were read are saved as one.
"""

import logging
from dataclasses import replace

from smartclient.contract.feeds import FeedKind
from smartclient.contract.messages import ANSWERED_BEFORE, Answer, AnswerStatus, Reply, Request
from smartclient.domain.clock import Clock
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.tasks import FINISHED, SUCCEEDED, SubjectType, Task, TaskKind, TaskStatus
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.reconcile.stored_conflicts import ConflictState, StoredConflict
from smartclient.store.unit_of_work import UnitOfWork
from smartclient.store.work.stored_request import Reason, StoredRequest
from smartclient.use_cases.commands.take_back import continue_taking_back, continue_task
from smartclient.use_cases.commands.undo import show_withdrawn
from smartclient.use_cases.enqueue import asking_requests
from smartclient.use_cases.queries.overlays import show_customer
from smartclient.use_cases.replies.customer_reply import apply_customer_reply
from smartclient.use_cases.replies.dependents import park_dependents
from smartclient.use_cases.replies.numbers_reply import apply_numbers_reply
from smartclient.use_cases.replies.old_data import await_fresh_data, is_refused_for_old_data
from smartclient.use_cases.replies.order_reply import apply_late_reply, apply_order_reply
from smartclient.use_cases.replies.server_restore import (
    is_renumbered,
    offered_since,
    renumbered,
    reopen_task,
    reply_contradicts_outcome,
    requeue_forgotten_requests,
    show_forgotten,
)
from smartclient.use_cases.replies.transitions import apply_answer
from smartclient.use_cases.together import release_held_back

__all__ = [
    "after_pull",
    "apply_reply",
    "customer_departed",
    "reopen_conflict",
    "requeue_forgotten_requests",
]

logger = logging.getLogger(__name__)


def apply_reply(work: UnitOfWork, reply: Reply, clock: Clock) -> AnswerStatus | None:
    """Apply a reply; None when it was applied before, answers nothing of ours, or only withdraws.

    A reply applies only to the request it answers: when the task has a later one by now, the
    task stays as it is. A task of several steps goes on. The caller commits.
    """
    stored = work.outbox.get(reply.request_id)
    if stored is None:
        return _apply_to_carried(work, reply, clock)
    if stored.answer_version is not None and reply.row_version <= stored.answer_version:
        return None
    if _is_known_outcome(stored, reply.answer):
        return None
    reply = _in_words(reply)
    work.outbox.store_answer(
        reply.request_id, reply.answer, version=reply.row_version, at=reply.answered_at
    )
    task = work.tasks.get(stored.task_id)
    if task is None:
        return None
    status = _apply_to(work, clock, task, stored, reply)
    release_held_back(work, clock, task.id)
    continue_task(work, clock, task.id)
    return status


def _apply_to_carried(work: UnitOfWork, reply: Reply, clock: Clock) -> AnswerStatus | None:
    """Apply a reply to a request that carried others: none of them was decided by itself.

    Where they were, each has a reply of its own, and this one says nothing else.
    """
    carried = work.outbox.carried_in(reply.request_id)
    answer = reply.answer
    is_of_all = answer.status is AnswerStatus.PARKED or (
        answer.status is AnswerStatus.REJECTED and bool(answer.why) and not answer.withdrawn
    )
    if not carried or not is_of_all:
        logger.info("reply to %s, which is not stored", reply.request_id)
        return None
    applied = [
        apply_reply(work, replace(reply, request_id=request_id), clock) for request_id in carried
    ]
    return next((status for status in applied if status is not None), None)


def _apply_to(
    work: UnitOfWork, clock: Clock, task: Task, stored: StoredRequest, reply: Reply
) -> AnswerStatus | None:
    is_current = task.request_id == reply.request_id or _sent_by_a_copy(task, reply.answer)
    if not is_current and not _is_lost_outcome(work, task, reply):
        apply_late_reply(work, task, reply)
        return None if reply.answer.withdrawn else reply.answer.status
    if reply.answer.withdrawn:
        return _apply_withdrawal(work, clock, task, stored, reply)
    if stored.is_withdrawal and task.status in SUCCEEDED:
        # the request it was to withdraw was carried out, as that one's own answer said
        apply_late_reply(work, task, reply)
        return reply.answer.status
    if reply_contradicts_outcome(work, task, reply.answer):
        task = reopen_task(work, clock, task, reply.request_id)
    elif is_renumbered(task, reply.answer):
        task = renumbered(work, clock, task)
    _apply(work, clock, task, reply)
    return reply.answer.status


def reopen_conflict(
    work: UnitOfWork, clock: Clock, finished: Task, request: Request, answer: Answer
) -> Task:
    """Reopen the conflict of a finished task, and return the task that continues with it.

    ``answer`` is the newest, to the ``request`` about the conflict that head office has last.
    """
    task = reopen_task(work, clock, finished, request.id)
    reply = Reply(request_id=request.id, row_version=0, answered_at=request.made_at, answer=answer)
    _apply(work, clock, task, reply)
    return work.tasks.get(task.id) or task


def _is_known_outcome(stored: StoredRequest, answer: Answer) -> bool:
    """Whether head office shortened an answer that is stored here in full."""
    known = stored.answer
    return answer.purged and known is not None and known.status is answer.status


def _in_words(reply: Reply) -> Reply:
    """The reply with what a person reads of an answer of which the outcome alone is left."""
    if not reply.answer.purged:
        return reply
    return replace(reply, answer=replace(reply.answer, why=ANSWERED_BEFORE))


def _sent_by_a_copy(task: Task, answer: Answer) -> bool:
    """Whether an answer says that something being withdrawn was carried out all the same."""
    carried_out = answer.status.succeeded and not answer.withdrawn
    return carried_out and task.status is TaskStatus.TAKING_BACK


def _is_lost_outcome(work: UnitOfWork, task: Task, reply: Reply) -> bool:
    """Whether a restore lost what a withdrawal was too late for, and the request has a new answer.

    A copy of this laptop had sent it, and sends it again. An answer without a version was given
    before head office was restored.
    """
    withdrawal = work.outbox.get(task.request_id)
    if task.status not in SUCCEEDED or withdrawal is None or not withdrawal.is_withdrawal:
        return False
    if withdrawal.answer_version is not None:
        return False
    requests = asking_requests(work, task)
    is_newest = bool(requests) and requests[-1].request.id == reply.request_id
    return is_newest and reply_contradicts_outcome(work, task, reply.answer)


def _apply_withdrawal(
    work: UnitOfWork, clock: Clock, task: Task, stored: StoredRequest, reply: Reply
) -> AnswerStatus | None:
    """Apply the answer that a request is never carried out, or that its withdrawal was in time."""
    if not stored.is_withdrawal and reply_contradicts_outcome(work, task, reply.answer):
        # another device withdrew it while a restore had lost it
        task = reopen_task(work, clock, task, reply.request_id)
    pending = None if stored.is_withdrawal else _carried_out(work, task)
    if pending is None:
        _end_withdrawn(work, clock, task, reply.answer, by_another=not stored.is_withdrawal)
        # neither was anything confirmed nor refused
        return None
    order = reply.answer.order or pending.order
    _apply(work, clock, task, replace(reply, answer=replace(pending, order=order)))
    return pending.status


def _carried_out(work: UnitOfWork, task: Task) -> Answer | None:
    """The answer to another version of an unfinished task that was carried out, if any.

    A copy of this laptop had sent it, and withdrew only what came later.
    """
    if task.status in FINISHED:
        return None
    answers = [
        stored.answer
        for stored in work.outbox.of_task(task.id)
        # an answer without a version was given before head office was restored
        if stored.was_carried_out and stored.answer_version is not None
    ]
    return answers[-1] if answers else None


def _end_withdrawn(
    work: UnitOfWork, clock: Clock, task: Task, answer: Answer, *, by_another: bool
) -> None:
    """End a task that was withdrawn; ``by_another``: by another device."""
    if task.status in FINISHED:
        return
    cause = TransitionReason.WITHDRAWN if by_another else task.cause
    ended = work.tasks.move(task, TaskStatus.UNDONE, at=clock.now(), cause=cause, answer=answer)
    work.conflicts.close_of(task.id)
    show_withdrawn(work, clock, ended)
    park_dependents(work, clock, ended)


def _apply(work: UnitOfWork, clock: Clock, task: Task, reply: Reply) -> None:
    answer = reply.answer
    if is_refused_for_old_data(work, task, answer):
        await_fresh_data(work, clock, task)
        apply_late_reply(work, task, reply)
        return
    before = task.status
    task = apply_answer(work, task, answer, at=clock.now(), cause=_cause_of(answer))
    moved = task.status is not before
    _keep_conflict(work, task, answer)
    if task.subject.type is SubjectType.ORDER:
        apply_order_reply(work, clock, task, reply, moved=moved)
    elif task.subject.type is SubjectType.CUSTOMER:
        apply_customer_reply(work, task, reply)
    elif task.kind is TaskKind.LEASE_NUMBERS:
        apply_numbers_reply(work, reply)
    if moved and task.status is TaskStatus.REJECTED:
        park_dependents(work, clock, task)


def _cause_of(answer: Answer) -> str:
    return answer.reasons[0].code if answer.reasons else TransitionReason.ANSWERED


def _keep_conflict(work: UnitOfWork, task: Task, answer: Answer) -> None:
    """Close the conflicts that an answer resolves, and store one for the rep or an admin."""
    if task.status.value != answer.status.value:
        return
    work.conflicts.close_of(task.id)
    if answer.conflict is None or task.subject.type is SubjectType.CASE:
        return
    if task.status is TaskStatus.IN_CONFLICT:
        state = ConflictState.OPEN
    elif task.status is TaskStatus.AWAITING_DECISION:
        state = ConflictState.WITH_ADMIN
    else:
        return
    work.conflicts.save(StoredConflict(conflict=answer.conflict, task_id=task.id, state=state))


def customer_departed(work: UnitOfWork, number: CustomerNumber, clock: Clock) -> None:
    """Stop the unsent work on a customer who left the partition. The caller commits."""
    reason = Reason(
        why="Customer {number} is no longer yours, so this was not sent. Ask head office, or "
        "withdraw it.",
        arguments={"number": number},
    )
    for stored in work.outbox.never_handed_over(number):
        task = work.tasks.get(stored.task_id)
        if task is not None and task.status is TaskStatus.QUEUED:
            work.outbox.park(stored.request.id, reason)
            work.tasks.move(
                task, TaskStatus.PARKED, at=clock.now(), cause=TransitionReason.CUSTOMER_DEPARTED
            )


def after_pull(work: UnitOfWork, clock: Clock) -> None:
    """Update the rep's unfinished work to the data just pulled. The caller commits.

    Customers with unanswered changes show head office's new values beside them, finished orders of
    customers who left are removed, orders that head office lost are shown so, and requests
    finished long ago are deleted.
    """
    for number in work.tasks.unfinished_subjects(SubjectType.CUSTOMER):
        show_customer(work, CustomerNumber(number))
    if not work.feeds.cursor(FeedKind.CUSTOMERS).loading:
        work.orders.purge_departed()
    if not work.feeds.cursor(FeedKind.ORDERS).loading:
        if work.meta.is_reloading_orders:
            work.orders.purge_deleted()
            work.meta.is_reloading_orders = False
        show_forgotten(work, clock)
    continue_taking_back(work, clock)
    work.outbox.delete_finished(offered_since(work, clock))
