"""Enqueueing: how a task gets its request, the first and every later one.

Everything here works inside an open unit of work. A request that was never handed over is
superseded by a later one; one that was is named by the later one as replaced. Either is
named among what the later one withdraws: a copy of this laptop may have sent it.
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from smartclient.contract.encoding import request_for
from smartclient.contract.feeds import FeedKind
from smartclient.contract.messages import STANDS_ALONE, Body, customer_of_lane, kind_of
from smartclient.contract.saved_under import under
from smartclient.domain.clock import Clock
from smartclient.domain.errors import BlockedError, NotFoundError, RefusedError
from smartclient.domain.ids import RequestId, TaskId, new_id
from smartclient.domain.services import HEAD_OFFICE, ServiceName
from smartclient.domain.tasks import FAILED, WITHDRAWN, Subject, Task, TaskKind, TaskStatus
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.read_models.data_ages import check_usable
from smartclient.read_models.request_status import RequestStatus
from smartclient.store.unit_of_work import ReadView, UnitOfWork
from smartclient.store.work.stored_request import StoredRequest
from smartclient.use_cases.queries.check_outs import own_number
from smartclient.use_cases.queries.usable_data import NEEDED, ages_of


def create_task(
    work: UnitOfWork,
    clock: Clock,
    *,
    kind: TaskKind,
    subject: Subject,
    body: Body,
    lane: str,
    requires: Iterable[TaskId] = (),
    replaces: RequestId | None = None,
    withdraws: tuple[RequestId, ...] = (),
    not_after: datetime | None = None,
    needed: Collection[FeedKind] | None = None,
    service: ServiceName = HEAD_OFFICE,
) -> Task:
    """Save and return a new task, queued, with its request.

    ``withdraws`` are requests of other tasks that are not to be carried out any more. After
    ``not_after`` the rep is asked instead of the request being sent. RefusedError for one that has
    passed, and where data that the task is made from, ``needed`` or else what is of its kind, is
    too old for it. It waits in the queue of ``service``.
    """
    check_usable(ages_of(work, clock, NEEDED.get(kind, ()) if needed is None else needed))
    check_latest_time(not_after, clock)
    now = clock.now()
    task = Task(
        id=TaskId(new_id()),
        kind=kind,
        subject=subject,
        status=TaskStatus.QUEUED,
        request_id=RequestId(new_id()),
        requires=tuple(requires),
        created_at=now,
        changed_at=now,
        cause=TransitionReason.SAVED,
    )
    request = request_for(
        _under_check_out(work, clock, body, lane),
        request_id=task.request_id,
        lane=lane,
        made_at=now,
        replaces=replaces,
        withdraws=withdraws,
        link_version=work.meta.link_version,
    )
    work.tasks.add(task)
    work.outbox.of_service(service).append(request, task.id, not_after=not_after)
    return task


def check_latest_time(not_after: datetime | None, clock: Clock) -> None:
    """Raise RefusedError for a latest time that has passed."""
    if not_after is not None and not_after <= clock.now():
        raise RefusedError("The latest time has passed already. Choose a later one.")


def reissue_request(
    work: UnitOfWork,
    clock: Clock,
    task: Task,
    body: Body,
    *,
    lane: str,
    cause: TransitionReason,
    withdraws: tuple[RequestId, ...] = (),
    status: TaskStatus = TaskStatus.QUEUED,
) -> Task:
    """Give ``task`` a new request, and the ``status``.

    ``withdraws`` are requests of other tasks whose place it takes, too. It has what the rep said
    of the one that it replaces: its latest time, and that it goes whatever the link costs.
    """
    now = clock.now()
    old = current_request(work, task)
    replaced = old.request.id if old.handed_over else old.request.replaces
    request = request_for(
        _under_check_out(work, clock, body, lane),
        request_id=RequestId(new_id()),
        lane=lane,
        made_at=now,
        replaces=None if replaced is None or _is_still_wanted(work, task, replaced) else replaced,
        withdraws=(*_replaced(work, task, body), *withdraws),
        link_version=work.meta.link_version,
    )
    if not old.handed_over:
        work.outbox.supersede(old.request.id)
    work.outbox.of_service(work.outbox.service_of(old.request.id)).append(
        request,
        task.id,
        not_after=old.not_after if old.status is RequestStatus.QUEUED else None,
        at_any_price=old.at_any_price,
    )
    return work.tasks.move(task, status, at=now, cause=cause, request_id=request.id)


def _under_check_out(view: ReadView, clock: Clock, body: Body, lane: str) -> Body:
    """``body`` with the number of the rep's own check-out of the customer that it is about."""
    customer = view.customers.confirmed(customer_of_lane(lane)) if lane else None
    return body if customer is None else under(body, own_number(view, customer, clock))


