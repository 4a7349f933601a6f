"""Steps: a task of several requests, what each waits for, and how the whole is taken back.

A task of the domain ``tasks`` is one step here: it has one request at a time. A composed task
groups several. What happens next is decided here alone: nothing but states goes in, and nothing
but decisions comes out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from smartclient.domain.ids import TaskId
from smartclient.domain.tasks import TaskStatus


class StepStatus(StrEnum):
    """Status of a step, and of a task of several: in what order a task shows that of its steps."""

    IN_CONFLICT = "in_conflict"
    PARKED = "parked"
    AWAITING_DECISION = "awaiting_decision"
    TAKING_BACK = "taking_back"
    SENT = "sent"
    PENDING = "pending"
    WAITING = "waiting"
    REFUSED = "refused"
    CONFIRMED = "confirmed"
    TAKEN_BACK = "taken_back"


STEP_STATUS: Final[Mapping[TaskStatus, StepStatus]] = MappingProxyType(
    {
        TaskStatus.QUEUED: StepStatus.PENDING,
        TaskStatus.SENDING: StepStatus.SENT,
        TaskStatus.RECEIVED: StepStatus.SENT,
        TaskStatus.CONFIRMED: StepStatus.CONFIRMED,
        TaskStatus.ADJUSTED: StepStatus.CONFIRMED,
        TaskStatus.IN_CONFLICT: StepStatus.IN_CONFLICT,
        TaskStatus.AWAITING_DECISION: StepStatus.AWAITING_DECISION,
        TaskStatus.REJECTED: StepStatus.REFUSED,
        TaskStatus.PARKED: StepStatus.PARKED,
        TaskStatus.TAKING_BACK: StepStatus.TAKING_BACK,
        TaskStatus.UNDONE: StepStatus.TAKEN_BACK,
    }
)
"""The status of a step by that of the request that carries it, what it waits for left out."""

ENDED: Final = frozenset({StepStatus.CONFIRMED, StepStatus.REFUSED, StepStatus.TAKEN_BACK})
"""Statuses of a step to which nothing more happens by itself."""

WITHOUT_EFFECT: Final = frozenset({StepStatus.REFUSED, StepStatus.TAKEN_BACK})
"""Statuses of a step that ended and left nothing to take back."""

NEEDS_A_PERSON: Final = frozenset(
    {StepStatus.IN_CONFLICT, StepStatus.PARKED, StepStatus.AWAITING_DECISION}
)
"""Statuses in which a step goes on only when somebody decides."""

_GIVEN_UP: Final = frozenset({StepStatus.TAKING_BACK, StepStatus.TAKEN_BACK})

TO_WITHDRAW: Final = frozenset(
    {
        StepStatus.PENDING,
        StepStatus.WAITING,
        StepStatus.SENT,
        StepStatus.PARKED,
        StepStatus.IN_CONFLICT,
        StepStatus.AWAITING_DECISION,
    }
)
"""Statuses in which a step that is given up is withdrawn: nothing is known to be carried out."""


WITHDRAWN_BESIDE: Final = TO_WITHDRAW - {StepStatus.SENT, StepStatus.AWAITING_DECISION}
"""The same for a step that follows changes: what may have gone out is corrected instead."""

_STOPS_THE_OTHERS: Final = NEEDS_A_PERSON | WITHOUT_EFFECT | _GIVEN_UP
"""Statuses of a step of which nothing that stands together with it is sent."""


class TaskPolicy(StrEnum):
    """Whether the steps of a task stand together, or each by itself."""

    TOGETHER = "together"
    EACH = "each"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step as the decisions see it.

    ``needs`` are its prerequisites, ``compensates`` the step that it takes back. What
    ``follows_changes``, a mail of an order, is compensated by what is saved with each change of
    what it needs, and never by a decision here: it keeps nothing from being taken back.
    """

    id: TaskId
    status: StepStatus
    needs: tuple[TaskId, ...] = ()
    is_optional: bool = False
    compensates: TaskId | None = None
    follows_changes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposedTask:
    """Steps in the order in which they were saved. ``is_given_up``: the rep took the whole back."""

    policy: TaskPolicy
    steps: tuple[Step, ...]
    is_given_up: bool = False

    @property
    def forward(self) -> tuple[Step, ...]:
        """The steps that take back no other one."""
        return tuple(step for step in self.steps if step.compensates is None)

    def compensation_of(self, step_id: TaskId) -> Step | None:
        """The step that takes another one back."""
        return next((step for step in self.steps if step.compensates == step_id), None)


class Measure(StrEnum):
    """What is done with a step that is given up."""

    WITHDRAW = "withdraw"
    COMPENSATE = "compensate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One thing to be done."""

    measure: Measure
    step: TaskId


def blocking(step: Step, steps: Iterable[Step]) -> tuple[TaskId, ...]:
    """The prerequisites of a step that are not confirmed: it isn't sent while there are any."""
    confirmed = {other.id for other in steps if other.status is StepStatus.CONFIRMED}
    return tuple(needed for needed in step.needs if needed not in confirmed)


