"""What would stay of a task that is taken back, because somebody has changed it again."""

from dataclasses import replace

from smartclient.domain.undoing import TakeBackEffect
from smartclient.read_models.tasks import StepView, TaskView
from smartclient.store.unit_of_work import ReadView
from smartclient.use_cases.commands.compensate import what_stays


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
