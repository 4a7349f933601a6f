"""Overviews: the rep's day and a whole customer, each from one view of the store."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time
from decimal import Decimal

from smartclient.contract.encoding import decode_body
from smartclient.contract.messages import UpdateCustomer
from smartclient.domain.clock import Clock
from smartclient.domain.ids import CustomerNumber, OrderId
from smartclient.domain.sales.customers import FieldChange
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.tasks import (
    AT_HEAD_OFFICE,
    STOPPED,
    TO_SEND,
    Subject,
    SubjectType,
    TaskStatus,
)
from smartclient.domain.text.canonical import canonical_customer_number
from smartclient.read_models.order_list import OrderFilter
from smartclient.read_models.overview import (
    ActionItem,
    ActionItemKind,
    Credit,
    CustomerEvent,
    CustomerOverview,
    FieldCollision,
    Today,
)
from smartclient.read_models.records import CustomerRecord, OrderSummary, OutboxEntry
from smartclient.reconcile.conflict import Conflict
from smartclient.store.unit_of_work import ReadView, UnitOfWork
from smartclient.store.work.steps import RecordedStep
from smartclient.store.work.stored_request import StoredRequest
from smartclient.use_cases.queries.check_outs import check_out_of
from smartclient.use_cases.queries.current_drafts import shown_summaries
from smartclient.use_cases.queries.history import history_event, status_event
from smartclient.use_cases.queries.lookup import get_customer, get_order, open_cases
from smartclient.use_cases.queries.outbox import outbox_entries
from smartclient.use_cases.queries.status import client_status
from smartclient.use_cases.queries.usable_data import knows_credit, with_known_credit

WEEKS = 12
_MOST_EVENTS = 100


def today(*, view: ReadView, clock: Clock) -> Today:
    """The rep's day: what needs attention, what is on its way, and what was answered."""
    drafts = shown_summaries(
        view.orders.matching(OrderFilter(state=OrderState.DRAFT)), view=view, clock=clock
    )
    outbox = outbox_entries(view=view, clock=clock)
    return Today(
        client_status=client_status(view=view, clock=clock),
        needs=_action_items(view, outbox, drafts),
        drafts=len(drafts),
        drafts_value=sum((draft.total for draft in drafts), Decimal(0)),
        waiting_value=view.overviews.value_of(TO_SEND - {TaskStatus.TAKING_BACK}),
        there_value=view.overviews.value_of(AT_HEAD_OFFICE),
        answers=view.overviews.answers(),
        weeks=view.overviews.sales(clock.today(), WEEKS),
    )


def mark_answers_read(mark: int, *, work: UnitOfWork, clock: Clock) -> None:
    """Mark every answer up to ``mark`` as read."""
    with work:
        work.overviews.mark_read(mark, clock.now())
        work.commit()


def customer_overview(number: CustomerNumber, *, view: ReadView, clock: Clock) -> CustomerOverview:
    """A customer with how the credit is used and what happened, newest first."""
    record = get_customer(view, canonical_customer_number(number))
    return CustomerOverview(
        record=with_known_credit(record, view, clock),
        credit=_credit(view, clock, record),
        events=_events(view, clock, record),
        checked_out=check_out_of(view, record.customer, clock),
    )


def _action_items(
    view: ReadView, outbox: tuple[OutboxEntry, ...], drafts: tuple[OrderSummary, ...]
) -> tuple[ActionItem, ...]:
    conflicts = [_conflict_item(view, conflict) for conflict in view.conflicts.open()]
    stopped = [_stopped_item(view, e) for e in outbox if e.status in STOPPED]
    cases = [
        ActionItem(
            kind=ActionItemKind.CASE,
            id=case.conflict.id,
            subject=case.conflict.subject,
            customer_name="",
            since=case.opened_at,
            value=case.value,
            by=case.rep,
            provisional=case.order is not None
            and case.order.provisional_number == case.conflict.subject.label,
        )
        for case in open_cases(view)
    ]
    left = [
        ActionItem(
            kind=ActionItemKind.DRAFT,
            id=draft.id,
            subject=_order_subject(draft),
            customer_name=draft.customer_name,
            since=draft.changed_at,
            value=draft.total,
            provisional=True,
        )
        for draft in drafts
    ]
    return (*conflicts, *stopped, *cases, *left)


def _conflict_item(view: ReadView, conflict: Conflict) -> ActionItem:
    item = ActionItem(
        kind=ActionItemKind.CONFLICT,
        id=conflict.id,
        subject=conflict.subject,
        customer_name="",
        since=conflict.raised_at,
    )
    return _with_record(view, item)


