"""What can be done with a task now, by the checks that the commands make themselves."""

from collections.abc import Iterator

from smartclient.domain.errors import BlockedError, RefusedError
from smartclient.domain.ids import OrderId, TaskId
from smartclient.domain.steps import (
    WITHOUT_EFFECT,
    ComposedTask,
    StepStatus,
    is_being_taken_back,
    shown_status,
)
from smartclient.domain.tasks import SUCCEEDED, SubjectType, Task, TaskKind, TaskStatus
from smartclient.domain.undoing import COMPENSATIONS
from smartclient.read_models.availability import availability
from smartclient.read_models.records import CommandState
from smartclient.read_models.tasks import TaskChoices
from smartclient.store.unit_of_work import ReadView
from smartclient.store.work.composed_tasks import StoredComposedTask
from smartclient.use_cases.commands.outbox import check_can_be_retried
from smartclient.use_cases.commands.undo import check_outcome_known
from smartclient.use_cases.enqueue import check_requirements_stand
from smartclient.use_cases.queries.allowed_actions import AmendableData
from smartclient.use_cases.queries.step_services import is_mail_of_task


def task_choices(
    view: ReadView, stored: StoredComposedTask, task: ComposedTask, data: AmendableData
) -> TaskChoices:
    """What can be done with a task now, and if not, why and which task blocks it."""
    dependent = next(dependents_outside(view, stored), None)
    return TaskChoices(
        send=availability(lambda: _check_can_be_sent(view, stored, task), _waits_for(task)),
        undo=availability(
            lambda: check_can_be_taken_back(view, stored, task),
            None if dependent is None else view.composed_tasks.step_of(dependent.id),
        ),
        amend=_amend(view, stored, data),
        retry=availability(lambda: _check_can_be_retried(view, stored), _waits_for(task)),
    )


def check_can_be_taken_back(view: ReadView, stored: StoredComposedTask, task: ComposedTask) -> None:
    """Raise RefusedError where a task can't be taken back, or not now."""
    label = stored.steps[0].task.subject.label
    statuses = [shown_status(step, task) for step in task.forward]
    if is_being_taken_back(task):
        raise BlockedError("{label} is being taken back already.", label=label)
    if all(status in WITHOUT_EFFECT for status in statuses):
        raise RefusedError("There is nothing left of {label} to take back.", label=label)
    for step in stored.steps:
        if step.compensates is not None:
            _check_not_decided(view, step.task)
        elif not is_mail_of_task(step):
            _check_step(view, step.task)
    dependent = next(dependents_outside(view, stored), None)
    if dependent is not None:
        raise BlockedError(
            "{dependent} depends on {label}. Take that back first.",
            dependent=dependent.subject.label,
            label=label,
        )


def _check_step(view: ReadView, task: Task) -> None:
    if task.status in SUCCEEDED and task.kind is TaskKind.SEND_MAIL:
        raise RefusedError(
            "The mail {label} was sent and can't be taken back. Write another one.",
            label=task.subject.label,
        )
    if task.status in SUCCEEDED and task.kind not in COMPENSATIONS:
        raise RefusedError(
            "Head office has carried this out for {label}. Change it again to have it otherwise.",
            label=task.subject.label,
        )
    check_outcome_known(view, task)


def _check_not_decided(view: ReadView, compensation: Task) -> None:
    """Raise RefusedError where an admin decided that what was to be taken back stays."""
    answer = view.tasks.last_answer(compensation.id)
    if compensation.status is TaskStatus.REJECTED and answer is not None and answer.by:
        raise RefusedError(
            "Head office decided that {label} stays. Ask {admin} to have it otherwise.",
            label=compensation.subject.label,
            admin=answer.by,
        )


def dependents_outside(view: ReadView, stored: StoredComposedTask) -> Iterator[Task]:
    """Yield the unfinished tasks about other records that need a step of this task."""
    inside = {step.task.id for step in stored.steps}
    about = {step.task.subject.id for step in stored.steps}
    for step in stored.steps:
        for dependent in view.tasks.dependents(step.task.id):
            if dependent.id in inside or dependent.subject.id in about:
                continue
            if dependent.status is not TaskStatus.TAKING_BACK:
                yield dependent


def _check_can_be_sent(view: ReadView, stored: StoredComposedTask, task: ComposedTask) -> None:
    label = stored.steps[0].task.subject.label
    statuses = {shown_status(step, task) for step in task.steps}
    if not statuses & {StepStatus.PENDING, StepStatus.TAKING_BACK}:
        raise RefusedError("Nothing of {label} can be sent now.", label=label)
    if view.meta.offline_by_choice:
        raise BlockedError(
            "You work offline. Switch Work Offline off to send {label}.", label=label
        )


def _check_can_be_retried(view: ReadView, stored: StoredComposedTask) -> None:
    to_try = [
        step for step in stored.steps if step.task.status is TaskStatus.PARKED or step.next_try
    ]
    for step in to_try or stored.steps[-1:]:
        check_can_be_retried(step.task, step.next_try)
        check_requirements_stand(view, step.task)


def _waits_for(task: ComposedTask) -> TaskId | None:
    """The step of another task that a waiting step waits for."""
    own = {step.id for step in task.steps}
    needed = (need for step in task.steps for need in step.needs if need not in own)
    return next(needed, None)


def _amend(view: ReadView, stored: StoredComposedTask, data: AmendableData) -> CommandState:
    """Whether an order of the task can be amended; else why the first can't be."""
    refused = None
    for step in stored.steps:
        subject = step.task.subject
        order = view.orders.get(OrderId(subject.id)) if subject.type is SubjectType.ORDER else None
        if order is not None:
            state = data.amend(order)
            if state.possible:
                return state
            refused = refused or state
    return refused or CommandState(possible=False, why="There is no order to change in it.")
