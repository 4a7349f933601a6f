"""Conflicts: previewed, resolved or escalated to an admin, with or without a link."""

from datetime import datetime
from typing import Final

from smartclient.contract.messages import EscalateConflict, PlaceOrder, ResolveConflict
from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError
from smartclient.domain.fields import NOTE
from smartclient.domain.ids import ConflictId, CustomerNumber, OrderId
from smartclient.domain.sales.orders import Order
from smartclient.domain.tasks import Subject, SubjectType, Task, TaskStatus
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.read_models.records import POSSIBLE, CommandState
from smartclient.reconcile.actions import apply_resolution, check_complete
from smartclient.reconcile.conflict import Conflict, ConflictSummary, Resolution
from smartclient.reconcile.stored_conflicts import ConflictState, StoredConflict
from smartclient.store.unit_of_work import ReadView, UnitOfWork
from smartclient.use_cases.commands.amend_order import answer_conflicts, show_tentative
from smartclient.use_cases.commands.take_back import take_whole_back
from smartclient.use_cases.enqueue import current_request, reissue_request
from smartclient.use_cases.pricing import local_context
from smartclient.use_cases.queries.lookup import get_conflict, get_order
from smartclient.use_cases.queries.overlays import show_customer
from smartclient.use_cases.queries.request_history import requested_order
from smartclient.use_cases.together import standing_together

_NOT_ALONE: Final = (
    "{label} stands together with others, and head office can't decide about one of them alone. "
    "Change it, or take the whole back and place each by itself."
)


def waiting_conflicts(*, view: ReadView) -> tuple[ConflictSummary, ...]:
    """The conflicts that wait for the rep with what they are about, oldest first."""
    return tuple(_summary(view, conflict) for conflict in view.conflicts.open())


def stands_beside(conflict_id: ConflictId, *, view: ReadView) -> tuple[Subject, ...]:
    """The other records that stand together with the one of a conflict; () for none."""
    task_id = get_conflict(view, conflict_id).task_id
    return tuple(task.subject for task in standing_together(view, task_id) if task.id != task_id)


def _summary(view: ReadView, conflict: Conflict) -> ConflictSummary:
    subject = conflict.subject
    beside = stands_beside(conflict.id, view=view)
    record = None
    if subject.type is SubjectType.ORDER:
        record = view.orders.record(OrderId(subject.id))
    if record is None:
        return ConflictSummary(conflict=conflict, customer_name=subject.label, beside=beside)
    return ConflictSummary(
        conflict=conflict,
        beside=beside,
        customer_name=record.customer_name,
        number=record.number,
        provisional_number=record.order.provisional_number,
        value=record.order.totals.total,
    )


def changed_at(conflict_id: ConflictId, *, view: ReadView) -> datetime | None:
    """When the rep made the change that head office could not accept as it was."""
    stored = view.outbox.get(get_conflict(view, conflict_id).conflict.request_id)
    return None if stored is None else stored.request.made_at


def order_in_conflict(conflict_id: ConflictId, *, view: ReadView) -> Order | None:
    """The order a rule conflict is about, as it was sent; None for a customer's."""
    stored = get_conflict(view, conflict_id)
    task = view.tasks.get(stored.task_id)
    if task is None or stored.conflict.subject.type is not SubjectType.ORDER:
        return None
    return requested_order(view, task, up_to=stored.conflict.request_id)


def preview(
    conflict_id: ConflictId, resolution: Resolution, *, view: ReadView, clock: Clock
) -> Order | None:
    """The order as these choices would make it, priced; None when they cancel it."""
    conflict = get_conflict(view, conflict_id).conflict
    order = order_in_conflict(conflict_id, view=view)
    if order is None:
        raise RefusedError("This conflict is not about an order.")
    context = local_context(view, order, clock)
    return apply_resolution(order, conflict.problems, resolution, context)