def _stopped_item(view: ReadView, entry: OutboxEntry) -> ActionItem:
    is_mail = entry.is_mail_unknown
    item = ActionItem(
        kind=ActionItemKind.MAIL if is_mail else ActionItemKind.STOPPED,
        id=entry.subject.id if is_mail else entry.request_id,
        subject=entry.subject,
        customer_name="",
        since=entry.since,
        value=entry.value,
    )
    return _with_record(view, item)


def _with_record(view: ReadView, item: ActionItem) -> ActionItem:
    """``item`` with the present number, customer and value of its record."""
    subject = item.subject
    record = view.orders.record(OrderId(subject.id)) if subject.type is SubjectType.ORDER else None
    if record is None:
        return replace(item, customer_name=subject.label)
    label = record.number or record.order.provisional_number or subject.label
    return replace(
        item,
        subject=replace(subject, label=label),
        customer_name=record.customer_name,
        value=record.order.totals.total,
        provisional=not record.number,
    )


def _credit(view: ReadView, clock: Clock, record: CustomerRecord) -> Credit:
    open_orders = view.overviews.open_orders(record.customer.number)
    return Credit(
        limit=record.customer.credit_limit,
        balance=record.customer.balance,
        confirmed=open_orders.get(OrderState.CONFIRMED, Decimal(0)),
        tentative=open_orders.get(OrderState.TENTATIVE, Decimal(0)),
        is_known=record.confirmed is None or knows_credit(view, clock),
    )


def _events(view: ReadView, clock: Clock, record: CustomerRecord) -> tuple[CustomerEvent, ...]:
    number = record.customer.number
    found = shown_summaries(view.orders.for_customer(number), view=view, clock=clock)
    orders = {order.id: order for order in found}
    steps = view.history.steps_about(number, _MOST_EVENTS)
    with_steps = {step.task.subject.id for step in steps}
    events = list(_step_events(view, steps, orders))
    events += [
        CustomerEvent(
            at=datetime.combine(order.order_date, time.min, UTC),
            subject=_order_subject(order),
            order=order,
            is_current=True,
        )
        for order in orders.values()
        if order.id not in with_steps and order.state is not OrderState.DRAFT
    ]
    events.sort(key=lambda event: event.at, reverse=True)
    return tuple(events[:_MOST_EVENTS])


def _step_events(
    view: ReadView, steps: tuple[RecordedStep, ...], orders: dict[OrderId, OrderSummary]
) -> Iterator[CustomerEvent]:
    """Yield steps as events, newest first; before those of an order its present state."""
    begun: set[str] = set()
    superseded: set[str] = set()
    for step in steps:
        subject = step.task.subject
        entry = replace(
            _event(view, step),
            order=orders.get(OrderId(subject.id)),
            is_current=step.is_last and subject.id not in superseded,
        )
        if subject.id not in begun and entry.order is not None:
            for current in _current_status(view, entry):
                superseded.add(subject.id)
                entry = replace(entry, is_current=False)
                yield current
        begun.add(subject.id)
        yield entry


def _current_status(view: ReadView, newest: CustomerEvent) -> Iterator[CustomerEvent]:
    """Yield an order's present state where the newest step about it is another."""
    assert newest.event is not None  # noqa: S101 (the event of a step)
    stored = get_order(view, OrderId(newest.subject.id))
    for event in status_event(stored, newest.event, view=view):
        yield replace(
            newest, at=event.at, event=event, changes=(), clashes=(), report=(), is_current=True
        )


def _event(view: ReadView, step: RecordedStep) -> CustomerEvent:
    task, moved, answer = step.task, step.transition, step.answer
    entry = CustomerEvent(at=moved.at, subject=task.subject, event=history_event(step))
    if moved.after is TaskStatus.QUEUED:
        stored = view.outbox.get(moved.request_id)
        return entry if stored is None else replace(entry, changes=_changes(stored))
    if answer is not None and answer.conflict is not None:
        return _with_conflict(entry, answer.conflict)
    if answer is not None and task.subject.type is SubjectType.CUSTOMER:
        return replace(entry, report=answer.report)
    return entry


def _with_conflict(entry: CustomerEvent, conflict: Conflict) -> CustomerEvent:
    clashes = tuple(
        FieldCollision(field=found.field, mine=found.mine, theirs=found.theirs, by=found.by)
        for found in conflict.fields
    )
    event = None if entry.event is None else replace(entry.event, reasons=conflict.problems)
    return replace(entry, event=event, clashes=clashes)


def _changes(stored: StoredRequest) -> tuple[FieldChange, ...]:
    body = decode_body(stored.request)
    return body.changes if isinstance(body, UpdateCustomer) else ()


def _order_subject(order: OrderSummary) -> Subject:
    return Subject(
        type=SubjectType.ORDER, id=order.id, label=order.number or order.provisional_number
    )
