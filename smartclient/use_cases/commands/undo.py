"""Undo: withdrawing what this laptop, or a copy of it, may have sent.

No laptop knows whether a copy of its store was made, so whatever was saved is undone by a
withdrawal. Until head office has answered it, the record is shown as being withdrawn.
"""

from dataclasses import replace

from smartclient.contract.messages import Withdraw
from smartclient.domain.clock import Clock
from smartclient.domain.errors import BlockedError, RefusedError
from smartclient.domain.ids import CustomerNumber, OrderId, RequestId, TaskId
from smartclient.domain.mail_templates import CORRECTIONS
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.services import HEAD_OFFICE
from smartclient.domain.tasks import FINISHED, SubjectType, Task, TaskKind, TaskStatus
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.read_models.outbox_choices import ASKED_ABOUT, BEING_WITHDRAWN
from smartclient.reconcile.stored_conflicts import ConflictState
from smartclient.store.unit_of_work import ReadView, UnitOfWork
from smartclient.use_cases.enqueue import current_request, reissue_request, to_withdraw
from smartclient.use_cases.queries.lookup import get_order
from smartclient.use_cases.queries.mail import is_outcome_unknown, mail_body
from smartclient.use_cases.queries.overlays import show_customer
from smartclient.use_cases.queries.request_history import requested_order


def undo_task(
    work: UnitOfWork,
    clock: Clock,
    task: Task,
    *,
    cause: TransitionReason = TransitionReason.UNDONE,
    withdraws: tuple[RequestId, ...] = (),
) -> None:
    """Withdraw a task, what depends on it, and the requests ``withdraws``.

    Head office says whether that was in time for what it may have. BlockedError when the task is
    being withdrawn already, or when other work waits for it; RefusedError when it is answered.
    """
    check_can_be_undone(work, task)
    _undo_dependents(work, clock, task)
    if work.outbox.service_of(task.request_id) != HEAD_OFFICE:
        # what this device sends by itself is nowhere else before it is handed over
        _check_not_being_sent(work, task)
        end_task(work, clock, task, cause=cause)
        return
    if current_request(work, task).is_withdrawal:
        resume_withdrawal(work, clock, task, cause=cause)
    else:
        _withdraw(work, clock, task, withdraws, cause=cause)
        _show_without(work, clock, task)


def resume_withdrawal(
    work: UnitOfWork,
    clock: Clock,
    task: Task,
    *,
    cause: TransitionReason = TransitionReason.UNDONE,
) -> None:
    """Requeue the withdrawal of a task, which was stopped."""
    work.outbox.try_again(task.request_id)
    work.tasks.move(task, TaskStatus.TAKING_BACK, at=clock.now(), cause=cause)
    _show_without(work, clock, task)


def _show_without(work: UnitOfWork, clock: Clock, task: Task) -> None:
    if task.subject.type is SubjectType.ORDER:
        _show_order_without(work, clock, task)
    elif task.subject.type is SubjectType.CUSTOMER:
        show_customer(work, CustomerNumber(task.subject.id))


def _withdraw(
    work: UnitOfWork,
    clock: Clock,
    task: Task,
    withdraws: tuple[RequestId, ...],
    *,
    cause: TransitionReason,
) -> None:
    ids = tuple(dict.fromkeys((*to_withdraw(work, task), *withdraws)))
    lane = current_request(work, task).request.lane
    work.conflicts.close_of(task.id)
    work.outbox.supersede(task.request_id)
    reissue_request(
        work,
        clock,
        task,
        Withdraw(requests=ids),
        lane=lane,
        cause=cause,
        withdraws=withdraws,
        status=TaskStatus.TAKING_BACK,
    )


def check_can_be_undone(view: ReadView, task: Task) -> None:
    """Raise RefusedError when ``task`` is being undone already, or head office has answered it."""
    check_outcome_known(view, task)
    check_not_being_undone(task)
    if task.status in FINISHED:
        raise RefusedError(
            "Head office has answered {label} already, so it can't be withdrawn.",
            label=task.subject.label,
        )


def _check_not_being_sent(view: ReadView, task: Task) -> None:
    """Raise BlockedError for what this device has handed over to a service just now."""
    if current_request(view, task).handed_over:
        raise BlockedError(
            "{label} is being sent at this moment. Look again in a minute.",
            label=task.subject.label,
        )


def check_outcome_known(view: ReadView, task: Task) -> None:
    """Raise BlockedError for a mail of which nobody knows whether it arrived."""
    if (
        task.status is TaskStatus.PARKED
        and task.kind is TaskKind.SEND_MAIL
        and is_outcome_unknown(view, task)
    ):
        raise BlockedError(ASKED_ABOUT, label=task.subject.label)


def check_not_being_undone(task: Task) -> None:
    """Raise BlockedError for a task that is being taken back already."""
    if task.status is TaskStatus.TAKING_BACK:
        raise BlockedError(BEING_WITHDRAWN, label=task.subject.label)


