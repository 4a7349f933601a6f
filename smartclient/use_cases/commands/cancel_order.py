"""Cancelling: an order that was not sent is withdrawn, any other is cancelled by a request."""

from dataclasses import replace

from smartclient.contract.messages import CancelOrder
from smartclient.domain.clock import Clock
from smartclient.domain.fields import NOTE
from smartclient.domain.ids import OrderId, RequestId, TaskId
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.tasks import HANDED_OVER, SubjectType, Task, TaskKind, TaskStatus
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.quoting.changing import check_cancellable
from smartclient.read_models.records import OrderRecord
from smartclient.read_models.stored_orders import StoredOrder
from smartclient.store.unit_of_work import ReadView, UnitOfWork
from smartclient.use_cases.commands.amend_order import (
    answer_conflicts,
    pending_task,
    show_tentative,
    unsent_amendment,
)
from smartclient.use_cases.commands.order_mail import correct_mail
from smartclient.use_cases.commands.place_order import order_subject
from smartclient.use_cases.commands.undo import absorb, check_not_being_undone, undo_task
from smartclient.use_cases.enqueue import create_task, reissue_request, to_withdraw, was_sent
from smartclient.use_cases.queries.check_outs import MAY_CANCEL, check_takes_orders
from smartclient.use_cases.queries.lookup import get_order, order_record


def cancel_order(order_id: OrderId, note: str, *, work: UnitOfWork, clock: Clock) -> OrderRecord:
    """Cancel an order: withdraw it if it was not sent from here, else request its cancellation."""
    why = NOTE.read(note)
    with work:
        stored = get_order(work, order_id)
        check_cancellable(stored)
        check_not_taken_back(work, stored)
        customer = work.customers.confirmed(stored.order.customer)
        if stored.placed is not None and customer is not None:
            check_takes_orders(work, customer, clock, but=MAY_CANCEL)
        task, withdraws = _task_to_cancel(work, clock, stored)
        body = CancelOrder(order_id=order_id, note=why)
        _cancel(work, clock, get_order(work, order_id), task, body, withdraws=withdraws)
        record = order_record(work, order_id)
        work.commit()
    return record


def save_cancelled(work: UnitOfWork, clock: Clock, order_id: OrderId) -> TaskId:
    """Save the request to cancel an order that was placed, whatever is known of it here.

    The task that does it: head office says whether it can be cancelled. The caller commits.
    """
    stored = get_order(work, order_id)
    for task in work.tasks.pending_about(SubjectType.ORDER, order_id):
        if task.kind is TaskKind.CANCEL_ORDER:
            return task.id
    task_to_cancel, withdraws = _task_to_cancel(work, clock, stored)
    stored = get_order(work, order_id)
    body = CancelOrder(order_id=order_id, compensates=True)
    _cancel(work, clock, stored, task_to_cancel, body, withdraws=withdraws)
    return get_order(work, order_id).task_id or TaskId("")


def check_not_taken_back(view: ReadView, stored: StoredOrder) -> None:
    """Raise BlockedError for an order that is being taken back, not merely a change of it."""
    task = pending_task(view, stored)
    if task is not None and task.kind is TaskKind.PLACE_ORDER:
        check_not_being_undone(task)


def _task_to_cancel(
    work: UnitOfWork, clock: Clock, stored: StoredOrder
) -> tuple[Task | None, tuple[RequestId, ...]]:
    """The unfinished task about an order that is not merely a later version of it.

    Later versions that head office never answered are ended. Their requests, returned
    beside the task, is to be withdrawn.
    """
    withdraws: tuple[RequestId, ...] = ()
    task = pending_task(work, stored)
    while task is not None and task.kind is TaskKind.AMEND_ORDER and _is_unanswered(work, task):
        if task.status is not TaskStatus.TAKING_BACK:
            withdraws += absorb(work, clock, task, cause=TransitionReason.CANCELLED)
        pending = work.tasks.pending_about(SubjectType.ORDER, stored.order.id)
        task = pending[-1] if pending else None
    return task, withdraws


def _is_unanswered(view: ReadView, task: Task) -> bool:
    return task.status in {TaskStatus.PARKED, TaskStatus.TAKING_BACK} or unsent_amendment(
        view, task
    )


def _cancel(
    work: UnitOfWork,
    clock: Clock,
    stored: StoredOrder,
    task: Task | None,
    body: CancelOrder,
    *,
    withdraws: tuple[RequestId, ...],
) -> None:
    if stored.state is OrderState.DRAFT:
        show_cancelled(work, clock, stored)
    elif task is not None and _is_to_be_placed(work, task):
        undo_task(work, clock, task, cause=TransitionReason.CANCELLED, withdraws=withdraws)
    elif task is None or task.status in HANDED_OVER:
        _cancel_by_new_task(work, clock, stored, task, body, withdraws=withdraws)
    else:
        _cancel_in_conflict(work, clock, stored, task, body, withdraws=withdraws)


def _is_to_be_placed(view: ReadView, task: Task) -> bool:
    """Whether ``task`` is to place the order, and head office has said nothing of it yet."""
    unanswered = task.status is TaskStatus.PARKED or not was_sent(view, task)
    return task.kind is TaskKind.PLACE_ORDER and unanswered


def _cancel_by_new_task(
    work: UnitOfWork,
    clock: Clock,
    stored: StoredOrder,
    before: Task | None,
    body: CancelOrder,
    *,
    withdraws: tuple[RequestId, ...],
) -> None:
    """Request the cancellation by a task of its own.

    It names no prerequisite: it follows the request before it in the customer's lane, and
    cancels the order whatever its state, even one in conflict.
    """
    task = create_task(
        work,
        clock,
        kind=TaskKind.CANCEL_ORDER,
        subject=order_subject(stored.order, stored),
        body=body,
        lane=stored.order.customer,
        replaces=None if before is None else before.request_id,
        withdraws=(*_requests_of(work, before), *withdraws),
    )
    show_tentative(work, clock, stored, stored.order, task)
    correct_mail(work, clock, task)


def _requests_of(view: ReadView, task: Task | None) -> tuple[RequestId, ...]:
    return () if task is None else to_withdraw(view, task)


def _cancel_in_conflict(
    work: UnitOfWork,
    clock: Clock,
    stored: StoredOrder,
    task: Task,
    body: CancelOrder,
    *,
    withdraws: tuple[RequestId, ...],
) -> None:
    """Answer a conflict by cancelling: the request replaces the one in conflict."""
    answer_conflicts(work, task)
    task = reissue_request(
        work,
        clock,
        task,
        body,
        lane=stored.order.customer,
        cause=TransitionReason.CANCELLED,
        withdraws=withdraws,
    )
    show_tentative(work, clock, stored, stored.order, task)


def show_cancelled(work: UnitOfWork, clock: Clock, stored: StoredOrder) -> None:
    """Show an order as cancelled."""
    work.orders.save(replace(stored, state=OrderState.CANCELLED, changed_at=clock.now()))
