"""Replies about orders: how an order is shown once head office has answered."""

from dataclasses import replace

from smartclient.contract.feeds import FeedKind
from smartclient.contract.messages import AmendOrder, Answer, AnswerStatus, Reply
from smartclient.domain.clock import Clock
from smartclient.domain.ids import OrderId
from smartclient.domain.sales.orders import ACTIVE_STATES, OrderState
from smartclient.domain.tasks import SubjectType, Task, TaskKind, TaskStatus
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.read_models.records import UnsavedEdit
from smartclient.read_models.stored_orders import StoredOrder
from smartclient.reconcile.stored_conflicts import ConflictState
from smartclient.store.unit_of_work import ReadView, UnitOfWork
from smartclient.use_cases.commands.drafts import leave_draft_copy
from smartclient.use_cases.commands.undo import end_task, reopen_conflicts
from smartclient.use_cases.queries.request_history import asks_to_cancel, bodies
from smartclient.use_cases.replies.old_data import is_being_cancelled


def apply_order_reply(
    work: UnitOfWork, clock: Clock, task: Task, reply: Reply, *, moved: bool
) -> None:
    """Apply the reply to the current request of ``task`` to its order."""
    stored = work.orders.get(OrderId(task.subject.id))
    if stored is None:
        return
    stored = _with_placed(work, stored, reply)
    answer = reply.answer
    if answer.status.succeeded:
        if (
            answer.order is None
            and asks_to_cancel(work, task)
            and not _is_read(work, stored, reply)
        ):
            # head office knows of no such order: it forgot one that another device had placed
            stored = _never_held(work, stored)
        stored = _after_effect(work, clock, stored, task, answer)
    elif answer.status is AnswerStatus.REJECTED and moved:
        stored = _after_refusal(work, clock, stored, task)
    elif answer.status is AnswerStatus.IN_CONFLICT and is_being_cancelled(work, task):
        # nobody needs to resolve a conflict of what is being cancelled
        _hide_conflicts(work, task)
    work.orders.save(replace(stored, changed_at=clock.now()) if moved else stored)


def apply_late_reply(work: UnitOfWork, task: Task, reply: Reply) -> None:
    """Store how head office holds an order, from the reply to an earlier request."""
    if task.subject.type is not SubjectType.ORDER or reply.answer.order is None:
        return
    stored = work.orders.get(OrderId(task.subject.id))
    if stored is not None:
        work.orders.save(_with_placed(work, stored, reply))


def _with_placed(work: UnitOfWork, stored: StoredOrder, reply: Reply) -> StoredOrder:
    """The order beside what head office holds by the reply, unless the feed is newer."""
    placed = reply.answer.order
    if placed is None:
        return stored
    if not placed.number:
        return _never_held(work, stored)
    if _is_read(work, stored, reply):
        return stored
    if stored.number not in {"", placed.number}:
        work.orders.keep_earlier_number(stored.order.id, stored.number)
    return stored.holding(placed)


def _is_read(view: ReadView, stored: StoredOrder, reply: Reply) -> bool:
    """Whether what head office holds of an order was read since it gave this answer."""
    return stored.placed is not None and view.feeds.has_read(FeedKind.ORDERS, reply.row_version)


def _never_held(work: UnitOfWork, stored: StoredOrder) -> StoredOrder:
    """An order cancelled before head office ever held it, or that it forgot it held.

    That may come back from another device, with another number.
    """
    if stored.number:
        work.orders.keep_earlier_number(stored.order.id, stored.number)
    return replace(stored, placed=None, number="", fulfilment=None, fulfilled_on=None)


def _after_effect(
    work: UnitOfWork, clock: Clock, stored: StoredOrder, task: Task, answer: Answer
) -> StoredOrder:
    placed = stored.placed
    cancelled = _is_cancelled(work, stored, task, answer)
    if cancelled:
        _end_all_others(work, clock, stored, task)
        stored = replace(stored, task_id=task.id)
    if not _is_newest(stored, task) and _is_unfinished(work, stored):
        return stored
    adjusted = answer.status is AnswerStatus.ADJUSTED
    if placed is not None:
        shown = stored.following(placed)
        return replace(shown, adjusted=shown.adjusted or adjusted)
    state = OrderState.CANCELLED if cancelled else OrderState.CONFIRMED
    return replace(stored, state=state, adjusted=adjusted)


