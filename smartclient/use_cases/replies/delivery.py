"""Delivery: which requests the sync hands to head office, and the outcome of each.

Each function here but ``next_try_at`` takes a unit of work that is not entered yet, and commits.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime, timedelta

from smartclient.contract.messages import Request
from smartclient.contract.operations import Receipt
from smartclient.contract.versions import WITHDRAWALS_SINCE
from smartclient.domain.clock import Clock
from smartclient.domain.errors import SmartClientError, TransientError
from smartclient.domain.ids import RequestId
from smartclient.domain.tasks import TO_SEND, TaskStatus
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.domain.worth import LinkTerms
from smartclient.store.unit_of_work import ReadView, UnitOfWork
from smartclient.store.work.stored_request import Reason, StoredRequest
from smartclient.use_cases.queries.link_terms import link_terms
from smartclient.use_cases.queries.services import known_services
from smartclient.use_cases.together import Outgoing, mark_carried, outgoing


def claim_batch(
    work: UnitOfWork,
    clock: Clock,
    *,
    max_rows: int,
    max_bytes: int,
    terms_of: Callable[[ReadView], LinkTerms] = link_terms,
) -> tuple[Request, ...]:
    """Freeze and return the requests to hand over next, oldest first; () when there are none.

    Bodies are ASCII, so that their characters are their bytes. One that alone is larger than
    ``max_bytes`` goes alone: head office decides what is wrong with it. What is worth less than
    the link costs by ``terms_of`` waits.
    """
    with work:
        now = clock.now()
        terms = terms_of(work)
        batch = _next_batch(work, now, terms, max_rows=max_rows, max_bytes=max_bytes)
        if not batch:
            return ()
        ids = [stored.request.id for item in batch for stored in item.stored]
        work.outbox.mark_sending(ids, now)
        mark_carried(work, batch)
        # the task of one that is offered again may not be queued
        work.tasks.move_by_request(
            ids, TaskStatus.QUEUED, TaskStatus.SENDING, at=now, cause=TransitionReason.HANDED_OVER
        )
        work.commit()
    return tuple(item.request for item in batch)


def _next_batch(
    work: UnitOfWork, now: datetime, terms: LinkTerms, *, max_rows: int, max_bytes: int
) -> list[Outgoing]:
    batch: list[Outgoing] = []
    size = 0
    knows_withdrawals = work.meta.link_version >= WITHDRAWALS_SINCE

    def waiting() -> Iterator[StoredRequest]:
        return work.outbox.to_send(now, knows_withdrawals=knows_withdrawals, terms=terms)

    device = work.numbering.device()
    for item in outgoing(work, waiting(), device=device, may_go=waiting):
        size += len(item.request.body)
        if batch and (len(batch) == max_rows or size > max_bytes):
            break
        batch.append(item)
    return batch


def note_receipts(work: UnitOfWork, receipts: Sequence[Receipt], clock: Clock) -> int:
    """Record receipts, and return how many requests head office holds.

    The gateway has compared each receipt with what was sent.
    """
    received = [receipt.request_id for receipt in receipts if not receipt.refusal]
    with work:
        held = work.outbox.named(received)
        for receipt in receipts:
            if receipt.refusal:
                for request_id in work.outbox.named([receipt.request_id]):
                    _park_known(work, clock, request_id, Reason(why=receipt.refusal))
        work.tasks.move_by_request(
            held,
            TaskStatus.SENDING,
            TaskStatus.RECEIVED,
            at=clock.now(),
            cause=TransitionReason.RECEIPT,
        )
        work.outbox.mark_received(held)
        work.meta.add_receipts(received)
        work.commit()
    return len(held)


def note_failure(
    work: UnitOfWork,
    request_ids: Collection[RequestId],
    clock: Clock,
    error: SmartClientError,
    backoff: Callable[[int], timedelta],
) -> None:
    """Count a failed attempt; the requests stay `sending` and are offered again in a while.

    That is no sooner than head office asks for.
    """
    asked_for = timedelta(seconds=error.retry_after if isinstance(error, TransientError) else 0)
    with work:
        for request_id in work.outbox.named(request_ids):
            stored = work.outbox.get(request_id)
            if stored is not None:
                next_try = clock.now() + asked_for + backoff(stored.attempts + 1)
                work.outbox.note_failure(request_id, Reason.of(error), next_try)
        work.commit()


def park(
    work: UnitOfWork, request_ids: Collection[RequestId], clock: Clock, error: SmartClientError
) -> None:
    """Stop requests that the link refuses; the rep sees why, and may retry or undo them."""
    with work:
        for request_id in work.outbox.named(request_ids):
            _park_known(work, clock, request_id, Reason.of(error))
        work.commit()


def park_overdue(work: UnitOfWork, clock: Clock) -> None:
    """Stop what was not handed over before its latest time; the rep decides whether it goes."""
    reason = Reason(
        why="Its latest time passed before it could be sent. Try it again to send it all the "
        "same, or withdraw it."
    )
    with work:
        overdue = work.outbox.overdue(clock.now())
        for request_id in overdue:
            _park_known(work, clock, request_id, reason, cause=TransitionReason.LATEST_TIME_PASSED)
        if overdue:
            work.commit()


def _park_known(
    work: UnitOfWork,
    clock: Clock,
    request_id: RequestId,
    reason: Reason,
    *,
    cause: TransitionReason = TransitionReason.REFUSED_BY_LINK,
) -> None:
    """Park a request, where it is here."""
    stored = work.outbox.get(request_id)
    if stored is None:
        return
    work.outbox.park(stored.request.id, reason)
    task = work.tasks.get(stored.task_id)
    if task is not None and task.request_id == stored.request.id and task.status in TO_SEND:
        work.tasks.move(task, TaskStatus.PARKED, at=clock.now(), cause=cause)


def next_try_at(view: ReadView, clock: Clock) -> datetime | None:
    """When the next request for any service becomes due, None when none waits for a time."""
    now, terms = clock.now(), link_terms(view)
    queues = (view.outbox.of_service(service) for service in known_services(view))
    times = [queue.next_try_at(now, terms) for queue in queues]
    return min((at for at in times if at is not None), default=None)
