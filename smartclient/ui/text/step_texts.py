"""What the window says of a step of a task."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from smartclient.domain.steps import ENDED, StepStatus, TaskPolicy
from smartclient.domain.tasks import Subject, TaskKind
from smartclient.domain.undoing import TakeBackEffect
from smartclient.read_models.tasks import StepView, TaskView
from smartclient.ui.text import formats, wording
from smartclient.wording import labels

translate = QCoreApplication.translate

_NAMED = 3


def status_text(status: StepStatus) -> str:
    """What the status of a step is called."""
    return translate("wording", labels.step_status_labels[status])


def policy_text(policy: TaskPolicy) -> str:
    """Whether the steps of a task stand together."""
    return translate("wording", labels.task_policy_labels[policy])


def effect_text(effect: TakeBackEffect) -> str:
    """What taking the whole back does to a step."""
    return translate("wording", labels.take_back_labels[effect])


def effect_note(effect: TakeBackEffect) -> str:
    """What is to be known before a step is taken back, "" for nothing."""
    note = labels.take_back_notes[effect]
    return translate("wording", note) if note else ""


def stays_text(step: StepView) -> str:
    """Which fields stay as they are when a step is taken back, "" for none."""
    if not step.stays:
        return ""
    text = translate("Tasks", "Changed again meanwhile, so it stays: {fields}.")
    return text.format(fields=", ".join(map(wording.field_label, step.stays)))


def subject_text(step: StepView) -> str:
    """The record that a step is about."""
    return _named(step.subject)


def task_title(task: TaskView) -> str:
    """What a task is about: its steps, the first few by name."""
    return _several(list(map(step_name, task.forward)))


def step_name(step: StepView) -> str:
    """A step by its record, and by what it does to one that was there before."""
    record = subject_text(step)
    if not step.changes_its_record:
        return record
    does = formats.mid_sentence(wording.task_label(step.kind))
    return translate("Tasks", "{record} ({does})").format(record=record, does=does)


def subjects_text(subjects: Sequence[Subject]) -> str:
    """Several records, the first few by name."""
    return _several(list(map(_named, subjects)))


def _several(named: Sequence[str]) -> str:
    rest = len(named) - _NAMED
    text = ", ".join(named[:_NAMED])
    if rest <= 0:
        return text
    return translate("Tasks", "{names} and {count} more").format(names=text, count=rest)


def _named(subject: Subject) -> str:
    return subject.label or subject.id


def progress_text(task: TaskView) -> str:
    """How many steps of a task have ended."""
    ended = sum(step.status in ENDED for step in task.steps)
    return translate("Tasks", "{ended} of {count} steps done").format(
        ended=ended, count=len(task.steps)
    )


def node_text(step: StepView, whom: str = "") -> str:
    """A step as its node has it: what it does, to what, for ``whom``, and how far it is."""
    service = wording.service_label(step.service)
    lines = [_does(step), subject_text(step), whom, _how_far(step), service]
    return "\n".join(line for line in lines if line)


def accessible_text(step: StepView, whom: str = "") -> str:
    """A step as a screen reader reads it."""
    service = wording.service_label(step.service)
    state = formats.mid_sentence(_how_far(step))
    parts = [_does(step), subject_text(step), whom, state, service]
    return ", ".join(part for part in parts if part)


def why_text(step: StepView) -> str:
    """Why a step is not further on, "" when there is nothing to say."""
    if step.why:
        return wording.filled(step.why, step.arguments)
    return " ".join(map(wording.problem_text, step.reasons))


def _how_far(step: StepView) -> str:
    """The status of a step, with how far it is once it was sent."""
    text = status_text(step.status)
    return f"{text}, {step.percent} %" if step.status is StepStatus.SENT else text


def _does(step: StepView) -> str:
    does = wording.task_label(TaskKind(step.kind))
    if step.is_optional:
        return translate("Tasks", "{step} (optional)").format(step=does)
    return does
