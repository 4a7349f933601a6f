"""Steps of tasks: how the stored ones are seen by the decisions, and by a person."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from smartclient.contract.versions import TOGETHER_SINCE
from smartclient.domain.clock import Clock
from smartclient.domain.errors import NotFoundError
from smartclient.domain.ids import OrderId, TaskId
from smartclient.domain.steps import (
    ENDED,
    STEP_STATUS,
    WITHDRAWN_BESIDE,
    WITHOUT_EFFECT,
    ComposedTask,
    Step,
    StepStatus,
    TaskPolicy,
    is_being_taken_back,
    percent_complete,
    shown_status,
    status_of,
    waits_for,
)
from smartclient.domain.tasks import FINISHED, SUCCEEDED, Subject, SubjectType, TaskKind, TaskStatus
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.domain.undoing import TakeBackEffect, take_back_effect
from smartclient.read_models.tasks import StepView, TaskView
from smartclient.store.unit_of_work import ReadView
from smartclient.store.work.composed_tasks import MAY_CANCEL, StoredComposedTask, StoredStep
from smartclient.store.work.listed_tasks import ListedTasks
from smartclient.store.work.stored_request import Reason
from smartclient.use_cases.queries.allowed_actions import AmendableData
from smartclient.use_cases.queries.request_history import asks_to_cancel
from smartclient.use_cases.queries.step_services import is_mail_of_task, service_of
from smartclient.use_cases.queries.task_choices import task_choices

_WAITS_TO_BE_CONFIRMED: Final = "It goes as soon as {blocking} is confirmed."
_DOES_NOT_DECIDE_TOGETHER: Final = (
    "Head office does not decide orders together yet, so this waits. Ask head office to upgrade, "
    "or take it back and place each by itself."
)
_WAITS: Final[Mapping[StepStatus, str]] = {
    StepStatus.PENDING: _WAITS_TO_BE_CONFIRMED,
    StepStatus.WAITING: _WAITS_TO_BE_CONFIRMED,
    StepStatus.SENT: _WAITS_TO_BE_CONFIRMED,
    StepStatus.CONFIRMED: _WAITS_TO_BE_CONFIRMED,
    StepStatus.IN_CONFLICT: "It waits for {blocking}, which needs your decision.",
    StepStatus.AWAITING_DECISION: "It waits for {blocking}, which head office is deciding.",
    StepStatus.PARKED: "It waits for {blocking}, which was stopped.",
    StepStatus.REFUSED: "It waits for {blocking}, which head office refused. Correct that, or "
    "take this back.",
    StepStatus.TAKING_BACK: "It waits for {blocking}, which is being taken back.",
    StepStatus.TAKEN_BACK: "It waits for {blocking}, which was taken back. Take this back, "
    "too, or enter that again.",
}


def composed_task(view: ReadView, reference: TaskId) -> StoredComposedTask:
    """The composed task with this id, or with such a step; NotFoundError when there is none."""
    stored = view.composed_tasks.get(reference)
    if stored is None:
        raise NotFoundError(
            "There is no task {reference}. Look at the list again.", reference=reference
        )
    return stored


def as_decided(view: ReadView, stored: StoredComposedTask) -> ComposedTask:
    """A stored task as the decisions see it."""
    step_ids = {step.task.id: step.id for step in stored.steps}
    return ComposedTask(
        policy=stored.policy,
        is_given_up=stored.is_given_up,
        steps=tuple(
            Step(
                id=step.id,
                status=_status(view, step),
                needs=_needs(view, step, step_ids),
                is_optional=step.is_optional,
                compensates=step.compensates,
                follows_changes=is_mail_of_task(step),
            )
            for step in stored.steps
        ),
    )


def _status(view: ReadView, step: StoredStep) -> StepStatus:
    task = step.task
    if task.status is TaskStatus.PARKED and task.cause == TransitionReason.PREREQUISITE_REFUSED:
        return StepStatus.PENDING
    status = STEP_STATUS[task.status]
    if task.kind is TaskKind.CANCEL_ORDER or step.request_kind not in MAY_CANCEL:
        return status
    if not asks_to_cancel(view, task):
        return status
    if status is StepStatus.CONFIRMED:
        return StepStatus.TAKEN_BACK
    return StepStatus.TAKING_BACK if status in _ON_ITS_WAY else status


_ON_ITS_WAY = frozenset({StepStatus.PENDING, StepStatus.SENT})


def _needs(
    view: ReadView, step: StoredStep, step_ids: Mapping[TaskId, TaskId]
) -> tuple[TaskId, ...]:
    """The steps that one needs: those of this task, and others that are not confirmed."""
    if step.compensates is not None and step.task.kind is not TaskKind.SEND_MAIL:
        return ()
    found = []
    for required_id in step.task.requires:
        if required_id in step_ids:
            found.append(step_ids[required_id])
        elif step.task.status not in FINISHED:
            required = view.tasks.get(required_id)
            if required is not None and required.status not in SUCCEEDED:
                found.append(view.composed_tasks.step_of(required_id))
    return tuple(found)


def task_views(
    view: ReadView, listed: Sequence[StoredComposedTask], clock: Clock
) -> tuple[TaskView, ...]:
    """Tasks as a person sees them, read with as many statements as one."""
    known = view.as_another(lambda connection: ListedTasks(connection, listed))
    data = AmendableData(known, clock)
    return tuple(task_view(known, stored, data) for stored in listed)


def task_view(view: ReadView, stored: StoredComposedTask, data: AmendableData) -> TaskView:
    """A task as a person sees it."""
    task = as_decided(view, stored)
    return TaskView(
        id=stored.id,
        policy=stored.policy,
        status=status_of(task),
        percent=percent_complete(task),
        created_at=min(step.task.created_at for step in stored.steps),
        steps=tuple(
            _step_view(view, kept, step, task)
            for kept, step in zip(stored.steps, task.steps, strict=True)
        ),
        choices=task_choices(view, stored, task, data),
    )


def _step_view(view: ReadView, stored: StoredStep, step: Step, task: ComposedTask) -> StepView:
    status = shown_status(step, task)
    answer = view.tasks.last_answer(stored.task.id) if status is StepStatus.REFUSED else None
    reason = _reason(view, stored, step, status, task)
    if answer is not None:
        reason = Reason(why=answer.why, arguments=answer.arguments)
    return StepView(
        id=step.id,
        service=service_of(stored),
        kind=stored.task.kind,
        subject=_as_called_now(view, stored.task.subject),
        status=status,
        percent=100 if status in ENDED else stored.task.percent_complete,
        needs=step.needs,
        is_optional=step.is_optional,
        compensates=step.compensates,
        why=reason.why,
        arguments=reason.arguments,
        reasons=() if answer is None else answer.reasons,
        if_taken_back=_effect(stored, step, task),
    )


def _reason(
    view: ReadView, stored: StoredStep, step: Step, status: StepStatus, task: ComposedTask
) -> Reason:
    if status is StepStatus.PENDING and _is_too_much_to_ask(view, task):
        return Reason(why=_DOES_NOT_DECIDE_TOGETHER)
    needed = _held_back_by(step, task) if status is StepStatus.SENT else None
    if status is StepStatus.WAITING:
        needed = waits_for(step, task)[0]
    if needed is None:
        return stored.reason if status in {StepStatus.PARKED, StepStatus.PENDING} else Reason()
    found = next((other for other in task.steps if other.id == needed), None)
    other = view.composed_tasks.get(needed)
    subject = _subject_of(other, needed)
    if found is None and other is not None:
        found = next(one for one in as_decided(view, other).steps if one.id == needed)
    state = StepStatus.PENDING if found is None else found.status
    return Reason(
        why=_WAITS[state],
        arguments={"blocking": subject.label or subject.id},
    )


def _held_back_by(step: Step, task: ComposedTask) -> TaskId | None:
    """The step that an admin decides about, where one stands together with it at head office."""
    if task.policy is TaskPolicy.EACH or step.compensates is not None or step.is_optional:
        return None
    decided = (other.id for other in task.forward if other.status is StepStatus.AWAITING_DECISION)
    return next(decided, None)


def _is_too_much_to_ask(view: ReadView, task: ComposedTask) -> bool:
    """Whether head office is too old for what stands together."""
    return task.policy is TaskPolicy.TOGETHER and view.meta.link_version < TOGETHER_SINCE


def _as_called_now(view: ReadView, subject: Subject) -> Subject:
    """A record by its name of today: an order by the number that head office gave it."""
    if subject.type is not SubjectType.ORDER:
        return subject
    order = view.orders.get(OrderId(subject.id))
    number = "" if order is None else order.number
    return replace(subject, label=number) if number else subject


def _subject_of(stored: StoredComposedTask | None, step_id: TaskId) -> Subject:
    assert stored is not None  # noqa: S101 (a prerequisite is never deleted)
    return next(step.task.subject for step in stored.steps if step.id == step_id)


def _effect(stored: StoredStep, step: Step, task: ComposedTask) -> TakeBackEffect:
    """What becomes of a step when the whole is taken back."""
    if step.compensates is not None or is_being_taken_back(task):
        return TakeBackEffect.NONE
    status = shown_status(step, task)
    if step.follows_changes and status not in WITHDRAWN_BESIDE | WITHOUT_EFFECT:
        return TakeBackEffect.CORRECTED
    return take_back_effect(stored.task.kind, status, was_sent=stored.was_sent)
