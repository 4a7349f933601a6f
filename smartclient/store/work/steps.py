"""Steps in the store: where a task moved, with the answer that moved it there."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from smartclient.contract.documents import document_from_json, document_json
from smartclient.contract.messages import Answer
from smartclient.domain.clock import CLOCK_TOLERANCE
from smartclient.domain.tasks import Task, Transition


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedStep:
    """One step of a task. ``answer`` is head office's that made it, None for any other step.

    The records that came with the answer are left out. ``is_last``: the task still is where the
    step brought it.
    """

    task: Task
    transition: Transition
    answer: Answer | None = None
    is_last: bool = False


def in_sequence(steps: Iterable[RecordedStep]) -> tuple[RecordedStep, ...]:
    """Steps in the order in which they were taken, none a little earlier than the one before.

    Each contact with head office corrects the clock, if only by a second: a step after it could
    seem to come before one that led to it. A clock that was plainly wrong stays visible.
    """
    dated: list[RecordedStep] = []
    for step in steps:
        moved = step.transition
        before = dated[-1].transition.at if dated else moved.at
        if before - CLOCK_TOLERANCE <= moved.at < before:
            step = replace(step, transition=replace(moved, at=before))  # noqa: PLW2901
        dated.append(step)
    return tuple(dated)


def step_answer_json(answer: Answer | None) -> str | None:
    """An answer as it is stored with a step."""
    return None if answer is None else document_json(replace(answer, order=None, customer=None))


def step_answer(text: str | None) -> Answer | None:
    """The answer that is stored with a step as ``text``."""
    return None if text is None else document_from_json(text, Answer)
