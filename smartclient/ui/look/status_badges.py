"""Signs: how the state of a record is shown, the same everywhere: icon, word, colour, certainty."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from smartclient.domain.sales.orders import OrderState
from smartclient.domain.tasks import TaskStatus
from smartclient.ui.text import formats

translate = QCoreApplication.translate


class Sign(StrEnum):
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
        Sign.QUEUED,
        Sign.WAITS,
        Sign.RECEIVED,
        Sign.IN_CONFLICT,
        Sign.AWAITING_DECISION,
        Sign.PARKED,
        Sign.TAKING_BACK,
    }
)
"""Signs of records head office has not settled: italic, with a bar at the left edge."""

ICONS: dict[Sign, str] = {
    Sign.DRAFT: "pencil-outline",
    Sign.QUEUED: "clock-outline",
    Sign.WAITS: "link-variant",
    Sign.RECEIVED: "inbox-arrow-down",
    Sign.CONFIRMED: "check",
    Sign.ADJUSTED: "check-pencil",
    Sign.IN_CONFLICT: "directions-fork",
    Sign.AWAITING_DECISION: "account-clock",
    Sign.REJECTED: "close-circle-outline",
    Sign.PARKED: "hand-back-right-outline",
    Sign.TAKING_BACK: "undo-variant",
    Sign.UNDONE: "arrow-u-left-top",
    Sign.CANCELLED: "cancel",
}

_TASKS: dict[TaskStatus, Sign] = {
    TaskStatus.QUEUED: Sign.QUEUED,
    TaskStatus.SENDING: Sign.QUEUED,
    TaskStatus.RECEIVED: Sign.RECEIVED,
    TaskStatus.CONFIRMED: Sign.CONFIRMED,
    TaskStatus.ADJUSTED: Sign.ADJUSTED,
    TaskStatus.IN_CONFLICT: Sign.IN_CONFLICT,
    TaskStatus.AWAITING_DECISION: Sign.AWAITING_DECISION,
    TaskStatus.REJECTED: Sign.REJECTED,
    TaskStatus.PARKED: Sign.PARKED,
    TaskStatus.TAKING_BACK: Sign.TAKING_BACK,
    TaskStatus.UNDONE: Sign.UNDONE,
}

_ORDERS: dict[OrderState, Sign] = {
    OrderState.DRAFT: Sign.DRAFT,
    OrderState.TENTATIVE: Sign.QUEUED,
    OrderState.CONFIRMED: Sign.CONFIRMED,
    OrderState.CANCELLED: Sign.CANCELLED,
    OrderState.REFUSED: Sign.REJECTED,
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A sign with the word beside it and what a screen reader says of it."""

    sign: Sign
    word: str
    spoken: str


def word(sign: Sign) -> str:
    """Return the word on screen for ``sign``."""
    words = {
        Sign.DRAFT: translate("Signs", "Draft"),
        Sign.QUEUED: translate("Signs", "Waiting to send"),
        Sign.WAITS: translate("Signs", "Waits for other work"),
        Sign.RECEIVED: translate("Signs", "At head office"),
        Sign.CONFIRMED: translate("Signs", "Confirmed"),
        Sign.ADJUSTED: translate("Signs", "Confirmed, changed"),
        Sign.IN_CONFLICT: translate("Signs", "Needs you"),
        Sign.AWAITING_DECISION: translate("Signs", "Head office is deciding"),
        Sign.REJECTED: translate("Signs", "Refused"),
        Sign.PARKED: translate("Signs", "Stopped"),
        Sign.TAKING_BACK: translate("Signs", "Taking back"),
        Sign.UNDONE: translate("Signs", "Taken back"),
        Sign.CANCELLED: translate("Signs", "Cancelled"),
    }
    return words[sign]


def meaning(sign: Sign) -> str:
    """Return, in a sentence, what ``sign`` says of a record."""
    meanings = {
        Sign.DRAFT: translate("Signs", "Not placed yet. It stays on this laptop until you do."),
        Sign.QUEUED: translate(
            "Signs", "Saved on this laptop. It goes to head office with the next sync."
        ),
        Sign.WAITS: translate("Signs", "It goes after other work of yours that it builds on."),
        Sign.RECEIVED: translate("Signs", "Safe at head office, which has not answered yet."),
        Sign.CONFIRMED: translate("Signs", "Head office has taken it as you see it."),
        Sign.ADJUSTED: translate(
            "Signs", "Head office has taken it with a change; open it to see which."
        ),
        Sign.IN_CONFLICT: translate(
            "Signs", "It collides with something at head office. You choose what to do."
        ),
        Sign.AWAITING_DECISION: translate(
            "Signs", "Someone at head office decides. You hear of it with a later sync."
        ),
        Sign.REJECTED: translate(
            "Signs", "Head office has not taken it. Mend it, or let it go; nothing was ordered."
        ),
        Sign.PARKED: translate(
            "Signs", "It goes no further by itself. Try it again from the outbox, or take it back."
        ),
        Sign.TAKING_BACK: translate(
            "Signs", "You want it back. Head office has yet to say whether that was in time."
        ),
        Sign.UNDONE: translate("Signs", "You took it back before head office carried it out."),
        Sign.CANCELLED: translate("Signs", "It was ordered, and is not wanted any more."),
    }
    return meanings[sign]


def shown(sign: Sign, text: str = "") -> Shown:
    """Return ``sign`` as it is shown, with ``text`` in place of its own word where given."""
    said = text or word(sign)
    if sign not in TENTATIVE:
        return Shown(sign, said, formats.inside(said))
    spoken = translate("Signs", "tentative, {state}").format(state=formats.inside(said))
    return Shown(sign, said, spoken)


def of_task(status: TaskStatus) -> Sign:
    """Return the sign of a task in ``status``."""
    return _TASKS[status]


def of_order(state: OrderState, task: TaskStatus | None, *, adjusted: bool) -> Sign:
    """Return the sign of an order: a tentative one shows what it waits for."""
    if state is OrderState.TENTATIVE and task is not None:
        return _TASKS[task]
    if state is OrderState.CONFIRMED and adjusted:
        return Sign.ADJUSTED
    return _ORDERS[state]
