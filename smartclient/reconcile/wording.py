"""Wording: English sentences for codes, as templates with arguments that can be translated."""

from dataclasses import dataclass, field

from smartclient.domain.orders import OrderState
from smartclient.domain.problems import Action, Change, Problem
from smartclient.domain.tasks import TaskStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence to show: a template to translate, and what to put into it."""

    template: str
    arguments: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The sentence in English."""
        return self.template.format(**self.arguments)


task_status_words: dict[TaskStatus, str] = {
    TaskStatus.QUEUED: "Waiting to send",
    TaskStatus.SENDING: "Sending",
    TaskStatus.RECEIVED: "At head office",
    TaskStatus.CONFIRMED: "Confirmed",
    TaskStatus.ADJUSTED: "Confirmed, changed",
    TaskStatus.IN_CONFLICT: "Needs you",
    TaskStatus.AWAITING_DECISION: "Head office is deciding",
    TaskStatus.REJECTED: "Refused",
    TaskStatus.PARKED: "Stopped",
    TaskStatus.UNDONE: "Taken back",
}

order_state_words: dict[OrderState, str] = {
    OrderState.DRAFT: "Draft",
    OrderState.TENTATIVE: "Tentative",
    OrderState.CONFIRMED: "Confirmed",
    OrderState.CANCELLED: "Cancelled",
    OrderState.REFUSED: "Refused",
}


def problem_sentence(problem: Problem) -> Sentence:
    """Return what is wrong."""
    raise NotImplementedError


def change_sentence(change: Change) -> Sentence:
    """Return what head office changed, and why."""
    raise NotImplementedError


def action_sentence(action: Action, problem: Problem) -> Sentence:
    """Return what choosing ``action`` for ``problem`` does."""
    raise NotImplementedError
