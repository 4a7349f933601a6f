"""Tasks: the units of a rep's work, their states, and the one table of legal transitions."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from smartclient.domain.errors import FatalError
from smartclient.domain.ids import RequestId, TaskId


class TaskKind(StrEnum):
    """What a task does; the families of use cases follow it."""

    PLACE_ORDER = "place_order"
    AMEND_ORDER = "amend_order"
    CANCEL_ORDER = "cancel_order"
    CREATE_CUSTOMER = "create_customer"
    UPDATE_CUSTOMER = "update_customer"
    DELETE_CUSTOMER = "delete_customer"
    DECIDE_CASE = "decide_case"
    CHANGE_POLICY = "change_policy"
    RETRY_STOPPED = "retry_stopped"
    TAKE_OVER = "take_over"
    CLOSE_STOPPED = "close_stopped"
    ANSWER_RESTORE = "answer_restore"
    ENROL_DEVICE = "enrol_device"
    REVOKE_DEVICE = "revoke_device"
    RELEASE_HANDED_OVER = "release_handed_over"
    DROP_HANDED_OVER = "drop_handed_over"
    CHANGE_DATA_SET = "change_data_set"
    PIN_CUSTOMER = "pin_customer"
    UNPIN_CUSTOMER = "unpin_customer"
    SEND_MAIL = "send_mail"
    LEASE_NUMBERS = "lease_numbers"
    RETURN_NUMBERS = "return_numbers"


class TaskStatus(StrEnum):
    """Status of a task on its way to head office and back."""

    QUEUED = "queued"
    SENDING = "sending"
    RECEIVED = "received"
    CONFIRMED = "confirmed"
    ADJUSTED = "adjusted"
    IN_CONFLICT = "in_conflict"
    AWAITING_DECISION = "awaiting_decision"
    REJECTED = "rejected"
    PARKED = "parked"
    TAKING_BACK = "taking_back"
    UNDONE = "undone"


ANSWERS = frozenset(
    {
        TaskStatus.CONFIRMED,
        TaskStatus.ADJUSTED,
        TaskStatus.IN_CONFLICT,
        TaskStatus.AWAITING_DECISION,
        TaskStatus.REJECTED,
        TaskStatus.PARKED,
    }
)
"""Statuses that an answer of head office may give."""

TRANSITIONS: dict[TaskStatus, frozenset[TaskStatus]] = {
    # it stays queued, under a newer request, when the rep changes what was not sent yet; it is
    # answered when it went out before the store was restored, or is offered again
    TaskStatus.QUEUED: ANSWERS
    | {TaskStatus.QUEUED, TaskStatus.SENDING, TaskStatus.TAKING_BACK, TaskStatus.UNDONE},
    # an answer may be learnt without its receipt: the link was cut after head office had it
    TaskStatus.SENDING: ANSWERS
    | {TaskStatus.RECEIVED, TaskStatus.QUEUED, TaskStatus.TAKING_BACK, TaskStatus.UNDONE},
    TaskStatus.RECEIVED: ANSWERS | {TaskStatus.QUEUED, TaskStatus.TAKING_BACK, TaskStatus.UNDONE},
    # another device or an admin answered the conflict; it stays one when it was handed back
    TaskStatus.IN_CONFLICT: ANSWERS
    | {TaskStatus.QUEUED, TaskStatus.TAKING_BACK, TaskStatus.UNDONE},
    # a restored head office, offered it again, may set it aside; it comes again with what stands
    # together with it and has to be corrected first
    TaskStatus.AWAITING_DECISION: frozenset(
        {
            TaskStatus.CONFIRMED,
            TaskStatus.ADJUSTED,
            TaskStatus.REJECTED,
            TaskStatus.IN_CONFLICT,
            TaskStatus.PARKED,
            TaskStatus.QUEUED,
            TaskStatus.TAKING_BACK,
            TaskStatus.UNDONE,
        }
    ),
    # another device or an admin retried it
    TaskStatus.PARKED: (ANSWERS - {TaskStatus.PARKED})
    | {TaskStatus.QUEUED, TaskStatus.TAKING_BACK, TaskStatus.UNDONE},
    # head office had carried it out already or can't take it back, or the rep wants it after all
    TaskStatus.TAKING_BACK: ANSWERS | {TaskStatus.UNDONE, TaskStatus.QUEUED},
    TaskStatus.CONFIRMED: frozenset(),
    TaskStatus.ADJUSTED: frozenset(),
    TaskStatus.REJECTED: frozenset(),
    TaskStatus.UNDONE: frozenset(),
}
"""From each status, where a task may go. `sending → queued` and `received → queued` only when
head office is known not to hold the request (refused by the link, or restored from a backup), or
refused it for the age of its data, which is refreshed.
What head office may have is taken back by a withdrawal, and undone only by an answer."""

FINISHED = frozenset(status for status, onward in TRANSITIONS.items() if not onward)
"""Statuses in which nothing more can happen to a task."""

UNFINISHED = frozenset(TaskStatus) - FINISHED
"""Statuses in which head office, or a person, still has something to do with a task."""

TO_SEND = frozenset({TaskStatus.QUEUED, TaskStatus.SENDING, TaskStatus.TAKING_BACK})
"""Statuses of what waits for the link, be it to be taken back."""

SUCCEEDED = frozenset({TaskStatus.CONFIRMED, TaskStatus.ADJUSTED})
"""Statuses of what head office carried out."""

FAILED = frozenset({TaskStatus.REJECTED, TaskStatus.UNDONE})
"""Statuses of what finished without effect."""

WITHDRAWN = frozenset({TaskStatus.TAKING_BACK, TaskStatus.UNDONE})
"""Statuses of what the rep took back, whether head office knows or not."""

AT_HEAD_OFFICE = frozenset({TaskStatus.RECEIVED, TaskStatus.AWAITING_DECISION})
"""Statuses of what head office holds and has not answered."""

HANDED_OVER = AT_HEAD_OFFICE | {TaskStatus.SENDING}
"""Statuses of what head office holds, or may hold, and has not answered."""

STOPPED = frozenset({TaskStatus.PARKED})
"""Statuses of what goes no further by itself."""

PERCENT_COMPLETE = {
    TaskStatus.QUEUED: 20,
    TaskStatus.SENDING: 40,
    TaskStatus.RECEIVED: 60,
    TaskStatus.IN_CONFLICT: 70,
    TaskStatus.AWAITING_DECISION: 80,
    TaskStatus.PARKED: 20,
    TaskStatus.TAKING_BACK: 50,
    TaskStatus.CONFIRMED: 100,
    TaskStatus.ADJUSTED: 100,
    TaskStatus.REJECTED: 100,
    TaskStatus.UNDONE: 100,
}


class SubjectType(StrEnum):
    """What kind of record a task is about."""

    ORDER = "order"
    CUSTOMER = "customer"
    CASE = "case"
    POLICY = "policy"
    REQUEST = "request"
    DEVICE = "device"
    DATA_SET = "data_set"
    PINNED_CUSTOMER = "pinned_customer"
    MAIL = "mail"


BY_NUMBER = frozenset({SubjectType.CUSTOMER, SubjectType.PINNED_CUSTOMER})
"""What is a customer: its id is a number, its label a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The record a task is about. ``id`` is the order id, customer number, conflict id or key."""

    type: SubjectType
    id: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One unit of work, with the request that carries it now."""

    id: TaskId
    kind: TaskKind
    subject: Subject
    status: TaskStatus
    request_id: RequestId
    requires: tuple[TaskId, ...] = ()
    created_at: datetime
    changed_at: datetime
    cause: str = ""

    def moved(self, status: TaskStatus, *, at: datetime, cause: str = "") -> "Task":
        """The task in ``status``; FatalError when the table does not allow it."""
        if status not in TRANSITIONS[self.status]:
            raise FatalError(
                "This step is not possible now. Nothing was changed.",
                detail=f"task {self.id}: {self.status} -> {status}",
            )
        return replace(self, status=status, changed_at=at, cause=cause)

    @property
    def percent_complete(self) -> int:
        """How far along the task is, 0 to 100."""
        return PERCENT_COMPLETE[self.status]


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One step in a task's life, as it is recorded. ``before`` is None for the first."""

    task: TaskId
    request_id: RequestId
    before: TaskStatus | None
    after: TaskStatus
    at: datetime
    cause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskChange:
    """Status of a task before a period (None: it was not there), and after it.

    Its last step came from ``last_before``, by ``cause``. ``request_id`` is the request that
    carries the task now.
    """

    subject: SubjectType
    request_id: RequestId
    before: TaskStatus | None
    last_before: TaskStatus | None
    after: TaskStatus
    cause: str