def resolve(
    conflict_id: ConflictId, resolution: Resolution, *, work: UnitOfWork, clock: Clock
) -> None:
    """Resolve a conflict; RefusedError unless every problem and every field is answered."""
    with work:
        stored, task = _answerable(work, conflict_id)
        check_complete(stored.conflict, resolution)
        if standing_together(work, task.id):
            _resolve_together(work, clock, stored, resolution, task)
            work.commit()
            return
        body = ResolveConflict(conflict_id=conflict_id, resolution=resolution)
        lane = current_request(work, task).request.lane
        task = reissue_request(work, clock, task, body, lane=lane, cause=TransitionReason.RESOLVED)
        answer_conflicts(work, task)
        _show_resolved(work, clock, stored.conflict, resolution, task)
        work.commit()


def _resolve_together(
    work: UnitOfWork, clock: Clock, stored: StoredConflict, resolution: Resolution, task: Task
) -> None:
    """Have the whole sent again with the order as the choices make it; cancelled, take it back.

    Head office has nothing of what stands together until it carries it out.
    """
    conflict = stored.conflict
    order = requested_order(work, task, up_to=conflict.request_id)
    shown = get_order(work, OrderId(task.subject.id))
    assert order is not None  # noqa: S101 (only orders that stand together are in conflict)
    resolved = apply_resolution(
        order, conflict.problems, resolution, local_context(work, order, clock)
    )
    if resolved is None:
        take_whole_back(work, clock, task)
        return
    task = reissue_request(
        work,
        clock,
        task,
        # the age of the data was checked when it was first sent; a person's time does not count
        PlaceOrder(order=resolved),
        lane=resolved.customer,
        cause=TransitionReason.RESOLVED,
    )
    answer_conflicts(work, task)
    show_tentative(work, clock, shown, resolved, task)


def asking(conflict_id: ConflictId, *, view: ReadView) -> CommandState:
    """Whether head office can be asked to decide about a conflict; else why not."""
    conflict = get_conflict(view, conflict_id).conflict
    if conflict.together is None:
        return POSSIBLE
    return CommandState(possible=False, why=_NOT_ALONE, arguments={"label": conflict.subject.label})


def escalate_to_admin(
    conflict_id: ConflictId, note: str, *, work: UnitOfWork, clock: Clock
) -> None:
    """Escalate a conflict to an admin."""
    normalized = NOTE.read(note)
    with work:
        stored, task = _answerable(work, conflict_id)
        if stored.conflict.together is not None:
            raise RefusedError(_NOT_ALONE, label=stored.conflict.subject.label)
        body = EscalateConflict(conflict_id=conflict_id, note=normalized)
        lane = current_request(work, task).request.lane
        task = reissue_request(
            work, clock, task, body, lane=lane, cause=TransitionReason.ASKED_HEAD_OFFICE
        )
        answer_conflicts(work, task)
        work.commit()


def _answerable(view: ReadView, conflict_id: ConflictId) -> tuple[StoredConflict, Task]:
    """A conflict that the rep may answer now, or answer otherwise, and its task."""
    stored = get_conflict(view, conflict_id)
    task = view.tasks.get(stored.task_id)
    label = stored.conflict.subject.label
    if stored.state is ConflictState.WITH_ADMIN:
        raise RefusedError("Head office is deciding about {label}.", label=label)
    if stored.state is ConflictState.CLOSED or task is None:
        raise RefusedError("The conflict about {label} is resolved already.", label=label)
    if task.status is TaskStatus.IN_CONFLICT:
        return stored, task
    if task.status is TaskStatus.QUEUED and not current_request(view, task).handed_over:
        return stored, task
    raise RefusedError(
        "Your answer about {label} is on its way. Sync to learn what came of it.", label=label
    )


def _show_resolved(
    work: UnitOfWork, clock: Clock, conflict: Conflict, resolution: Resolution, task: Task
) -> None:
    if task.subject.type is SubjectType.CUSTOMER:
        show_customer(work, CustomerNumber(task.subject.id))
        return
    if task.subject.type is not SubjectType.ORDER:
        return
    stored = get_order(work, OrderId(task.subject.id))
    # fields that collided are resolved in it already; rules are answered here, with prices
    up_to = None if conflict.fields else conflict.request_id
    order = requested_order(work, task, up_to=up_to)
    if order is None or stored.task_id != task.id:
        return
    context = local_context(work, order, clock)
    resolved = apply_resolution(order, conflict.problems, resolution, context)
    show_tentative(work, clock, stored, resolved or stored.order, task)
