"""Transitions: moving a task to the status of head office's answer, in one recorded step."""

from datetime import datetime

from smartclient.contract.messages import Answer
from smartclient.domain.tasks import TRANSITIONS, Task
from smartclient.store.unit_of_work import ReadView, UnitOfWork


def apply_answer(work: UnitOfWork, task: Task, answer: Answer, *, at: datetime, cause: str) -> Task:
    """Move ``task`` to the status of ``answer``, and record the step with the answer.

    Only this step is recorded: those of another device or an admin are not known here.
    A task that stays in conflict takes the step again where the answer has a new note or author.
    Where the table has no such step the task stays as it is.
    """
    goal = answer.status.task_status
    if goal not in TRANSITIONS[task.status]:
        return task
    if goal is task.status and not _is_news(work, task, answer):
        return task
    return work.tasks.move(task, goal, at=at, cause=cause, answer=answer)


def _is_news(view: ReadView, task: Task, answer: Answer) -> bool:
    """Whether ``answer`` has another note or author than the task's last step."""
    last = view.tasks.last_answer(task.id)
    return bool(answer.by or answer.note) and (
        last is None or (last.by, last.note) != (answer.by, answer.note)
    )
