"""Tasks on a terminal: each with its steps, and what taking it back would do."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from smartclient.cli.reasons import why_not, why_of_step
from smartclient.cli.render.conflicts import several, subject_label
from smartclient.cli.render.states import step_shown
from smartclient.cli.render.tables import (
    Room,
    Row,
    TerminalColumn,
    count,
    moment,
    short,
    styled,
    table,
)
from smartclient.domain.steps import ENDED, StepStatus
from smartclient.read_models.tasks import StepView, TaskView
from smartclient.wording.command_line import task_labels
from smartclient.wording.labels import (
    field_label,
    step_status_labels,
    take_back_labels,
    take_back_notes,
    task_policy_labels,
)

if TYPE_CHECKING:
    from rich.console import RenderableType


def task_label(task: TaskView) -> str:
    """What a task is about: its steps, the first few by name."""
    return several(list(map(_step_label, task.forward)))


def _step_label(step: StepView) -> str:
    """A step by its record, and by what it does to one that was there before."""
    label = subject_label(step.subject)
    if not step.changes_its_record:
        return label
    does = task_labels[step.kind]
    return f"{label} ({does[:1].lower()}{does[1:]})"


def tasks_page(tasks: Sequence[TaskView]) -> "RenderableType":
    """Every task, with how far it is."""
    columns = (
        TerminalColumn(title="State", room=Room.WRAPPED),
        TerminalColumn(title="What", room=Room.CUT),
        TerminalColumn(title="Steps", right=True),
        TerminalColumn(title="Done", right=True),
        TerminalColumn(title="Since"),
        TerminalColumn(title="Id"),
    )
    return table(columns, map(_task_row, tasks), empty="You have asked for nothing yet.")


def _task_row(task: TaskView) -> Row:
    shown = step_shown(task.status)
    cells = (
        shown.text,
        task_label(task),
        f"{len(task.steps)}",
        f"{task.percent} %",
        moment(task.created_at),
        short(task.id),
    )
    return Row(cells=cells, style=shown.row_style, sign_style=shown.style)


def task_page(task: TaskView) -> Iterator["RenderableType"]:
    """One task with its steps, and what taking it back would do."""
    yield styled(f"{task_label(task)}  [{short(task.id)}]", "bold")
    policy = f"; {task_policy_labels[task.policy]}" if len(task.forward) > 1 else ""
    yield f"{step_status_labels[task.status]}, {task.percent} % of {_steps(task)}{policy}."
    yield ""
    columns = (
        TerminalColumn(title="State", room=Room.WRAPPED),
        TerminalColumn(title="Step", room=Room.WRAPPED),
        TerminalColumn(title="About", room=Room.CUT),
        TerminalColumn(title="Id"),
    )
    yield table(columns, map(_step_row, task.steps), empty="")
    yield ""
    if task.choices.undo.possible:
        yield "If you take it back:"
        yield from (_effect(step) for step in reversed(task.forward))
        yield from effect_notes(task)
    elif task.status not in ENDED and task.status is not StepStatus.TAKING_BACK:
        yield f"It can't be taken back now. {why_not(task.choices.undo)}"


def effect_notes(task: TaskView) -> list[str]:
    """What is to be known before a task is taken back, each once."""
    notes = (take_back_notes[step.if_taken_back] for step in task.forward)
    return [note for note in dict.fromkeys(notes) if note]


def _steps(task: TaskView) -> str:
    return count(len(task.steps), "step")


def _step_row(step: StepView) -> Row:
    shown = step_shown(step.status)
    optional = " (optional)" if step.is_optional else ""
    cells = (
        shown.text,
        task_labels[step.kind] + optional,
        step.subject.label or short(step.subject.id),
        short(step.id),
    )
    return Row(cells=cells, style=shown.row_style, sign_style=shown.style, below=why_of_step(step))


def _effect(step: StepView) -> str:
    effect = f"  {_step_label(step)}: {take_back_labels[step.if_taken_back]}."
    if not step.stays:
        return effect
    fields = ", ".join(field_label(name) for name in step.stays)
    return f"{effect} Changed again meanwhile, so it stays: {fields}."
