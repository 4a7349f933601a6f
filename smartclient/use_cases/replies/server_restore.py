"""Server restores: what a laptop does when head office was restored from a backup."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from smartclient.contract.messages import Answer, AnswerStatus
from smartclient.domain.clock import Clock
from smartclient.domain.ids import OrderId, RequestId, TaskId, new_id
from smartclient.domain.sales.order_diff import CUSTOMER_NUMBER_FIELD, ORDER_NUMBER_FIELD
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.tasks import (
    FINISHED,
    SUCCEEDED,
    SubjectType,
    Task,
    TaskKind,
    TaskStatus,
)
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.read_models.server_restores import OFFERED_AGAIN
from smartclient.read_models.stored_orders import StoredOrder
from smartclient.store.unit_of_work import ReadView, UnitOfWork
from smartclient.store.work.stored_request import StoredRequest
from smartclient.use_cases.commands.undo import resume_withdrawal


def offered_since(view: ReadView, clock: Clock) -> datetime:
    """From when on answered requests are kept, and offered again: 90 days before the last sync.

    Head office may have lost them while this laptop was away for longer.
    """
    meta = view.meta
    now, last = meta.head_office_time(clock), meta.last_sync
    return (now if last is None else min(now, last)) - OFFERED_AGAIN


def requeue_forgotten_requests(work: UnitOfWork, clock: Clock, *, since: datetime) -> int:
    """Requeue, under their own ids, the requests that head office may have lost.

    Those are the ones it acknowledged and has not answered, those it stopped, and those it
    answered since. Finished tasks stay where they are. Requests of a refused task are left out:
    they had no effect to restore, and the draft made of them may have been placed by now. So is
    what was withdrawn or replaced before it was carried out. The caller commits.
    """
    work.outbox.reset_reply_versions()
    unanswered = [stored.request.id for stored in work.outbox.held_unanswered()]
    requeue_unanswered(work, clock, unanswered, cause=TransitionReason.RESTORED)
    answered = [stored for stored in work.outbox.answered_since(since) if _had_effect(work, stored)]
    withdrawn = {request_id for stored in answered for request_id in stored.request.withdraws}
    answered = [
        stored
        for stored in answered
        if stored.was_carried_out or stored.request.id not in withdrawn
    ]
    work.outbox.requeue([stored.request.id for stored in answered])
    return len(unanswered) + len(answered) + _requeue_stopped(work, clock)


def requeue_unanswered(
    work: UnitOfWork, clock: Clock, request_ids: Sequence[RequestId], *, cause: TransitionReason
) -> None:
    """Requeue what head office acknowledged, where the acknowledgement or the reply is lost there.

    A restore may have lost the acknowledgement alone, of a request that it holds as stopped: no
    answer would ever come. The caller commits.
    """
    named = work.outbox.named(request_ids)
    work.tasks.move_by_request(
        named,
        TaskStatus.RECEIVED,
        TaskStatus.QUEUED,
        at=clock.now(),
        cause=cause,
    )
    work.outbox.requeue(named)


def _requeue_stopped(work: UnitOfWork, clock: Clock) -> int:
    """Requeue what head office stopped: it may be lost there, and nobody could retry it.

    What was withdrawn or replaced since is left out: earlier versions sent no withdrawal of it.
    """
    offered = 0
    for stored in work.outbox.stopped_at_head_office():
        task = work.tasks.get(stored.task_id)
        if (
            task is None
            or task.status is not TaskStatus.PARKED
            or (task.request_id != stored.request.id)
        ):
            continue
        if stored.is_withdrawal:
            resume_withdrawal(work, clock, task)
        else:
            work.outbox.try_again(stored.request.id)
            work.tasks.move(
                task, TaskStatus.QUEUED, at=clock.now(), cause=TransitionReason.RESTORED
            )
        offered += 1
    return offered


def _had_effect(view: ReadView, stored: StoredRequest) -> bool:
    """Whether there is anything to restore of an answered request: it was not refused.

    A withdrawal had an effect if it was in time.
    """
    if stored.answer is not None and stored.answer.withdrawn != stored.is_withdrawal:
        return False
    task = view.tasks.get(stored.task_id)
    return task is None or task.status is not TaskStatus.REJECTED


def reply_contradicts_outcome(view: ReadView, task: Task, answer: Answer) -> bool:
    """Whether head office, restored, answers otherwise than when ``task`` was finished."""
    if task.status not in FINISHED:
        return False
    if task.status in SUCCEEDED:
        return not answer.status.succeeded and not _still_has_effect(task, answer)
    if answer.status in {AnswerStatus.REJECTED, AnswerStatus.PARKED}:
        return False
    return not _took_back(answer) and not _is_gone(view, task)


def _still_has_effect(task: Task, answer: Answer) -> bool:
    """Whether head office still holds the order after a refusal, or has nothing to cancel."""
    return answer.status is AnswerStatus.REJECTED and (
        answer.order is not None or task.kind is TaskKind.CANCEL_ORDER
    )


def _took_back(answer: Answer) -> bool:
    """Whether an answer says only that the order is cancelled."""
    return answer.order is not None and answer.order.state is OrderState.CANCELLED


def _is_gone(view: ReadView, task: Task) -> bool:
    is_order = task.subject.type is SubjectType.ORDER
    return is_order and view.orders.get(OrderId(task.subject.id)) is None


def show_forgotten(work: UnitOfWork, clock: Clock) -> None:
    """Show an order as not placed that head office lost, and that is not offered again from here.

    Where another device offers it again, it comes back with the orders. The caller commits.
    """
    for order_id in work.orders.forgotten():
        stored = work.orders.get(order_id)
        if stored is not None:
            if stored.number:
                work.orders.keep_earlier_number(stored.order.id, stored.number)
            work.orders.save(
                StoredOrder(
                    order=stored.order,
                    state=OrderState.CANCELLED,
                    task_id=stored.task_id,
                    changed_at=clock.now(),
                )
            )


def reopen_task(work: UnitOfWork, clock: Clock, finished: Task, request_id: RequestId) -> Task:
    """A new task that continues with a request of a finished one, not carried out yet."""
    task = _successor_task(work, clock, finished, request_id)
    if task.subject.type is SubjectType.ORDER:
        _show_reopened(work, finished, task)
    return task


def is_renumbered(task: Task, answer: Answer) -> bool:
    """Whether what was carried out has another number since head office was restored."""
    if task.status not in SUCCEEDED or task.kind not in _NUMBERED:
        return False
    return any(change.field in _NUMBER_FIELDS for change in answer.report)


_NUMBERED = frozenset({TaskKind.PLACE_ORDER, TaskKind.CREATE_CUSTOMER})
_NUMBER_FIELDS = frozenset({ORDER_NUMBER_FIELD, CUSTOMER_NUMBER_FIELD})


def renumbered(work: UnitOfWork, clock: Clock, finished: Task) -> Task:
    """A new task that reports the new number, as a finished one can't."""
    task = _successor_task(work, clock, finished, finished.request_id)
    if task.subject.type is SubjectType.ORDER:
        stored = work.orders.get(OrderId(task.subject.id))
        if stored is not None and stored.task_id == finished.id:
            work.orders.save(replace(stored, task_id=task.id))
    return task


