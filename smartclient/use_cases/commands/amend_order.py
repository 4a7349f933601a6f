"""Amending: another version of an order that was placed, whatever its state."""

from dataclasses import replace
from datetime import datetime

from smartclient.contract.messages import AmendOrder, PlaceOrder
from smartclient.domain.clock import Clock
from smartclient.domain.errors import BlockedError, RefusedError
from smartclient.domain.ids import RequestId
from smartclient.domain.limits import check_quantities
from smartclient.domain.sales.order_entry import check_heading, check_lines
from smartclient.domain.sales.orders import Order, OrderState
from smartclient.domain.tasks import (
    FAILED,
    FINISHED,
    HANDED_OVER,
    SubjectType,
    Task,
    TaskKind,
    TaskStatus,
)
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.quoting.changing import check_amendable
from smartclient.quoting.checks import check_delivery
from smartclient.read_models.data_ages import check_usable
from smartclient.read_models.records import OrderRecord
from smartclient.read_models.stored_orders import StoredOrder, label_of
from smartclient.reconcile.stored_conflicts import ConflictState
from smartclient.store.unit_of_work import ReadView, UnitOfWork
from smartclient.use_cases.commands.drafts import keep_draft, numbered
from smartclient.use_cases.commands.order_mail import correct_mail
from smartclient.use_cases.commands.place_order import (
    check_customer,
    order_subject,
    pending_customer_creation,
)
from smartclient.use_cases.commands.undo import absorb, check_not_being_undone
from smartclient.use_cases.enqueue import (
    create_task,
    drop_failed_requirements,
    reissue_request,
    was_sent,
)
from smartclient.use_cases.pricing import priced_locally
from smartclient.use_cases.queries.check_outs import MAY_ORDER, check_takes_orders
from smartclient.use_cases.queries.lookup import (
    get_customer,
    get_order,
    order_record,
    with_final_customer_number,
)
from smartclient.use_cases.queries.request_history import bodies, requested_order
from smartclient.use_cases.queries.usable_data import ages_of_placed
from smartclient.use_cases.together import standing_together


def amend_order(
    order: Order, *, work: UnitOfWork, clock: Clock, edit_base: Order | None = None
) -> OrderRecord:
    """Save a changed version of a placed order; see ``OrderUseCases.amend``."""
    with work:
        stored = get_order(work, order.id)
        check_lines(order)
        check_quantities(order, stored.order)
        check_amendable(stored)
        check_delivery(order, clock.today(), stored.order)
        check_heading(order, stored.order)
        quote = priced_locally(work, order, clock)
        check_takes_orders(work, quote.customer.customer, clock, but=MAY_ORDER)
        wanted = numbered(work, quote.order, stored)
        if edit_base is not None:
            edit_base = with_final_customer_number(work, edit_base)
        if stored.state is OrderState.DRAFT:
            keep_draft(work, clock, wanted)
        else:
            check_usable((*quote.ages, *ages_of_placed(work, clock, stored)))
            save_amendment(
                work,
                clock,
                stored,
                wanted,
                reference_as_of=quote.reference_as_of,
                edit_base=edit_base,
            )
        work.unsaved_edits.drop(order.id)
        record = order_record(work, order.id)
        work.commit()
    return record


def save_amendment(
    work: UnitOfWork,
    clock: Clock,
    stored: StoredOrder,
    wanted: Order,
    *,
    reference_as_of: datetime | None,
    edit_base: Order | None = None,
) -> Task:
    """Save the request for a changed version of an order, and show it; the caller commits."""
    task, withdraws = _task_to_amend(work, clock, stored)
    _check_same_customer(work, stored, wanted, task)
    task = _request_amendment(
        work,
        clock,
        stored,
        task=task,
        wanted=wanted,
        reference_as_of=reference_as_of,
        edit_base=edit_base,
        withdraws=withdraws,
    )
    show_tentative(work, clock, stored, wanted, task)
    if task.kind is TaskKind.AMEND_ORDER:
        correct_mail(work, clock, task)
    return task


def _task_to_amend(
    work: UnitOfWork, clock: Clock, stored: StoredOrder
) -> tuple[Task | None, tuple[RequestId, ...]]:
    """The unfinished task that the new version goes with, None when there is none.

    An unsent version that waits for a task in conflict is ended: the new version answers that
    conflict instead, and withdraws the requests returned beside the task.
    """
    task = pending_task(work, stored)
    if task is None or not unsent_amendment(work, task):
        return task, ()
    for required_id in task.requires:
        required = work.tasks.get(required_id)
        if required is not None and required.status is TaskStatus.IN_CONFLICT:
            return required, absorb(work, clock, task, cause=TransitionReason.AMENDED)
    return task, ()


