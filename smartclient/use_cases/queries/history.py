"""The history of a record: every step of its tasks, and everything head office changed in it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import OrderId
from smartclient.domain.rules.problems import Change
from smartclient.domain.sales.order_diff import ORDER_NUMBER_FIELD
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.sales.origins import changed_since
from smartclient.domain.tasks import SUCCEEDED, SubjectType, TaskKind, TaskStatus
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.read_models.records import History, HistoryEvent
from smartclient.read_models.stored_orders import StoredOrder
from smartclient.store.unit_of_work import ReadView
from smartclient.store.work.steps import RecordedStep
from smartclient.use_cases.commands.drafts import origins_of
from smartclient.use_cases.queries.lookup import get_order
from smartclient.use_cases.queries.order_preview import quote

_LOST = (
    "Head office was restored and no longer has this order. Enter it again if it is still wanted."
)


def order_history(order_id: OrderId, *, view: ReadView, clock: Clock) -> History:
    """An order's history, oldest first; the last event is its present state."""
    order = get_order(view, order_id)
    events = [history_event(step) for step in view.tasks.steps(SubjectType.ORDER, order_id)]
    if events:
        events += status_event(order, events[-1], view=view)
    return History(
        events=tuple(events),
        report=_report(order, view=view),
        origins=view.orders.origins(order_id),
        changes=_changed_since_quoted(order, view=view, clock=clock),
    )


def _report(order: StoredOrder, *, view: ReadView) -> tuple[Change, ...]:
    """Everything head office changed in an order, once, oldest first."""
    answers = (
        stored.answer
        for task in view.tasks.about(SubjectType.ORDER, order.order.id)
        for stored in view.outbox.of_task(task.id)
    )
    changes = [change for answer in answers if answer is not None for change in answer.report]
    return tuple(dict.fromkeys((*changes, *_renumbered(order, view=view))))


def _renumbered(stored: StoredOrder, *, view: ReadView) -> Iterator[Change]:
    """Yield which numbers the order had on this laptop before the one it has now."""
    if stored.state is OrderState.CANCELLED or not stored.number:
        return
    for number in view.orders.earlier_numbers(stored.order.id):
        if number != stored.number:
            yield Change(rule="", field=ORDER_NUMBER_FIELD, before=number, after=stored.number)


def _changed_since_quoted(
    stored: StoredOrder, *, view: ReadView, clock: Clock
) -> tuple[Change, ...]:
    """Where prices differ from the quote before: a draft's today, any other order's as placed."""
    order_id = stored.order.id
    if stored.state is not OrderState.DRAFT:
        origins = view.orders.origins(order_id)
        return changed_since(origins, stored.order, currency=view.meta.currency)
    try:
        origins = origins_of(order_id, view=view)
        return quote(stored.order, view=view, clock=clock, origins=origins).changes
    except RefusedError:
        # it can't be priced now, and is shown as it was quoted
        return ()


def history_event(step: RecordedStep) -> HistoryEvent:
    """A step as a person reads it, with the note and reasons of the answer that made it."""
    moved, answer = step.transition, step.answer
    event = HistoryEvent(task=step.task.kind, status=moved.after, at=moved.at, cause=moved.cause)
    if answer is None:
        return event
    return replace(
        event,
        by=answer.by,
        note=answer.note,
        reasons=answer.reasons,
        why=answer.why,
        arguments=answer.arguments,
    )


def status_event(
    order: StoredOrder, last: HistoryEvent, *, view: ReadView
) -> tuple[HistoryEvent, ...]:
    """An order's present state as an event of its history, () where ``last`` is that already.

    Another device or head office may have changed it without a task here.
    """
    task = None if order.task_id is None else view.tasks.get(order.task_id)
    at = max(order.changed_at, last.at)
    if order.state is OrderState.TENTATIVE and task is not None:
        status_now = _status_event(task.kind, task.status, at)
    elif order.state is OrderState.CONFIRMED:
        status = TaskStatus.ADJUSTED if order.adjusted else TaskStatus.CONFIRMED
        status_now = _status_event(TaskKind.PLACE_ORDER, status, at)
    elif order.state is OrderState.CANCELLED and (order.number or last.status in SUCCEEDED):
        status_now = _status_event(TaskKind.CANCEL_ORDER, TaskStatus.CONFIRMED, at)
        # one that was cancelled before it was carried out never had a number
        if not order.number and view.orders.earlier_numbers(order.order.id):
            status_now = replace(status_now, why=_LOST)
    else:
        # head office does not hold it: its newest task left it as it is
        return ()
    return () if _is_same(last, status_now) else (status_now,)


def _status_event(kind: TaskKind, status: TaskStatus, at: datetime) -> HistoryEvent:
    return HistoryEvent(task=kind, status=status, at=at, cause=TransitionReason.STANDS)


def _is_same(last: HistoryEvent, status_now: HistoryEvent) -> bool:
    """Whether a step left an order in its present state."""
    cancels = TaskKind.CANCEL_ORDER
    if status_now.status in SUCCEEDED:
        return last.status in SUCCEEDED and (last.task is cancels) is (status_now.task is cancels)
    return (last.task, last.status) == (status_now.task, status_now.status)
