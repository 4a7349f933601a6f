"""Outcomes: the statuses of the tasks that a sync moved."""

from collections import Counter
from dataclasses import dataclass, field

from smartclient.domain.ids import RequestId
from smartclient.domain.tasks import SUCCEEDED, SubjectType, TaskChange, TaskStatus
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.store.unit_of_work import ReadView


@dataclass(slots=True, kw_only=True)
class Outcomes:
    """Counts of tasks by their present status; those with an unchanged status are left out.

    What was being withdrawn is counted apart from ``by_status``, in or not in time, and so is
    what another device withdrew or replaced. ``refused`` are the requests that were refused.
    """

    by_status: Counter[TaskStatus] = field(default_factory=Counter)
    refused: set[RequestId] = field(default_factory=set)
    confirmed_orders: int = 0
    taken_back: int = 0
    not_taken_back: int = 0
    not_carried_out: int = 0

    def add(self, change: TaskChange, *, withdrawn: bool) -> None:
        """Count a task; ``withdrawn``: head office confirmed that it is withdrawn."""
        was_taken_back = change.last_before is TaskStatus.TAKING_BACK
        if was_taken_back and change.after in SUCCEEDED:
            self.not_taken_back += 1
        elif was_taken_back and change.after is TaskStatus.UNDONE:
            self.taken_back += 1
        elif change.after is TaskStatus.UNDONE:
            self.not_carried_out += withdrawn
        else:
            self.by_status[change.after] += 1
            if change.after is TaskStatus.REJECTED:
                self.refused.add(change.request_id)
            is_order = change.subject is SubjectType.ORDER
            self.confirmed_orders += is_order and change.after is TaskStatus.CONFIRMED


def outcomes_since(view: ReadView, step: int) -> Outcomes:
    """The outcomes of the tasks that moved after this step."""
    outcomes = Outcomes()
    for change in view.tasks.changed_since(step):
        if _is_news(change):
            outcomes.add(change, withdrawn=_was_withdrawn(view, change))
    return outcomes


def _is_news(change: TaskChange) -> bool:
    """Whether a task has another status than before, not by what the rep did here."""
    if change.before is change.after:
        return False
    # an amendment ends so when the order is cancelled, which is counted itself
    return not (change.after is TaskStatus.REJECTED and change.cause == TransitionReason.WITHDRAWN)


def _was_withdrawn(view: ReadView, change: TaskChange) -> bool:
    if change.after is not TaskStatus.UNDONE or change.cause != TransitionReason.WITHDRAWN:
        return False
    stored = view.outbox.get(change.request_id)
    return stored is not None and stored.answer is not None and stored.answer.withdrawn
