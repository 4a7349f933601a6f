"""What can be undone of a record, and what would stay because somebody has changed it again."""

from dataclasses import replace

from smartclient.domain.clock import Clock
from smartclient.domain.tasks import SubjectType
from smartclient.domain.undoing import TakeBackEffect
from smartclient.read_models.records import CommandState
from smartclient.read_models.tasks import StepView, TaskView, UndoChoice
from smartclient.store.unit_of_work import ReadView
from smartclient.use_cases.commands.compensate import what_stays
from smartclient.use_cases.queries.steps import composed_task, task_views

_LOOKED_AT = 20
"""How many tasks about a record are looked at, the newest first."""


def undo_of(view: ReadView, clock: Clock, subject: SubjectType, subject_id: str) -> UndoChoice:
    """The newest task about a record that can be undone; else the newest, and why it can't be."""
    newest: UndoChoice | None = None
    for task in reversed(view.tasks.about(subject, subject_id)[-_LOOKED_AT:]):
        (found,) = task_views(view, [composed_task(view, task.id)], clock)
        step = next(
            step
            for step in found.steps
            if (step.subject.type, step.subject.id) == (subject, subject_id)
        )
        choice = UndoChoice(task_id=found.id, state=found.choices.undo, effect=step.if_taken_back)
        if choice.state.possible:
            return choice
        newest = newest or choice
    nothing = CommandState(possible=False, why="Nothing was asked for here that could be undone.")
    return newest or UndoChoice(task_id=None, state=nothing)


def with_what_stays(view: ReadView, task: TaskView) -> TaskView:
    """A task with the fields of each step that taking it back leaves as they are."""
    return replace(task, steps=tuple(_with(view, step) for step in task.steps))


def _with(view: ReadView, step: StepView) -> StepView:
    if step.if_taken_back is not TakeBackEffect.CHANGED_BACK:
        return step
    composed = view.composed_tasks.get(step.id)
    steps = () if composed is None else composed.steps
    stored = next((one for one in steps if one.id == step.id), None)
    return step if stored is None else replace(step, stays=what_stays(view, stored.task))