def pending_task(view: ReadView, stored: StoredOrder) -> Task | None:
    """The newest task about an order unless it is finished.

    BlockedError while the order is being cancelled.
    """
    task = None if stored.task_id is None else view.tasks.get(stored.task_id)
    if task is None or task.status in FINISHED:
        return None
    if task.kind is TaskKind.CANCEL_ORDER and task.status is TaskStatus.TAKING_BACK:
        pending = view.tasks.pending_about(SubjectType.ORDER, stored.order.id)
        return pending[-1] if pending else None
    if task.kind is TaskKind.PLACE_ORDER and task.cause == TransitionReason.CANCELLED:
        check_not_being_undone(task)
    if task.kind is TaskKind.CANCEL_ORDER:
        raise BlockedError("{label} is being cancelled. Undo that first.", label=label_of(stored))
    return task


def unsent_amendment(view: ReadView, task: Task) -> bool:
    """Whether ``task`` is a later version of an order that head office never saw."""
    return task.kind is TaskKind.AMEND_ORDER and never_sent(view, task)


def never_sent(view: ReadView, task: Task) -> bool:
    """Whether no request of ``task`` was handed over."""
    waits = task.status in {TaskStatus.QUEUED, TaskStatus.PARKED}
    return waits and not was_sent(view, task)


def _check_same_customer(
    work: UnitOfWork, stored: StoredOrder, wanted: Order, task: Task | None
) -> None:
    if wanted.customer == stored.order.customer:
        return
    if task is None or task.kind is not TaskKind.PLACE_ORDER or not never_sent(work, task):
        raise RefusedError(
            "The customer of {label} can't be changed any more. Cancel it and place a new order.",
            label=label_of(stored),
        )
    customer = get_customer(work, wanted.customer)
    check_customer(customer)
    work.tasks.set_requirements(task.id, pending_customer_creation(work, customer))


def _request_amendment(
    work: UnitOfWork,
    clock: Clock,
    stored: StoredOrder,
    *,
    task: Task | None,
    wanted: Order,
    reference_as_of: datetime | None,
    edit_base: Order | None,
    withdraws: tuple[RequestId, ...],
) -> Task:
    base = _base(work, stored, task, edit_base)
    amendment = AmendOrder.from_base(base, wanted, reference_as_of=reference_as_of)
    if task is None or task.status in HANDED_OVER:
        return create_task(
            work,
            clock,
            kind=TaskKind.AMEND_ORDER,
            subject=order_subject(wanted, stored),
            body=amendment,
            lane=wanted.customer,
            requires=() if task is None else (task.id,),
        )
    body: AmendOrder | PlaceOrder = amendment
    is_together = bool(standing_together(work, task.id))
    if task.kind is TaskKind.PLACE_ORDER and (is_together or not _head_office_knows(work, task)):
        body = PlaceOrder(order=wanted, reference_as_of=reference_as_of)
    answer_conflicts(work, task)
    drop_failed_requirements(work, task)
    return reissue_request(
        work,
        clock,
        task,
        body,
        lane=wanted.customer,
        cause=TransitionReason.AMENDED,
        withdraws=withdraws,
    )


def _base(
    view: ReadView, stored: StoredOrder, task: Task | None, edit_base: Order | None
) -> Order | None:
    """The base of a new version: the order as head office will have it then.

    That is the version it last sent (``edit_base``, where the rep looked at an earlier one); the
    version that was sent and is not answered yet; or the base of the version that is replaced now,
    unsent or in conflict: head office never accepted that one.
    """
    if task is not None and task.status not in HANDED_OVER:
        return _base_of(view, stored, task)
    if edit_base is not None:
        return edit_base
    if task is not None:
        return stored.order
    return None if stored.placed is None else stored.placed.order


def _base_of(view: ReadView, stored: StoredOrder, task: Task) -> Order | None:
    """The base of ``task``, unless its prerequisite failed."""
    required = [view.tasks.get(required_id) for required_id in task.requires]
    placed = None if stored.placed is None else stored.placed.order
    if any(prerequisite is not None and prerequisite.status in FAILED for prerequisite in required):
        return placed
    if task.kind is TaskKind.PLACE_ORDER:
        return placed or requested_order(view, task)
    bases = [body.full_base for body in bodies(view, task) if isinstance(body, AmendOrder)]
    return bases[-1] if bases else placed


def _head_office_knows(view: ReadView, task: Task) -> bool:
    """Whether head office holds the order of ``task``, be it only in a conflict."""
    return any(
        stored.answer is not None and stored.answer.conflict is not None
        for stored in view.outbox.of_task(task.id)
    )


def answer_conflicts(work: UnitOfWork, task: Task) -> None:
    """Take the conflicts of ``task`` off the rep's list: an answer is on its way."""
    waiting = work.conflicts.open_of(task.id)
    work.conflicts.set_state([stored.conflict.id for stored in waiting], ConflictState.ANSWERED)


def show_tentative(
    work: UnitOfWork, clock: Clock, stored: StoredOrder, order: Order, task: Task
) -> None:
    """Show ``order`` as the rep wants it while ``task`` waits for head office."""
    work.orders.save(
        replace(
            stored,
            order=order,
            state=OrderState.TENTATIVE,
            task_id=task.id,
            changed_at=clock.now(),
        )
    )
