"""The life of an order as a list: saved, sent, received, answered, delivered, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from smartclient.domain.sales.orders import OrderState
from smartclient.domain.tasks import FINISHED, SUCCEEDED, TaskKind, TaskStatus
from smartclient.domain.transition_reasons import SENT_AGAIN
from smartclient.read_models.records import History, HistoryEvent, OrderRecord
from smartclient.ui.look import status_badges
from smartclient.ui.look.status_badges import BadgeLabel
from smartclient.ui.models.snapshot import Column, SnapshotModel, translate
from smartclient.ui.text import formats, wording


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryStep:
    """One step of an order's history; ``shown`` is set for its current status."""

    at: str
    label: str
    details: str
    by: str
    place: int
    shown: BadgeLabel | None = None


def history_steps(
    record: OrderRecord, history: History, *, rep: str, now: datetime
) -> list[HistoryStep]:
    """The steps of an order's life, oldest first; ``rep`` is who works on this laptop."""
    last = len(history.events) - 1
    steps = [
        _step(
            event,
            index,
            rep=rep,
            now=now,
            shown=_current_status(event, record) if index == last else None,
        )
        for index, event in enumerate(history.events)
    ]
    if not steps:
        steps.append(_from_head_office(record))
    if record.fulfilment is not None:
        steps.append(
            HistoryStep(
                at=formats.day(record.fulfilled_on),
                label=wording.fulfilment_label(record.fulfilment),
                details="",
                by=translate("OrderLife", "Head office"),
                place=len(steps),
            )
        )
    return steps


def _current_status(event: HistoryEvent, record: OrderRecord) -> BadgeLabel:
    """The status of an order, from its last event."""
    if record.state is OrderState.CANCELLED and event.status in SUCCEEDED:
        return status_badges.shown(status_badges.StatusBadge.CANCELLED)
    return status_badges.shown(status_badges.of_task(event.status))


def _step(
    event: HistoryEvent, place: int, *, rep: str, now: datetime, shown: BadgeLabel | None
) -> HistoryStep:
    return HistoryStep(
        at=formats.moment(event.at, now),
        label=shown.label if shown is not None else _label(event),
        details=", ".join(part for part in _details(event) if part),
        by=_by(event, rep),
        place=place,
        shown=shown,
    )


def _label(event: HistoryEvent) -> str:
    if event.status is TaskStatus.QUEUED and event.cause not in SENT_AGAIN:
        return translate("OrderLife", "Saved")
    if event.status is TaskStatus.SENDING:
        return translate("OrderLife", "Sent")
    return wording.status_of_task(event.status)


def _details(event: HistoryEvent) -> list[str]:
    parts = [] if event.task is TaskKind.PLACE_ORDER else [wording.task_label(event.task)]
    parts += [wording.cause_text(event.cause), event.note]
    parts += [wording.problem_text(problem) for problem in event.reasons]
    parts.append(wording.filled(event.why, event.arguments))
    return parts


def _by(event: HistoryEvent, rep: str) -> str:
    if event.by:
        return event.by
    if event.cause in SENT_AGAIN:
        return ""
    here = {TaskStatus.QUEUED, TaskStatus.TAKING_BACK}
    if event.status in here:
        return rep
    answered = {*FINISHED, TaskStatus.IN_CONFLICT, TaskStatus.AWAITING_DECISION}
    return translate("OrderLife", "Head office") if event.status in answered else ""


def _from_head_office(record: OrderRecord) -> HistoryStep:
    badge = status_badges.of_order(record.state, record.task, adjusted=record.adjusted)
    return HistoryStep(
        at=formats.day(record.order.order_date),
        label=status_badges.shown(badge).label,
        details=translate("OrderLife", "Came from head office"),
        by=translate("OrderLife", "Head office"),
        place=0,
        shown=status_badges.shown(badge),
    )


def life_model() -> SnapshotModel[HistoryStep]:
    """The model of an order's history."""
    columns = (
        Column[HistoryStep](
            title=translate("OrderLife", "Step"),
            text=lambda step: step.label,
            is_state=True,
        ),
        Column[HistoryStep](title=translate("OrderLife", "When"), text=lambda step: step.at),
        Column[HistoryStep](title=translate("OrderLife", "By"), text=lambda step: step.by),
        Column[HistoryStep](
            title=translate("OrderLife", "More"),
            text=lambda step: step.details,
            width=0,
            tip=lambda step: step.details,
            elides=True,
        ),
    )
    return SnapshotModel(columns, key=lambda step: step.place, shown=lambda step: step.shown)
