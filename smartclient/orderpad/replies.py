"""Replies in the page: what an answer of head office makes of a task, and of its order."""

from dataclasses import dataclass, replace
from typing import Final

from smartclient.contract.messages import (
    ANSWERED_BEFORE,
    AmendOrder,
    Answer,
    AnswerStatus,
    PlaceOrder,
)
from smartclient.domain.ids import OrderId, RequestId, new_id
from smartclient.domain.rules.problems import RuleCode
from smartclient.domain.sales.orders import OrderState, PlacedOrder
from smartclient.domain.sales.origins import Origin, OriginKind
from smartclient.domain.tasks import ANSWERS, AT_HEAD_OFFICE, FINISHED, Task, TaskKind, TaskStatus
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.orderpad.commands import closed, without_task
from smartclient.orderpad.device_data import Device
from smartclient.orderpad.work import (
    Changes,
    PadRequest,
    Work,
    body_of,
    moved,
    new_request,
)
from smartclient.quoting.order_days import dated
from smartclient.quoting.requested_order import asks_to_cancel
from smartclient.read_models.request_status import RequestStatus
from smartclient.read_models.stored_orders import StoredOrder, label_of
from smartclient.reconcile.stored_conflicts import ConflictState, StoredConflict

_WHOSE_TURN: Final = {
    TaskStatus.IN_CONFLICT: ConflictState.OPEN,
    TaskStatus.AWAITING_DECISION: ConflictState.WITH_ADMIN,
}
_MAY_GO_AGAIN: Final = frozenset(
    {TaskStatus.QUEUED, TaskStatus.SENDING, TaskStatus.RECEIVED, TaskStatus.PARKED}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PadReply:
    """The newest answer to a request; ``row_version`` orders answers."""

    request_id: RequestId
    row_version: int
    answer: Answer


def applied(reply: PadReply, work: Work, device: Device) -> Changes:
    """What a reply changes; nothing where it was applied before."""
    request = next((each for each in work.requests if each.id == reply.request_id), None)
    if request is None or _is_known(request, reply):
        return Changes()
    answered = replace(
        request,
        status=RequestStatus.ANSWERED,
        answer=_in_words(reply.answer),
        answer_version=reply.row_version,
    )
    noted = Changes(requests=(answered,))
    task, stored = work.task, work.order
    if task is None or request.task_id != task.id:
        return noted
    answer = _in_words(reply.answer)
    was_carried_out = answer.status.succeeded and not answer.withdrawn
    is_late = task.status is TaskStatus.TAKING_BACK and was_carried_out
    if task.request_id != request.id and not is_late:
        return noted + _held(stored, answer)
    if answer.withdrawn:
        return noted + _withdrawn(stored, task, work, device)
    if _is_of_old_data(task, request, answer):
        return noted + _again(task, request, device)
    return noted + _answered(task, request, answer, work, device)


def _is_known(request: PadRequest, reply: PadReply) -> bool:
    if request.answer_version is not None and reply.row_version <= request.answer_version:
        return True
    known = request.answer
    return reply.answer.purged and known is not None and known.status is reply.answer.status


def _in_words(answer: Answer) -> Answer:
    return replace(answer, why=ANSWERED_BEFORE) if answer.purged else answer


def _held(stored: StoredOrder | None, answer: Answer) -> Changes:
    """How head office holds an order, by the answer to an earlier request."""
    if stored is None or answer.order is None or not answer.order.number:
        return Changes()
    return Changes(orders=(stored.holding(answer.order),))


def _withdrawn(stored: StoredOrder | None, task: Task, work: Work, device: Device) -> Changes:
    """What was withdrawn, here or on another device, is never carried out."""
    if task.status in FINISHED:
        return Changes()
    is_own = task.status is TaskStatus.TAKING_BACK
    cause = task.cause if is_own else TransitionReason.WITHDRAWN
    ended = moved(task, TaskStatus.UNDONE, device.now, cause)
    done = Changes(tasks=(ended,), conflicts=closed(work))
    if stored is None:
        return done
    return done + Changes(orders=(replace(without_task(stored, ended), changed_at=device.now),))


def _answered(
    task: Task, request: PadRequest, answer: Answer, work: Work, device: Device
) -> Changes:
    status = answer.status.task_status
    after = task
    if status is not task.status or task.status is TaskStatus.IN_CONFLICT:
        after = _moved_to(task, status, answer, device)
    if after.request_id != request.id:
        after = replace(after, request_id=request.id)
    conflicts: tuple[StoredConflict, ...] = closed(work)
    if answer.conflict is not None and status in _WHOSE_TURN:
        conflicts = (
            *(each for each in conflicts if each.conflict.id != answer.conflict.id),
            StoredConflict(conflict=answer.conflict, task_id=task.id, state=_WHOSE_TURN[status]),
        )
    done = Changes(tasks=(after,), conflicts=conflicts)
    if work.order is None:
        return done
    return done + Changes(orders=_shown(work.order, task, request, answer, device))


def _moved_to(task: Task, status: TaskStatus, answer: Answer, device: Device) -> Task:
    """The task in the answered status; a restored head office may answer a finished one anew."""
    cause = answer.reasons[0].code if answer.reasons else TransitionReason.ANSWERED
    if status not in ANSWERS:
        return task
    if task.status in FINISHED:
        task = replace(task, status=TaskStatus.SENDING)
    return moved(task, status, device.now, cause)


def _shown(
    stored: StoredOrder, task: Task, request: PadRequest, answer: Answer, device: Device
) -> tuple[StoredOrder, ...]:
    """The order once head office has answered, and the draft that it leaves where it refused."""
    stored = _with_placed(stored, answer.order)
    match answer.status:
        case status if status.succeeded:
            return (_after_effect(stored, request, answer, device),)
        case AnswerStatus.REJECTED:
            return _after_refusal(stored, task, device)
    return (stored,)


def _with_placed(stored: StoredOrder, placed: PlacedOrder | None) -> StoredOrder:
    return stored if placed is None or not placed.number else stored.holding(placed)


def _after_effect(
    stored: StoredOrder, request: PadRequest, answer: Answer, device: Device
) -> StoredOrder:
    placed = stored.placed
    adjusted = answer.status is AnswerStatus.ADJUSTED
    if placed is not None and answer.order is not None and answer.order.number:
        shown = stored.following(placed)
        return replace(shown, adjusted=shown.adjusted or adjusted, changed_at=device.now)
    is_cancelled = asks_to_cancel(body_of(request.item))
    state = OrderState.CANCELLED if is_cancelled else OrderState.CONFIRMED
    return replace(stored, state=state, adjusted=adjusted, changed_at=device.now)


def _after_refusal(stored: StoredOrder, task: Task, device: Device) -> tuple[StoredOrder, ...]:
    if stored.placed is not None:
        return (replace(stored.following(stored.placed), changed_at=device.now),)
    refused = replace(stored, state=OrderState.REFUSED, changed_at=device.now)
    if task.kind is not TaskKind.PLACE_ORDER or task.status is TaskStatus.TAKING_BACK:
        return (refused,)
    return refused, _draft_of(stored, device)


def _draft_of(refused: StoredOrder, device: Device) -> StoredOrder:
    """A draft of a refused order, which the rep can correct."""
    order = dated(refused.order, (), device.today)
    copy = replace(order, id=OrderId(new_id()), provisional_number="", accepted=())
    return StoredOrder(order=copy, state=OrderState.DRAFT, changed_at=device.now)


def origin_of(refused: StoredOrder) -> Origin:
    """What a draft of a refused order was made from."""
    return Origin(
        kind=OriginKind.REFUSED,
        order_id=refused.order.id,
        label=label_of(refused),
        lines=refused.order.lines,
    )


def _is_of_old_data(task: Task, request: PadRequest, answer: Answer) -> bool:
    """Whether an order was refused for nothing but the age of its data, the first time."""
    if answer.status is not AnswerStatus.REJECTED or task.status not in _MAY_GO_AGAIN:
        return False
    if {problem.code for problem in answer.reasons} != {RuleCode.REFERENCE_DATA_TOO_OLD}:
        return False
    body = body_of(request.item)
    return (
        isinstance(body, PlaceOrder | AmendOrder)
        and body.reference_as_of is not None
        and body.refreshed_from is None
    )


def _again(task: Task, request: PadRequest, device: Device) -> Changes:
    """Send an order again that was refused for the age of its data: the exchange refreshes it.

    Head office evaluates it again, accepts what its policies let it, and makes a conflict of the
    rest.
    """
    body = body_of(request.item)
    assert isinstance(body, PlaceOrder | AmendOrder)  # noqa: S101 (as was found)
    fresh = replace(
        body, reference_as_of=device.reference_as_of, refreshed_from=body.reference_as_of
    )
    again = replace(
        new_request(fresh, request.item.lane, task.id, device=device, replaces=request.id),
        status=RequestStatus.QUEUED,
    )
    cause = TransitionReason.REFRESHED
    return Changes(
        tasks=(moved(task, TaskStatus.QUEUED, device.now, cause, again),), requests=(again,)
    )


def lost(work: Work, device: Device) -> Changes:
    """Offer again what a restored head office may have lost: every request, under its own id.

    Head office answers what it still knows as it did before. What had no effect is left out.
    """
    again = tuple(_offered(each) for each in work.requests if _may_be_lost(each))
    task = work.task
    if task is None or task.status not in AT_HEAD_OFFICE:
        return Changes(requests=again)
    queued = moved(task, TaskStatus.QUEUED, device.now, TransitionReason.RESTORED)
    return Changes(tasks=(queued,), requests=again)


def _may_be_lost(request: PadRequest) -> bool:
    if request.status is RequestStatus.RECEIVED:
        return True
    answer = request.answer
    return (
        request.status is RequestStatus.ANSWERED
        and answer is not None
        and not answer.withdrawn
        and answer.status is not AnswerStatus.REJECTED
    )


def _offered(request: PadRequest) -> PadRequest:
    answer = request.answer
    order = None if answer is None or not answer.status.succeeded else answer.order
    number = "" if order is None else order.number
    item = replace(request.item, given_number=number)
    return replace(request, item=item, status=RequestStatus.QUEUED, answer_version=None)