def waits_for(step: Step, task: ComposedTask) -> tuple[TaskId, ...]:
    """The steps that one waits for before it is sent.

    Of steps that stand together none is sent before all of them may be, and they go as one: what
    one needs of another is no hindrance, but whatever stops one stops all.
    """
    if task.policy is TaskPolicy.EACH or step.compensates is not None or step.is_optional:
        return blocking(step, task.steps)
    together = [other for other in task.forward if not other.is_optional]
    inside = {other.id for other in together}
    needed = (need for other in together for need in blocking(other, task.steps))
    stopped = (other.id for other in together if other.status in _STOPS_THE_OTHERS)
    outside = (need for need in needed if need not in inside)
    return tuple(dict.fromkeys(one for one in (*outside, *stopped) if one != step.id))


def is_taken_back(task: ComposedTask) -> bool:
    """Whether the whole is taken back: by the rep, or because a required step was given up."""
    if task.is_given_up:
        return True
    return task.policy is TaskPolicy.TOGETHER and any(
        step.status in _GIVEN_UP for step in task.forward if not step.is_optional
    )


def is_being_taken_back(task: ComposedTask) -> bool:
    """Whether the whole is taken back, and that is not over."""
    return is_taken_back(task) and any(shown_status(step, task) not in ENDED for step in task.steps)


def decisions(task: ComposedTask) -> tuple[Decision, ...]:
    """What is to be done now, in this order; () when nothing is, until a status changes.

    What head office has not answered is withdrawn, and waited for until it says whether that was
    in time. Confirmed steps are compensated newest first, one at a time: what a compensation did
    not take back keeps the steps that it needs.
    """
    given_up = _given_up(task)
    kept: set[TaskId] = set()
    found = _withdrawn_beside(task, given_up)
    is_next = True
    for step in reversed(task.forward):
        if step.status in WITHOUT_EFFECT or step.follows_changes:
            continue
        if step.id not in given_up or step.id in kept:
            kept.update(step.needs)
            continue
        compensation = task.compensation_of(step.id)
        if step.status in TO_WITHDRAW:
            found.append(Decision(measure=Measure.WITHDRAW, step=step.id))
            is_next = False
        elif compensation is None and step.status is StepStatus.CONFIRMED:
            if is_next:
                found.append(Decision(measure=Measure.COMPENSATE, step=step.id))
            is_next = False
        elif shown_status(step, task) is StepStatus.CONFIRMED:
            kept.update(step.needs)
        elif shown_status(step, task) not in ENDED:
            is_next = False
    return tuple(found)


def _withdrawn_beside(task: ComposedTask, given_up: frozenset[TaskId]) -> list[Decision]:
    """What is decided about the steps that follow changes: those not carried out are withdrawn."""
    return [
        Decision(measure=Measure.WITHDRAW, step=step.id)
        for step in reversed(task.forward)
        if step.follows_changes and step.id in given_up and step.status in WITHDRAWN_BESIDE
    ]


def _given_up(task: ComposedTask) -> frozenset[TaskId]:
    """The steps that are given up: all, or those that were, and what needs them."""
    if is_taken_back(task):
        return frozenset(step.id for step in task.forward)
    given_up: set[TaskId] = set()
    for step in task.forward:
        if step.status in _GIVEN_UP or given_up.intersection(step.needs):
            given_up.add(step.id)
    return frozenset(given_up)


def shown_status(step: Step, task: ComposedTask) -> StepStatus:
    """The status of a step as it is shown: what it waits for, and what takes it back, count."""
    if step.status is StepStatus.PENDING and waits_for(step, task):
        return StepStatus.WAITING
    compensation = task.compensation_of(step.id)
    if compensation is None or step.status is not StepStatus.CONFIRMED:
        return step.status
    if compensation.status is StepStatus.CONFIRMED:
        return StepStatus.TAKEN_BACK
    return StepStatus.CONFIRMED if compensation.status in ENDED else StepStatus.TAKING_BACK


def status_of(task: ComposedTask) -> StepStatus:
    """The status of the whole.

    Of what could not be taken back it is *refused*: a person has been asked what to do with it.
    Where the rep undid the undoing, it is *confirmed* again.
    """
    shown = [(step, shown_status(step, task)) for step in task.steps]
    pending = [status for _, status in shown if status not in ENDED]
    if is_taken_back(task):
        if pending:
            asked = [status for status in pending if status in NEEDS_A_PERSON]
            return _first(asked) if asked else StepStatus.TAKING_BACK
        effect = [step for step in task.forward if shown_status(step, task) not in WITHOUT_EFFECT]
        if effect and all(_is_kept(step, task) for step in effect):
            return StepStatus.CONFIRMED
        return StepStatus.REFUSED if effect else StepStatus.TAKEN_BACK
    required = [status for step, status in shown if not step.is_optional]
    return _first(pending or required or [status for _, status in shown])


def _is_kept(step: Step, task: ComposedTask) -> bool:
    """Whether what was to take a step back was itself undone."""
    compensation = task.compensation_of(step.id)
    return compensation is not None and compensation.status is StepStatus.TAKEN_BACK


def _first(statuses: Iterable[StepStatus]) -> StepStatus:
    return min(statuses, key=list(StepStatus).index)


def percent_complete(task: ComposedTask) -> int:
    """How many of a hundred steps have ended."""
    ended = sum(shown_status(step, task) in ENDED for step in task.steps)
    return 100 * ended // len(task.steps)