def _is_cancelled(view: ReadView, stored: StoredOrder, task: Task, answer: Answer) -> bool:
    held = stored.placed or answer.order
    return asks_to_cancel(view, task) if held is None else held.state is OrderState.CANCELLED


def _after_refusal(work: UnitOfWork, clock: Clock, stored: StoredOrder, task: Task) -> StoredOrder:
    if task.kind is TaskKind.CANCEL_ORDER:
        reopen_conflicts(work, stored.order.id)
    elif task.kind is TaskKind.PLACE_ORDER and stored.placed is None:
        return _refused(work, clock, stored, task)
    if not _is_newest(stored, task):
        return stored
    if task.kind is TaskKind.AMEND_ORDER:
        _keep_refused_change(work, clock, stored, task)
    return shown_without(work, stored)


def _keep_refused_change(work: UnitOfWork, clock: Clock, stored: StoredOrder, task: Task) -> None:
    """Save a refused change as an unsaved edit, which the rep can correct and save.

    A copy of its own, as of a refused order, would be the whole order a second time.
    """
    held = stored.placed
    if (
        held is None
        or held.state is OrderState.CANCELLED
        or work.unsaved_edits.get(stored.order.id)
    ):
        return
    amendments = [body for body in bodies(work, task) if isinstance(body, AmendOrder)]
    edit_base = amendments[-1].full_base if amendments else None
    work.unsaved_edits.save(
        UnsavedEdit(order=stored.order, edit_base=edit_base or held.order, kept_at=clock.now())
    )


def shown_without(view: ReadView, stored: StoredOrder) -> StoredOrder:
    """The order as it is without its newest task, which was refused."""
    pending = view.tasks.pending_about(SubjectType.ORDER, stored.order.id)
    if pending:
        return replace(stored, task_id=pending[-1].id)
    if stored.placed is not None:
        return stored.following(stored.placed)
    if stored.state in ACTIVE_STATES:
        return replace(stored, state=OrderState.REFUSED)
    return stored


def _refused(work: UnitOfWork, clock: Clock, stored: StoredOrder, task: Task) -> StoredOrder:
    """Refuse an order that was never placed, and leave the rep a draft of it to correct.

    The draft holds the rep's last version; later versions that wait for the refused one
    end with it. One that the rep is cancelling needs no draft.
    """
    if not is_being_cancelled(work, task):
        leave_draft_copy(work, clock, stored)
    for dependent in work.tasks.dependents(task.id):
        if dependent.kind is TaskKind.AMEND_ORDER and dependent.status is TaskStatus.QUEUED:
            end_task(work, clock, dependent, cause=TransitionReason.WITHDRAWN)
    return replace(stored, state=OrderState.REFUSED, task_id=task.id)


def _hide_conflicts(work: UnitOfWork, task: Task) -> None:
    pending = work.conflicts.open_of(task.id)
    work.conflicts.set_state([stored.conflict.id for stored in pending], ConflictState.ANSWERED)


def _is_unfinished(view: ReadView, stored: StoredOrder) -> bool:
    return bool(view.tasks.unfinished_about(SubjectType.ORDER, stored.order.id))


def _is_newest(stored: StoredOrder, task: Task) -> bool:
    return stored.task_id in {task.id, None}


def _end_all_others(work: UnitOfWork, clock: Clock, stored: StoredOrder, task: Task) -> None:
    """End the other tasks about a cancelled order; one that is on its way is still answered."""
    for other in work.tasks.unfinished_about(SubjectType.ORDER, stored.order.id):
        if other.id == task.id:
            continue
        if other.status is TaskStatus.AWAITING_DECISION:
            work.conflicts.close_of(other.id)
            work.tasks.move(
                other, TaskStatus.REJECTED, at=clock.now(), cause=TransitionReason.WITHDRAWN
            )
        elif other.status in _CAN_END:
            end_task(work, clock, other, cause=TransitionReason.WITHDRAWN)


_CAN_END = frozenset({TaskStatus.QUEUED, TaskStatus.IN_CONFLICT, TaskStatus.PARKED})
