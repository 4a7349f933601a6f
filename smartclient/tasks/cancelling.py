"""Cancelling: taking a whole order back, by undoing what was never sent or by a request."""

from dataclasses import replace

from smartclient.contract.messages import CancelOrder
from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError
from smartclient.domain.fields import NOTE
from smartclient.domain.ids import OrderId
from smartclient.domain.orders import OrderState
from smartclient.domain.records import OrderRecord
from smartclient.domain.tasks import Task, TaskKind, TaskStatus
from smartclient.store.orders import StoredOrder
from smartclient.store.unit_of_work import Repositories, UnitOfWork
from smartclient.tasks.amending import (
    AT_HEAD_OFFICE,
    answer_conflicts,
    show_tentative,
    standing_task,
    unsent_amendment,
)
from smartclient.tasks.causes import Cause
from smartclient.tasks.drafting import label_of
from smartclient.tasks.known import known_order, order_record
from smartclient.tasks.placing import order_subject
from smartclient.tasks.requesting import ask_anew, begin_task, was_handed_over
from smartclient.tasks.undoing import take_back


def cancel_order(order_id: OrderId, note: str, *, work: UnitOfWork, clock: Clock) -> OrderRecord:
    """Take an order back: undone if it was never sent, else by a cancel request."""
    why = NOTE.read(note)
    with work:
        stored = known_order(work, order_id)
        check_cancellable(stored)
        task = _task_to_cancel(work, clock, stored)
        _cancel(work, clock, known_order(work, order_id), task, why)
        record = order_record(work, order_id)
        work.commit()
    return record


def check_cancellable(stored: StoredOrder) -> None:
    """Raise RefusedError for an order that is over."""
    if stored.state in {OrderState.CANCELLED, OrderState.REFUSED}:
        raise RefusedError(
            "There is nothing to cancel: {label} is {state}.",
            label=label_of(stored),
            state=stored.state,
        )


def _task_to_cancel(work: Repositories, clock: Clock, stored: StoredOrder) -> Task | None:
    """Return the unfinished task about an order; later versions never sent are taken back."""
    task = standing_task(work, stored)
    while task is not None and unsent_amendment(work, task):
        take_back(work, clock, task)
        task = standing_task(work, known_order(work, stored.order.id))
    return task


def _cancel(
    work: Repositories, clock: Clock, stored: StoredOrder, task: Task | None, note: str
) -> None:
    if stored.state is OrderState.DRAFT:
        show_cancelled(work, clock, stored)
    elif task is None:
        _ask_by_a_task(work, clock, stored, None, note)
    elif task.status in AT_HEAD_OFFICE:
        _ask_by_a_task(work, clock, stored, task, note)
    elif task.status is TaskStatus.PARKED or not was_handed_over(work, task):
        _undo(work, clock, stored, task, note)
    else:
        _ask_instead(work, clock, stored, task, note)


def _undo(work: Repositories, clock: Clock, stored: StoredOrder, task: Task, note: str) -> None:
    take_back(work, clock, task, cause=Cause.CANCELLED)
    if task.kind is TaskKind.PLACE_ORDER:
        show_cancelled(work, clock, known_order(work, stored.order.id))
    else:
        _ask_by_a_task(work, clock, known_order(work, stored.order.id), None, note)


def _ask_by_a_task(
    work: Repositories, clock: Clock, stored: StoredOrder, before: Task | None, note: str
) -> None:
    """Ask to cancel by a task of its own.

    It names no prerequisite: it follows the request before it in the customer's lane, and
    cancels whatever that has become, be it a conflict nobody needs to settle any more.
    """
    task = begin_task(
        work,
        clock,
        kind=TaskKind.CANCEL_ORDER,
        subject=order_subject(stored.order, stored),
        body=_cancellation(stored, note),
        lane=stored.order.customer,
        replaces=None if before is None else before.request_id,
    )
    show_tentative(work, clock, stored, stored.order, task)


def _ask_instead(
    work: Repositories, clock: Clock, stored: StoredOrder, task: Task, note: str
) -> None:
    """Answer a conflict by cancelling: the request stands in for the one in conflict."""
    answer_conflicts(work, task)
    asked = ask_anew(
        work,
        clock,
        task,
        _cancellation(stored, note),
        lane=stored.order.customer,
        cause=Cause.CANCELLED,
    )
    show_tentative(work, clock, stored, stored.order, asked)


def _cancellation(stored: StoredOrder, note: str) -> CancelOrder:
    return CancelOrder(order_id=stored.order.id, customer=stored.order.customer, note=note)


def show_cancelled(work: Repositories, clock: Clock, stored: StoredOrder) -> None:
    """Show an order as cancelled."""
    work.orders.save(replace(stored, state=OrderState.CANCELLED, changed_at=clock.now()))
