"""Old data: an order that head office refused for the age of its data is sent again on fresh data.

The new request takes the place of the refused one at once, so that it counts as unsent work, and
is held back until a pull has refreshed the data. The order itself stays as the rep saw it: head
office evaluates it again, accepts and reports what its policies let it, and makes a conflict of the
rest.
"""

from dataclasses import replace
from datetime import datetime

from smartclient.contract.encoding import decode_body, rewritten
from smartclient.contract.messages import AmendOrder, Answer, AnswerStatus, PlaceOrder
from smartclient.domain.clock import Clock
from smartclient.domain.rules.problems import RuleCode
from smartclient.domain.tasks import SubjectType, Task, TaskKind, TaskStatus
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.store.unit_of_work import ReadView, UnitOfWork
from smartclient.store.work.stored_request import StoredRequest
from smartclient.use_cases.enqueue import current_request, reissue_request

_MAY_GO_AGAIN = frozenset(
    {TaskStatus.QUEUED, TaskStatus.SENDING, TaskStatus.RECEIVED, TaskStatus.PARKED}
)
"""Statuses of a task whose request the rep neither takes back nor has to decide about."""


def is_refused_for_old_data(view: ReadView, task: Task, answer: Answer) -> bool:
    """Whether ``answer`` refuses an order for nothing but the age of its data, the first time.

    One that was refreshed already is refused: a second refresh would not help. So is one that the
    rep is cancelling.
    """
    if answer.status is not AnswerStatus.REJECTED or task.status not in _MAY_GO_AGAIN:
        return False
    if not answer.reasons or {problem.code for problem in answer.reasons} != {
        RuleCode.REFERENCE_DATA_TOO_OLD
    }:
        return False
    body = _order_body(current_request(view, task))
    if body is None or body.reference_as_of is None or body.refreshed_from is not None:
        return False
    return not is_being_cancelled(view, task)


def is_being_cancelled(view: ReadView, task: Task) -> bool:
    """Whether another task than ``task`` cancels its order."""
    return any(
        other.kind is TaskKind.CANCEL_ORDER and other.id != task.id
        for other in view.tasks.pending_about(SubjectType.ORDER, task.subject.id)
    )


def await_fresh_data(work: UnitOfWork, clock: Clock, task: Task) -> Task:
    """Queue the refused order again, held back until the data is fresh. The caller commits."""
    stored = current_request(work, task)
    body = _order_body(stored)
    assert body is not None  # noqa: S101 (as ``is_refused_for_old_data`` found)
    return reissue_request(
        work,
        clock,
        task,
        replace(body, refreshed_from=body.reference_as_of),
        lane=stored.request.lane,
        cause=TransitionReason.DATA_TOO_OLD,
    )


def send_on_fresh_data(work: UnitOfWork, clock: Clock) -> int:
    """Let go what waits for fresh data, where it was refreshed; return how many may go now.

    The caller commits.
    """
    as_of = work.feeds.reference_as_of()
    waiting = work.tasks.waiting_for_fresh_data()
    return sum(_let_go(work, clock, task, as_of) for task in waiting)


def _let_go(work: UnitOfWork, clock: Clock, task: Task, as_of: datetime | None) -> bool:
    stored = current_request(work, task)
    body = _order_body(stored)
    if body is None or body.refreshed_from is None:
        return False
    if as_of is None or as_of <= body.refreshed_from:
        return False
    body, lane = replace(body, reference_as_of=as_of), stored.request.lane
    if isinstance(body, PlaceOrder) and _is_placed(work, body):
        reissue_request(
            work, clock, task, _as_change(body), lane=lane, cause=TransitionReason.REFRESHED
        )
        return True
    work.outbox.rewrite(rewritten(stored.request, body, lane=lane))
    work.tasks.move(task, TaskStatus.QUEUED, at=clock.now(), cause=TransitionReason.REFRESHED)
    return True


def _is_placed(view: ReadView, body: PlaceOrder) -> bool:
    """Whether head office holds the order by now: another device sent it again."""
    stored = view.orders.get(body.order.id)
    return stored is not None and stored.placed is not None


def _as_change(body: PlaceOrder) -> AmendOrder:
    """A change that leaves an order as it is, whatever was made of it since it was placed."""
    change = AmendOrder.from_base(body.order, body.order, reference_as_of=body.reference_as_of)
    return replace(change, refreshed_from=body.refreshed_from, check_out=body.check_out)


def _order_body(stored: StoredRequest) -> PlaceOrder | AmendOrder | None:
    body = decode_body(stored.request)
    return body if isinstance(body, PlaceOrder | AmendOrder) else None
