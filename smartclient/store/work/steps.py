"""Steps in the store: where a task moved, with the answer that moved it there."""

from dataclasses import dataclass, replace

from smartclient.contract.documents import document_from_json, document_json
from smartclient.contract.messages import Answer
from smartclient.domain.tasks import Task, Transition


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a task. ``answer`` is head office's that made it, None for any other step.

    The records that came with the answer are left out. ``is_last``: the task still is where the
    step brought it.
    """

    task: Task
    transition: Transition
    answer: Answer | None = None
    is_last: bool = False


def step_answer_json(answer: Answer | None) -> str | None:
    """An answer as it is stored with a step."""
    return None if answer is None else document_json(replace(answer, order=None, customer=None))


def step_answer(text: str | None) -> Answer | None:
    """The answer that is stored with a step as ``text``."""
    return None if text is None else document_from_json(text, Answer)