def absorb(
    work: UnitOfWork, clock: Clock, task: Task, *, cause: TransitionReason
) -> tuple[RequestId, ...]:
    """End a task that another request replaces; return what that one has to withdraw."""
    ids = to_withdraw(work, task)
    end_task(work, clock, task, cause=cause)
    return ids


def end_task(work: UnitOfWork, clock: Clock, task: Task, *, cause: TransitionReason) -> None:
    """Move a task to undone, with its request and its conflicts."""
    stored = current_request(work, task)
    if not stored.handed_over:
        work.outbox.supersede(stored.request.id)
    work.conflicts.close_of(task.id)
    work.tasks.move(task, TaskStatus.UNDONE, at=clock.now(), cause=cause)


def _undo_dependents(work: UnitOfWork, clock: Clock, task: Task) -> None:
    for dependent in work.tasks.dependents(task.id):
        if dependent.status is TaskStatus.TAKING_BACK:
            continue
        if dependent.kind is TaskKind.SEND_MAIL and _is_about_order_or_mail(task):
            drop_from_mail(work, clock, dependent, task)
            continue
        if dependent.subject != task.subject and dependent.subject.id != task.subject.id:
            raise BlockedError(
                "{dependent} depends on {label}. Withdraw that first.",
                dependent=dependent.subject.label,
                label=task.subject.label,
            )
        undo_task(work, clock, dependent)


def drop_from_mail(work: UnitOfWork, clock: Clock, mail: Task, failed: Task) -> None:
    """Have a mail no longer wait for a task that is not to be.

    One of an order that is not placed is withdrawn, as is one that says of an order what does not
    become of it.
    """
    body = mail_body(work, mail)
    is_correction = body is not None and body.template in CORRECTIONS
    requires = tuple(needed for needed in mail.requires if needed != failed.id)
    if failed.kind is TaskKind.PLACE_ORDER or (is_correction and not _of_changes(work, requires)):
        undo_task(work, clock, mail)
    else:
        work.tasks.set_requirements(mail.id, requires)


def is_change(task: Task) -> bool:
    """Whether a task changes or cancels an order that was placed."""
    return task.kind in {TaskKind.AMEND_ORDER, TaskKind.CANCEL_ORDER}


def _of_changes(view: ReadView, requires: tuple[TaskId, ...]) -> bool:
    found = map(view.tasks.get, requires)
    return any(task is not None and is_change(task) for task in found)


def _is_about_order_or_mail(task: Task) -> bool:
    return task.subject.type in {SubjectType.ORDER, SubjectType.MAIL}


def _show_order_without(work: UnitOfWork, clock: Clock, task: Task) -> None:
    """Show an order as it is without ``task``, and that the task is being withdrawn."""
    order_id = OrderId(task.subject.id)
    if task.kind is TaskKind.CANCEL_ORDER:
        reopen_conflicts(work, order_id)
    stored = get_order(work, order_id)
    pending = work.tasks.pending_about(SubjectType.ORDER, order_id)
    if pending:
        shown = replace(stored, order=requested_order(work, pending[-1]) or stored.order)
    elif stored.placed is not None:
        shown = stored.following(stored.placed)
    else:
        shown = stored
    work.orders.save(
        replace(shown, state=OrderState.TENTATIVE, task_id=task.id, changed_at=clock.now())
    )


def show_withdrawn(work: UnitOfWork, clock: Clock, task: Task) -> None:
    """Show a record as it is once head office has confirmed that ``task`` is withdrawn."""
    if task.subject.type is SubjectType.CUSTOMER:
        show_customer(work, CustomerNumber(task.subject.id))
    if task.subject.type is not SubjectType.ORDER:
        return
    stored = work.orders.get(OrderId(task.subject.id))
    if stored is None or stored.task_id != task.id:
        # it shows a later task about it
        return
    pending = work.tasks.pending_about(SubjectType.ORDER, stored.order.id)
    if pending:
        requested = requested_order(work, pending[-1])
        shown = replace(
            stored,
            order=requested or stored.order,
            state=OrderState.TENTATIVE,
            task_id=pending[-1].id,
        )
    elif stored.placed is not None:
        shown = stored.following(stored.placed)
    else:
        wanted = task.cause == TransitionReason.UNDONE
        shown = replace(stored, state=OrderState.DRAFT if wanted else OrderState.CANCELLED)
    work.orders.save(replace(shown, changed_at=clock.now()))


def reopen_conflicts(work: UnitOfWork, order_id: OrderId) -> None:
    """Reopen the conflicts of an order that is not being cancelled after all."""
    for task in work.tasks.about(SubjectType.ORDER, order_id):
        if task.status is TaskStatus.IN_CONFLICT:
            pending = work.conflicts.open_of(task.id)
            work.conflicts.set_state([stored.conflict.id for stored in pending], ConflictState.OPEN)
