"""Undoing: taking back what was never sent, and what the record shows afterwards."""

from dataclasses import replace

from smartclient.domain.clock import Clock
from smartclient.domain.errors import BlockedError
from smartclient.domain.ids import CustomerNumber, OrderId
from smartclient.domain.orders import OrderState, PlacedOrder
from smartclient.domain.tasks import SubjectType, Task, TaskKind, TaskStatus
from smartclient.store.conflicts import ConflictState
from smartclient.store.orders import StoredOrder
from smartclient.store.unit_of_work import Repositories
from smartclient.tasks.asked import order_asked_by
from smartclient.tasks.causes import Cause
from smartclient.tasks.known import known_order
from smartclient.tasks.overlays import show_customer
from smartclient.tasks.requesting import carrying, was_handed_over


def take_back(work: Repositories, clock: Clock, task: Task, *, cause: Cause = Cause.UNDONE) -> None:
    """Undo a task that head office never had, or that was stopped, and what hangs on it.

    BlockedError when head office may have it, or when other work waits for it.
    """
    check_can_be_undone(work, task)
    handed_over = was_handed_over(work, task)
    _take_back_dependents(work, clock, task)
    end_task(work, clock, task, cause=cause)
    if task.subject.type is SubjectType.ORDER:
        _show_order_without(work, clock, task, handed_over=handed_over)
    elif task.subject.type is SubjectType.CUSTOMER:
        show_customer(work, CustomerNumber(task.subject.id))


def check_can_be_undone(work: Repositories, task: Task) -> None:
    """Raise BlockedError when head office may have a request of ``task``."""
    if task.status is TaskStatus.PARKED:
        return
    if task.status is not TaskStatus.QUEUED or was_handed_over(work, task):
        raise BlockedError(
            "Head office may have {label} already, so it can't be undone. Cancel it instead.",
            label=task.subject.label,
        )


def end_task(work: Repositories, clock: Clock, task: Task, *, cause: Cause) -> None:
    """Move a task to undone, with its request and its conflicts."""
    stored = carrying(work, task)
    if not stored.handed_over:
        work.outbox.supersede(stored.request.id)
    work.conflicts.close_of(task.id)
    work.tasks.move(task, TaskStatus.UNDONE, at=clock.now(), cause=cause)


def _take_back_dependents(work: Repositories, clock: Clock, task: Task) -> None:
    for dependent in work.tasks.dependents(task.id):
        if dependent.subject != task.subject and dependent.subject.id != task.subject.id:
            raise BlockedError(
                "{dependent} waits for {label}. Take that back first.",
                dependent=dependent.subject.label,
                label=task.subject.label,
            )
        take_back(work, clock, dependent)


def _show_order_without(work: Repositories, clock: Clock, task: Task, *, handed_over: bool) -> None:
    order_id = OrderId(task.subject.id)
    if task.kind is TaskKind.CANCEL_ORDER:
        reopen_conflicts(work, order_id)
    stored = known_order(work, order_id)
    standing = work.tasks.unfinished_about(SubjectType.ORDER, order_id)
    if standing:
        asked = order_asked_by(work, standing[-1])
        shown = replace(
            stored,
            order=asked or stored.order,
            state=OrderState.TENTATIVE,
            task_id=standing[-1].id,
        )
    elif stored.placed is not None:
        shown = replace(as_placed(stored, stored.placed), task_id=task.id)
    else:
        # one that was handed over keeps its id: head office may yet find it
        state = OrderState.CANCELLED if handed_over else OrderState.DRAFT
        shown = replace(stored, state=state, task_id=task.id)
    work.orders.save(replace(shown, changed_at=clock.now()))


def as_placed(stored: StoredOrder, placed: PlacedOrder) -> StoredOrder:
    """Return an order as head office holds it, under the provisional number the rep knows."""
    provisional = placed.order.provisional_number or stored.order.provisional_number
    return replace(
        stored,
        order=replace(placed.order, provisional_number=provisional),
        number=placed.number,
        state=placed.state,
        adjusted=placed.adjusted,
        fulfilment=placed.fulfilment,
        fulfilled_on=placed.fulfilled_on,
        placed=placed,
    )


def reopen_conflicts(work: Repositories, order_id: OrderId) -> None:
    """Give the rep back the conflicts of an order that is not being cancelled after all."""
    for task in work.tasks.about(SubjectType.ORDER, order_id):
        if task.status is TaskStatus.IN_CONFLICT:
            standing = work.conflicts.standing_of(task.id)
            work.conflicts.set_state(
                [stored.conflict.id for stored in standing], ConflictState.OPEN
            )
