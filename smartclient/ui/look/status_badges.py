"""Signs: how the state of a record is shown, the same everywhere: icon, word, colour, certainty."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from smartclient.domain.sales.orders import OrderState
from smartclient.domain.steps import StepStatus
from smartclient.domain.tasks import TaskStatus
from smartclient.ui.text import formats, wording

translate = QCoreApplication.translate


class StatusBadge(StrEnum):
    """One of the states a person can see, by the name its colours go by."""

    DRAFT = "draft"
    QUEUED = "queued"
    WAITS = "waits"
    RECEIVED = "received"
    CONFIRMED = "confirmed"
    ADJUSTED = "adjusted"
    IN_CONFLICT = "in_conflict"
    AWAITING_DECISION = "awaiting_decision"
    REJECTED = "rejected"
    PARKED = "parked"
    TAKING_BACK = "taking_back"
    UNDONE = "undone"
    CANCELLED = "cancelled"


TENTATIVE = frozenset(
    {
        StatusBadge.QUEUED,
        StatusBadge.WAITS,
        StatusBadge.RECEIVED,
        StatusBadge.IN_CONFLICT,
        StatusBadge.AWAITING_DECISION,
        StatusBadge.PARKED,
        StatusBadge.TAKING_BACK,
    }
)
"""Badges of records that head office has not answered: italic, with a bar at the left edge."""

ICONS: dict[StatusBadge, str] = {
    StatusBadge.DRAFT: "pencil-outline",
    StatusBadge.QUEUED: "clock-outline",
    StatusBadge.WAITS: "link-variant",
    StatusBadge.RECEIVED: "inbox-arrow-down",
    StatusBadge.CONFIRMED: "check",
    StatusBadge.ADJUSTED: "check-pencil",
    StatusBadge.IN_CONFLICT: "directions-fork",
    StatusBadge.AWAITING_DECISION: "account-clock",
    StatusBadge.REJECTED: "close-circle-outline",
    StatusBadge.PARKED: "hand-back-right-outline",
    StatusBadge.TAKING_BACK: "undo-variant",
    StatusBadge.UNDONE: "arrow-u-left-top",
    StatusBadge.CANCELLED: "cancel",
}

_TASKS: dict[TaskStatus, StatusBadge] = {
    TaskStatus.QUEUED: StatusBadge.QUEUED,
    TaskStatus.SENDING: StatusBadge.QUEUED,
    TaskStatus.RECEIVED: StatusBadge.RECEIVED,
    TaskStatus.CONFIRMED: StatusBadge.CONFIRMED,
    TaskStatus.ADJUSTED: StatusBadge.ADJUSTED,
    TaskStatus.IN_CONFLICT: StatusBadge.IN_CONFLICT,
    TaskStatus.AWAITING_DECISION: StatusBadge.AWAITING_DECISION,
    TaskStatus.REJECTED: StatusBadge.REJECTED,
    TaskStatus.PARKED: StatusBadge.PARKED,
    TaskStatus.TAKING_BACK: StatusBadge.TAKING_BACK,
    TaskStatus.UNDONE: StatusBadge.UNDONE,
}

_STEPS: dict[StepStatus, StatusBadge] = {
    StepStatus.PENDING: StatusBadge.QUEUED,
    StepStatus.WAITING: StatusBadge.WAITS,
    StepStatus.SENT: StatusBadge.RECEIVED,
    StepStatus.IN_CONFLICT: StatusBadge.IN_CONFLICT,
    StepStatus.AWAITING_DECISION: StatusBadge.AWAITING_DECISION,
    StepStatus.CONFIRMED: StatusBadge.CONFIRMED,
    StepStatus.REFUSED: StatusBadge.REJECTED,
    StepStatus.PARKED: StatusBadge.PARKED,
    StepStatus.TAKING_BACK: StatusBadge.TAKING_BACK,
    StepStatus.TAKEN_BACK: StatusBadge.UNDONE,
}

_ORDERS: dict[OrderState, StatusBadge] = {
    OrderState.DRAFT: StatusBadge.DRAFT,
    OrderState.TENTATIVE: StatusBadge.QUEUED,
    OrderState.CONFIRMED: StatusBadge.CONFIRMED,
    OrderState.CANCELLED: StatusBadge.CANCELLED,
    OrderState.REFUSED: StatusBadge.REJECTED,
}


@dataclass(frozen=True, slots=True)
class BadgeLabel:
    """A badge with its label, and what a screen reader says of it."""

    badge: StatusBadge
    label: str
    accessible_name: str


def badge_label(badge: StatusBadge) -> str:
    """The label on screen of ``badge``."""
    if badge is StatusBadge.WAITS:
        return translate("Signs", "Waiting for another request")
    if badge.value in set(TaskStatus):
        return wording.status_of_task(TaskStatus(badge.value))
    return wording.order_state_label(badge.value)


def meaning(badge: StatusBadge) -> str:
    """In a sentence, what ``badge`` means for a record."""
    meanings = {
        StatusBadge.DRAFT: translate(
            "Signs", "Not placed yet. It stays on this laptop until you do."
        ),
        StatusBadge.QUEUED: translate(
            "Signs", "Saved on this laptop. It goes to head office with the next sync."
        ),
        StatusBadge.WAITS: translate(
            "Signs", "It is sent after another request of yours that it depends on."
        ),
        StatusBadge.RECEIVED: translate(
            "Signs", "Safe at head office, which has not answered yet."
        ),
        StatusBadge.CONFIRMED: translate("Signs", "Accepted as shown."),
        StatusBadge.ADJUSTED: translate("Signs", "Accepted with a change; open it to see which."),
        StatusBadge.IN_CONFLICT: translate(
            "Signs", "It conflicts with something at head office. You choose what to do."
        ),
        StatusBadge.AWAITING_DECISION: translate(
            "Signs", "Someone at head office decides. You hear of it with a later sync."
        ),
        StatusBadge.REJECTED: translate(
            "Signs", "Head office refused it. Correct it or delete it; nothing was ordered."
        ),
        StatusBadge.PARKED: translate(
            "Signs", "It cannot continue without you. Try it again from the outbox, or withdraw it."
        ),
        StatusBadge.TAKING_BACK: translate(
            "Signs", "You withdrew it. Head office has not confirmed yet that it was in time."
        ),
        StatusBadge.UNDONE: translate(
            "Signs", "You withdrew it before head office carried it out."
        ),
        StatusBadge.CANCELLED: translate("Signs", "It was ordered, and is not wanted any more."),
    }
    return meanings[badge]


def shown(badge: StatusBadge, text: str = "") -> BadgeLabel:
    """Return ``badge`` as it is shown, with ``text`` in place of its own label where given."""
    label = text or badge_label(badge)
    if badge not in TENTATIVE:
        return BadgeLabel(badge, label, formats.mid_sentence(label))
    accessible_name = translate("Signs", "tentative, {state}").format(
        state=formats.mid_sentence(label)
    )
    return BadgeLabel(badge, label, accessible_name)


def of_task(status: TaskStatus) -> StatusBadge:
    """The badge of a task in ``status``."""
    return _TASKS[status]


def badge_of_step(status: StepStatus) -> StatusBadge:
    """The badge of a step of a task in ``status``."""
    return _STEPS[status]


def of_order(state: OrderState, task: TaskStatus | None, *, adjusted: bool) -> StatusBadge:
    """The badge of an order: a tentative one shows what it waits for."""
    if state is OrderState.TENTATIVE and task is not None:
        return _TASKS[task]
    if state is OrderState.CONFIRMED and adjusted:
        return StatusBadge.ADJUSTED
    return _ORDERS[state]
