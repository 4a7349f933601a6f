"""The JSON shapes of tasks and their steps."""

from smartclient.cli.json_output.conflicts import choice_shape, subject_shape
from smartclient.cli.json_output.values import Json, instant, known
from smartclient.cli.reasons import why_of_step
from smartclient.cli.render.tasks import task_label
from smartclient.read_models.tasks import StepView, TaskView
from smartclient.wording.labels import take_back_notes


def task_shape(task: TaskView) -> dict[str, Json]:
    """One task with its steps and what can be done with it."""
    choices = task.choices
    return {
        "task": task.id,
        "label": task_label(task),
        "status": str(task.status),
        "percent": task.percent,
        "policy": str(task.policy),
        "since": instant(task.created_at),
        "steps": [_step_shape(step) for step in task.steps],
        "available": {
            "send": choice_shape(choices.send),
            "undo": choice_shape(choices.undo),
            "amend": choice_shape(choices.amend),
            "retry": choice_shape(choices.retry),
        },
    }


def task_details(task: TaskView) -> dict[str, Json]:
    """One task, and what taking it back would do to each step."""
    effects: Json = [
        {
            "step": step.id,
            "effect": str(step.if_taken_back),
            "note": known(take_back_notes[step.if_taken_back]),
            "stays": list(step.stays),
        }
        for step in task.forward
    ]
    return {**task_shape(task), "if_undone": effects}


def _step_shape(step: StepView) -> Json:
    return {
        "step": step.id,
        "service": step.service,
        "kind": str(step.kind),
        "subject": subject_shape(step.subject),
        "status": str(step.status),
        "needs": list(step.needs),
        "optional": step.is_optional,
        "compensates": step.compensates,
        "why": known(why_of_step(step)),
    }
