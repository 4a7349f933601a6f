"""The lists of today: what needs the rep, and what head office answered."""

from __future__ import annotations

from decimal import Decimal

from smartclient.domain.clock import Clock
from smartclient.domain.tasks import SubjectType, TaskKind
from smartclient.read_models.overview import ActionItem, ActionItemKind, AnsweredRequest
from smartclient.ui.look import status_badges
from smartclient.ui.look.status_badges import BadgeLabel, StatusBadge
from smartclient.ui.models.snapshot import Column, SnapshotModel, translate
from smartclient.ui.text import formats, wording
from smartclient.ui.text.mail import asked_about


def need_shown(need: ActionItem) -> BadgeLabel:
    """How a need is shown."""
    match need.kind:
        case ActionItemKind.CONFLICT:
            return status_badges.shown(StatusBadge.IN_CONFLICT)
        case ActionItemKind.MAIL:
            return asked_about()
        case ActionItemKind.STOPPED:
            return status_badges.shown(StatusBadge.PARKED)
        case ActionItemKind.CASE:
            return status_badges.shown(StatusBadge.AWAITING_DECISION, translate("Today", "Decide"))
        case ActionItemKind.DRAFT:
            return status_badges.shown(StatusBadge.DRAFT)


def need_model(clock: Clock) -> SnapshotModel[ActionItem]:
    """The model of what needs the rep."""
    columns = (
        Column[ActionItem](
            title=translate("Today", "State"),
            text=lambda need: need_shown(need).label,
            is_state=True,
        ),
        Column[ActionItem](
            title=translate("Today", "About"),
            text=_about_need,
            width=0,
            tip=_about_need,
            elides=True,
        ),
        Column[ActionItem](
            title=translate("Today", "Total"),
            text=lambda need: _value(need.value),
            is_money=True,
        ),
        Column[ActionItem](
            title=translate("Today", "Since"),
            text=lambda need: formats.moment(need.since, clock.now()),
            spare=1,
        ),
    )
    return SnapshotModel(columns, key=lambda need: (need.kind, need.id), shown=need_shown)


def answer_shown(answer: AnsweredRequest) -> BadgeLabel:
    """How an answer is shown."""
    return status_badges.shown(status_badges.of_task(answer.status))


def answer_model(clock: Clock) -> SnapshotModel[AnsweredRequest]:
    """The model of what head office answered."""
    columns = (
        Column[AnsweredRequest](
            title=translate("Today", "Answer"),
            text=lambda answer: answer_shown(answer).label,
            is_state=True,
        ),
        Column[AnsweredRequest](
            title=translate("Today", "About"),
            text=_about_answer,
            width=0,
            tip=_about_answer,
            elides=True,
        ),
        Column[AnsweredRequest](
            title=translate("Today", "Total"),
            text=lambda answer: _value(answer.value),
            is_money=True,
            spare=2,
        ),
        Column[AnsweredRequest](
            title=translate("Today", "When"),
            text=lambda answer: formats.moment(answer.at, clock.now()),
            spare=1,
        ),
    )
    return SnapshotModel(columns, key=lambda answer: answer.task_id, shown=answer_shown)


def _about_need(need: ActionItem) -> str:
    about = need.customer_name or need.subject.label
    if need.subject.type is SubjectType.ORDER:
        number = formats.label(need.subject.label, provisional=need.provisional)
        about = "  ".join(part for part in (number, need.customer_name) if part)
    if not need.by:
        return about
    return translate("Today", "{about}, asked by {rep}").format(about=about, rep=need.by)


def _about_answer(answer: AnsweredRequest) -> str:
    what, subject = wording.task_label(answer.kind), answer.subject
    if subject.type is SubjectType.POLICY:
        return f"{what}: {wording.policy_label(subject.id)}"
    if subject.type is not SubjectType.ORDER:
        return f"{what}: {answer.customer_name or subject.label}"
    number = formats.label(subject.label, provisional=answer.provisional)
    about = f"{number}  {answer.customer_name}"
    # the request is left out only where it was the order itself
    return about if answer.kind is TaskKind.PLACE_ORDER else f"{about}: {what}"


def _value(amount: Decimal | None) -> str:
    return formats.money(amount) if amount else ""