def _successor_task(work: UnitOfWork, clock: Clock, finished: Task, request_id: RequestId) -> Task:
    """A new task with the requests of a finished one, ``request_id`` as its current one.

    A finished task can't move; head office's new answer to its request is a history of its own.
    """
    now = clock.now()
    task = Task(
        id=TaskId(new_id()),
        kind=finished.kind,
        subject=finished.subject,
        status=TaskStatus.QUEUED,
        request_id=request_id,
        created_at=now,
        changed_at=now,
        cause=TransitionReason.RESTORED,
    )
    work.tasks.add(task)
    for stored in work.outbox.of_task(finished.id):
        work.outbox.move_to_task(stored.request.id, task.id)
    return task


def _show_reopened(work: UnitOfWork, finished: Task, task: Task) -> None:
    """Show an order as the rep wants it, as not placed when the task that places it is reopened.

    Later versions depend on that task: their earlier answers are void.
    """
    stored = work.orders.get(OrderId(task.subject.id))
    if stored is None:
        return
    shown = None if stored.task_id is None else work.tasks.get(stored.task_id)
    is_placing = task.kind is TaskKind.PLACE_ORDER
    if shown is None or shown.id == finished.id:
        takes_over = True
    elif is_placing:
        takes_over = shown.status in FINISHED
    else:
        takes_over = shown.kind is TaskKind.PLACE_ORDER
    if not (is_placing or takes_over):
        return
    placed = None if is_placing else stored.placed
    if placed is None and stored.number:
        work.orders.keep_earlier_number(stored.order.id, stored.number)
    work.orders.save(
        StoredOrder(
            order=stored.order,
            number="" if placed is None else stored.number,
            state=OrderState.TENTATIVE,
            task_id=task.id if takes_over else stored.task_id,
            changed_at=task.changed_at,
            placed=placed,
        )
    )
