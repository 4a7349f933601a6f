"""What happened with a customer, and their orders, as lists."""

from __future__ import annotations

from smartclient.domain.clock import Clock
from smartclient.domain.sales.customers import FieldChange
from smartclient.domain.tasks import SubjectType, TaskStatus
from smartclient.domain.transition_reasons import SENT_AGAIN
from smartclient.read_models.overview import CustomerEvent, FieldCollision
from smartclient.read_models.records import HistoryEvent, OrderSummary
from smartclient.ui.look import status_badges
from smartclient.ui.look.status_badges import BadgeLabel
from smartclient.ui.models import orders
from smartclient.ui.models.snapshot import Column, SnapshotModel, translate
from smartclient.ui.text import formats, wording

_EMPTY = "-"


def event_shown(event: CustomerEvent) -> BadgeLabel | None:
    """The badge of a record's current status; earlier steps have none."""
    if not event.is_current:
        return None
    if event.event is None:
        return None if event.order is None else orders.shown(event.order)
    return status_badges.shown(status_badges.of_task(event.event.status))


def event_text(event: CustomerEvent) -> str:
    """What happened, as one line."""
    step = event.event
    if step is None:
        return _order_text(event.order, event.subject.label)
    parts = [_change_text(change) for change in event.changes] or [wording.task_label(step.task)]
    parts += [_clash_text(clash) for clash in event.clashes]
    parts += [wording.change_text(change) for change in event.report]
    details = ", ".join([*parts, *(part for part in _details(step) if part)])
    if event.subject.type is not SubjectType.ORDER:
        return details
    return f"{_order_text(event.order, event.subject.label)}: {details}"


def story_model(clock: Clock) -> SnapshotModel[CustomerEvent]:
    """The model of what happened with a customer, newest first."""
    columns = (
        Column[CustomerEvent](
            title=translate("CustomerStory", "State"), text=_state_text, is_state=True
        ),
        Column[CustomerEvent](
            title=translate("CustomerStory", "What happened"),
            text=event_text,
            width=0,
            tip=event_text,
            elides=True,
        ),
        Column[CustomerEvent](
            title=translate("CustomerStory", "When"),
            text=lambda event: _when(event, clock),
        ),
    )
    return SnapshotModel(columns, key=_key, shown=event_shown)


def orders_of_customer_model() -> SnapshotModel[OrderSummary]:
    """The model of one customer's orders."""
    columns = (
        Column[OrderSummary](
            title=translate("Orders", "State"),
            text=lambda order: orders.shown(order).label,
            width=0,
            is_state=True,
        ),
        Column[OrderSummary](title=translate("Orders", "Number"), text=orders.number),
        Column[OrderSummary](
            title=translate("Orders", "Ordered on"),
            text=lambda order: formats.day(order.order_date),
            spare=1,
        ),
        Column[OrderSummary](
            title=translate("Orders", "Delivery"),
            text=lambda order: wording.fulfilment_label(order.fulfilment),
            spare=2,
        ),
        Column[OrderSummary](
            title=translate("Orders", "Total"),
            text=lambda order: formats.money(order.total),
            is_money=True,
        ),
    )
    return SnapshotModel(columns, key=lambda order: order.id, shown=orders.shown)


def _key(event: CustomerEvent) -> tuple[str, str, str, str]:
    step = event.event
    status = "" if step is None else f"{step.task} {step.status}"
    return event.at.isoformat(), event.subject.type, event.subject.id, status


def _when(event: CustomerEvent, clock: Clock) -> str:
    if event.event is not None:
        return formats.moment(event.at, clock.now())
    # an order that came from head office has a day and no hour
    return formats.moment_or_day(event.at, clock.now())


def _state_text(event: CustomerEvent) -> str:
    shown = event_shown(event)
    if shown is not None:
        return shown.label
    if event.event is None:
        return ""
    if event.event.status is TaskStatus.QUEUED and event.event.cause not in SENT_AGAIN:
        return translate("CustomerStory", "Saved")
    return wording.status_of_task(event.event.status)


def _order_text(order: OrderSummary | None, label: str) -> str:
    if order is None:
        return label
    return f"{orders.number(order)} ({formats.money(order.total)})"


def _change_text(change: FieldChange) -> str:
    return translate("CustomerStory", "{field} from {before} to {after}").format(
        field=wording.field_label(change.field),
        before=change.base or _EMPTY,
        after=change.mine or _EMPTY,
    )


def _clash_text(clash: FieldCollision) -> str:
    text = translate("CustomerStory", "{field}: {mine} is yours, {theirs} head office's")
    if clash.by:
        text = translate("CustomerStory", "{field}: {mine} is yours, {theirs} from {who}")
    return text.format(
        field=wording.field_label(clash.field),
        mine=clash.mine or _EMPTY,
        theirs=clash.theirs or _EMPTY,
        who=clash.by,
    )


def _details(step: HistoryEvent) -> list[str]:
    parts = [step.by, wording.cause_text(step.cause), step.note]
    parts += [wording.problem_text(problem) for problem in step.reasons]
    parts.append(wording.filled(step.why, step.arguments))
    return parts
