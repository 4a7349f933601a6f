"""Conflicts in the page: what each choice makes of the order, and the answers of the rep."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from smartclient.contract.messages import (
    CONFLICT_ANSWERS,
    Answer,
    Body,
    EscalateConflict,
    ResolveConflict,
)
from smartclient.domain.errors import RefusedError
from smartclient.domain.fields import NOTE
from smartclient.domain.ids import RequestId
from smartclient.domain.rules.context import RuleContext
from smartclient.domain.rules.problems import DECLINING_ACTIONS, Action, Problem
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import Order
from smartclient.domain.tasks import SubjectType, Task, TaskStatus
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.orderpad.device_data import DeviceData
from smartclient.orderpad.quoting import local_context
from smartclient.orderpad.work import (
    Changes,
    PadRequest,
    Work,
    body_of,
    moved,
    new_request,
    of_task,
    superseded,
)
from smartclient.quoting.requested_order import requested_order
from smartclient.read_models.request_status import RequestStatus
from smartclient.reconcile.actions import actions_for, apply_resolution, check_complete
from smartclient.reconcile.conflict import Conflict, ProblemAnswer, Resolution
from smartclient.reconcile.stored_conflicts import ConflictState, StoredConflict


def order_in_conflict(work: Work, conflict: Conflict) -> Order | None:
    """The order that a conflict is about, as it was sent; None for a customer's."""
    if conflict.subject.type is not SubjectType.ORDER:
        return None
    return requested(work, up_to=conflict.request_id)


def requested(
    work: Work, *, up_to: RequestId | None = None, answer: ResolveConflict | None = None
) -> Order | None:
    """The order as its task asks for it: up to one of the requests, or with one answer more."""
    conflicts = {stored.conflict.id: stored.conflict for stored in work.conflicts}
    steps = [*_steps(work, up_to), *([] if answer is None else [(answer, None)])]
    return requested_order(steps, conflicts.get)


def _steps(work: Work, up_to: RequestId | None) -> Iterator[tuple[Body, Answer | None]]:
    requests = of_task(work)
    for each in requests:
        if each is requests[-1] or each.status is not RequestStatus.SUPERSEDED:
            yield body_of(each.item), each.answer
        if each.id == up_to:
            return


def options(
    conflict: Conflict, *, by_admin: bool = False
) -> Iterator[tuple[Problem, Action, None]]:
    """What may be chosen for each problem, where there is no total to make anything of."""
    for problem in conflict.problems:
        for action in actions_for(problem, by_admin=by_admin):
            # an admin declines the whole case, and no single problem
            if action.kind not in DECLINING_ACTIONS:
                yield problem, action, None


def effects(
    conflict: Conflict,
    order: Order,
    chosen: Resolution,
    context: RuleContext,
    *,
    by_admin: bool = False,
) -> Iterator[tuple[Problem, Action, Decimal | None]]:
    """What each action makes of the total, with what is chosen of the others; None: no order."""
    for problem, action, _ in options(conflict, by_admin=by_admin):
        others = tuple(
            answer
            for answer in chosen.problems
            if (answer.code, answer.line) != (problem.code, problem.line)
        )
        answer = ProblemAnswer(code=problem.code, line=problem.line, action=action)
        resolution = replace(chosen, problems=(*others, answer))
        outcome = apply_resolution(order, conflict.problems, resolution, context, by_admin=by_admin)
        yield problem, action, None if outcome is None else outcome.totals.total


def previewed(conflict: Conflict, chosen: Resolution, work: Work, data: DeviceData) -> Order | None:
    """The order as these choices make it, priced; None when they cancel it."""
    order = order_in_conflict(work, conflict)
    if order is None:
        return None
    if conflict.fields:
        # fields that collided are resolved in it already; rules are answered here, with prices
        answer = ResolveConflict(conflict_id=conflict.id, resolution=chosen)
        order = requested(work, answer=answer) or order
    return apply_resolution(order, conflict.problems, chosen, local_context(order, data))


def resolve(resolution: Resolution, work: Work, data: DeviceData) -> Changes:
    """Answer a conflict; RefusedError unless every problem and every field is answered."""
    stored, task = _answerable(work)
    conflict = stored.conflict
    check_complete(conflict, resolution)
    body = ResolveConflict(conflict_id=conflict.id, resolution=resolution)
    answered = _answered(body, stored, task, work, data)
    if work.order is None:
        return answered
    shown = previewed(conflict, resolution, work, data)
    held = replace(work.saved, changed_at=data.device.now)
    return replace(answered, orders=(held if shown is None else replace(held, order=shown),))


def escalate(note: str, work: Work, data: DeviceData) -> Changes:
    """Leave a conflict to an admin."""
    stored, task = _answerable(work)
    body = EscalateConflict(conflict_id=stored.conflict.id, note=NOTE.read(note))
    return _answered(body, stored, task, work, data)


def _answerable(work: Work) -> tuple[StoredConflict, Task]:
    """The conflict that the rep may answer now, and its task."""
    label, task = work.label, work.task
    waiting = [each for each in work.conflicts if each.state is not ConflictState.CLOSED]
    if not waiting or task is None:
        raise RefusedError("The conflict about {label} is resolved already.", label=label)
    stored = waiting[-1]
    if stored.state is ConflictState.WITH_ADMIN:
        raise RefusedError("Head office is deciding about {label}.", label=label)
    if stored.conflict.together is not None:
        raise RefusedError(
            "{label} stands together with others. Answer this on the computer where it was "
            "entered.",
            label=label,
        )
    current = work.current
    may_be_there = current is not None and current.may_be_at_head_office
    if task.status is not TaskStatus.IN_CONFLICT and may_be_there:
        raise RefusedError(
            "Your answer about {label} is on its way. Sync to learn what came of it.", label=label
        )
    return stored, task


def _answered(
    body: ResolveConflict | EscalateConflict,
    stored: StoredConflict,
    task: Task,
    work: Work,
    data: DeviceData,
) -> Changes:
    """The request that answers a conflict; an earlier answer that was never sent gives way."""
    unsent = tuple(each for each in work.requests if _is_unsent_answer(each, task))
    request = new_request(
        body,
        work.lane,
        task.id,
        device=data.device,
        withdraws=tuple(each.id for each in unsent),
        shows=_shown_fields(body, work),
    )
    cause = (
        TransitionReason.RESOLVED
        if isinstance(body, ResolveConflict)
        else TransitionReason.ASKED_HEAD_OFFICE
    )
    return Changes(
        tasks=(moved(task, TaskStatus.QUEUED, data.device.now, cause, request),),
        requests=(*map(superseded, unsent), request),
        conflicts=(replace(stored, state=ConflictState.ANSWERED),),
    )


def _shown_fields(body: ResolveConflict | EscalateConflict, work: Work) -> dict[EditableField, str]:
    """The fields of a customer as they are asked for, with what is chosen now."""
    shown = {} if work.current is None else dict(work.current.shows)
    if shown and isinstance(body, ResolveConflict):
        shown |= {EditableField(each.field): each.value for each in body.resolution.fields}
    return shown


def _is_unsent_answer(request: PadRequest, task: Task) -> bool:
    return (
        request.task_id == task.id
        and request.item.kind in CONFLICT_ANSWERS
        and not request.may_be_at_head_office
    )