def _replaced(view: ReadView, task: Task, body: Body) -> tuple[RequestId, ...]:
    """The requests of ``task`` that ``body`` takes the place of.

    An answer to a conflict needs the request that raised it, so it takes the place of answers
    only that were never sent.
    """
    if kind_of(body) in STANDS_ALONE:
        return to_withdraw(view, task)
    never_sent = (
        stored
        for stored in asking_requests(view, task)
        if stored.status is RequestStatus.SUPERSEDED
        or (stored.status is RequestStatus.QUEUED and not stored.handed_over)
    )
    return _with_what_they_replaced(view, task, never_sent)


def to_withdraw(view: ReadView, task: Task) -> tuple[RequestId, ...]:
    """The requests to be named so that nothing ``task`` asked for is carried out."""
    return _with_what_they_replaced(view, task, asking_requests(view, task))


def _with_what_they_replaced(
    view: ReadView, task: Task, requests: Iterable[StoredRequest]
) -> tuple[RequestId, ...]:
    # what an unsent one withdraws was withdrawn by no other
    ids = (
        item
        for stored in requests
        for item in (*stored.request.withdraws, stored.request.id, stored.carried_in)
        if item is not None
    )
    return tuple(item for item in dict.fromkeys(ids) if not _is_still_wanted(view, task, item))


def _is_still_wanted(view: ReadView, task: Task, request_id: RequestId) -> bool:
    """Whether a request is of another task than ``task``, which is not withdrawn.

    A cancellation names the order that it cancels; when it is withdrawn itself, the order remains.
    """
    stored = view.outbox.get(request_id)
    if stored is None or stored.task_id == task.id:
        return False
    other = view.tasks.get(stored.task_id)
    return other is not None and other.status not in FAILED | WITHDRAWN


def asking_requests(view: ReadView, task: Task) -> tuple[StoredRequest, ...]:
    """The requests of ``task`` that ask for something, oldest first: all but withdrawals."""
    return tuple(item for item in view.outbox.of_task(task.id) if not item.is_withdrawal)


def current_request(view: ReadView, task: Task) -> StoredRequest:
    """The current request of ``task``."""
    stored = view.outbox.get(task.request_id)
    if stored is None:
        raise NotFoundError(
            "The request for this is no longer stored. It was answered long ago.",
            detail=f"task {task.id}, request {task.request_id}",
        )
    return stored


def was_sent(view: ReadView, task: Task) -> bool:
    """Whether head office may hold any request of ``task``, withdrawals apart."""
    return any(stored.handed_over for stored in asking_requests(view, task))


def check_requirements_stand(view: ReadView, task: Task) -> tuple[TaskId, ...]:
    """The prerequisites of ``task`` but those about the same record that failed.

    BlockedError when it waits for another record that is not to be: a customer refused.
    """
    kept = []
    for required_id in task.requires:
        required = view.tasks.get(required_id)
        if required is None or required.status not in FAILED:
            kept.append(required_id)
        elif required.subject.id != task.subject.id:
            raise BlockedError(
                "{label} depends on {blocking}, which was refused or withdrawn. Enter that "
                "again first.",
                label=task.subject.label,
                blocking=required.subject.label,
            )
    return tuple(kept)


def drop_failed_requirements(work: UnitOfWork, task: Task) -> None:
    """Drop the prerequisites of ``task`` about the same record that failed.

    BlockedError when it waits for another record that is not to be: a customer refused.
    """
    kept = check_requirements_stand(work, task)
    if len(kept) != len(task.requires):
        work.tasks.set_requirements(task.id, kept)
