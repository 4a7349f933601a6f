"""What of a service's queue may go to it now, and when the next of it may."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    true,
)

from smartclient.contract.messages import RequestKind
from smartclient.database.types import Instant
from smartclient.domain.retrying import LONGEST_WAIT
from smartclient.domain.services import ServiceName
from smartclient.domain.steps import TaskPolicy
from smartclient.domain.tasks import SUCCEEDED
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.domain.worth import LinkTerms
from smartclient.read_models.request_status import UNDELIVERED
from smartclient.store.database.tables import (
    composed_steps,
    composed_tasks,
    requests,
    task_requires,
    tasks,
)
from smartclient.store.work.outbox_worth import next_worth_the_price, worths
from smartclient.store.work.stored_request import WITHOUT_PREREQUISITES, StoredRequest, stored_from

_IS_WITHDRAWAL = requests.c.kind == str(RequestKind.WITHDRAW)
# head office has what a withdrawal or an answer to a conflict is about, or need not have it
_WAITS_FOR_NOTHING = requests.c.kind.in_(WITHOUT_PREREQUISITES)
required = tasks.alias("required")
_own_step = composed_steps.alias("own_step")
_required_step = composed_steps.alias("required_step")
# what it stands together with goes with it
_goes_with_it = (
    exists()
    .where(
        _own_step.c.task_id == requests.c.task_id,
        _required_step.c.task_id == required.c.id,
        _own_step.c.composed_id == _required_step.c.composed_id,
        composed_tasks.c.id == _own_step.c.composed_id,
        composed_tasks.c.policy == str(TaskPolicy.TOGETHER),
        _own_step.c.compensates.is_(None),
        _required_step.c.compensates.is_(None),
        ~_own_step.c.is_optional,
        ~_required_step.c.is_optional,
    )
    .correlate(requests, required)
)
BLOCKS = and_(required.c.status.not_in(SUCCEEDED), ~_goes_with_it)
"""Selects a ``required`` task that its dependent request waits for."""
_blocked = (
    exists()
    .where(
        task_requires.c.task_id == requests.c.task_id,
        required.c.id == task_requires.c.requires_id,
        BLOCKS,
    )
    .correlate(requests)
)
_of_task = tasks.alias("of_task")
# over a link it goes no sooner than any other, though head office may have it from a file
MAY_GO = or_(
    and_(requests.c.handed_over_at.is_not(None), ~requests.c.exported),
    _WAITS_FOR_NOTHING,
    ~_blocked,
)
waits_for_fresh_data = (
    exists()
    .where(
        _of_task.c.id == requests.c.task_id,
        _of_task.c.request_id == requests.c.id,
        _of_task.c.cause == str(TransitionReason.DATA_TOO_OLD),
    )
    .correlate(requests)
)
_NEVER_HANDED_OVER = and_(requests.c.status.in_(UNDELIVERED), requests.c.handed_over_at.is_(None))


def to_send(
    connection: Connection,
    service: ServiceName,
    now: datetime,
    *,
    knows_withdrawals: bool,
    terms: LinkTerms,
) -> Iterator[StoredRequest]:
    """Yield what may go at ``now``, in the order in which it goes."""
    held = _lanes_held_until_after(connection, service, now)
    known = worths(connection, service, terms, now) if terms.price else {}
    rows = connection.execute(
        select(requests)
        .where(
            requests.c.service == service,
            requests.c.status.in_(UNDELIVERED),
            or_(requests.c.next_try.is_(None), ~_is_deferred(now)),
            MAY_GO,
            ~waits_for_fresh_data,
            true() if knows_withdrawals else ~_IS_WITHDRAWAL,
            ~is_overdue(now),
        )
        .order_by(requests.c.goes_first.desc(), requests.c.seq)
    )
    try:
        for row in rows:
            is_held = row.seq >= held.get(row.lane, row.seq + 1)
            if not is_held and known.get(row.id, terms.price) >= terms.price:
                yield stored_from(row)
    finally:
        rows.close()


def _lanes_held_until_after(
    connection: Connection, service: ServiceName, now: datetime
) -> dict[str, int]:
    rows = connection.execute(
        select(requests.c.lane, func.min(requests.c.seq))
        .where(
            requests.c.service == service,
            requests.c.status.in_(UNDELIVERED),
            _is_deferred(now),
        )
        .group_by(requests.c.lane)
    )
    return {row[0]: row[1] for row in rows}


def next_due_at(
    connection: Connection, service: ServiceName, now: datetime, terms: LinkTerms
) -> datetime | None:
    """When something is to be done with the next request, None when none waits for a time."""
    latest: datetime | None = connection.execute(
        select(func.min(requests.c.not_after)).where(
            requests.c.service == service, _NEVER_HANDED_OVER
        )
    ).scalar_one()
    worth_it = next_worth_the_price(connection, service, terms, now) if terms.price else None
    times = (_next_retry(connection, service, now, terms), latest, worth_it)
    return min((at for at in times if at is not None), default=None)


def _next_retry(
    connection: Connection, service: ServiceName, now: datetime, terms: LinkTerms
) -> datetime | None:
    """When a request is tried again next; one that is held back, or its lane, waits for more."""
    held = _lanes_held_until_after(connection, service, now)
    known = worths(connection, service, terms, now) if terms.price else {}
    retried = connection.execute(
        select(
            requests.c.id,
            requests.c.lane,
            requests.c.seq,
            case((_is_deferred(now), requests.c.next_try), else_=literal(now, Instant)).label("at"),
        ).where(
            requests.c.service == service,
            requests.c.status.in_(UNDELIVERED),
            requests.c.next_try.is_not(None),
        )
    )
    return min(
        (
            row.at
            for row in retried
            if row.seq <= held.get(row.lane, row.seq)
            and known.get(row.id, terms.price) >= terms.price
        ),
        default=None,
    )


def is_overdue(now: datetime) -> ColumnElement[bool]:
    """Select what was to be handed over before ``now`` and was not."""
    # negated above: without a latest time it must be false, not unknown
    return and_(_NEVER_HANDED_OVER, requests.c.not_after.is_not(None), requests.c.not_after <= now)


def _is_deferred(now: datetime) -> ColumnElement[bool]:
    """Select what still waits at ``now``, as ``domain.retrying.is_due`` has it."""
    return and_(requests.c.next_try > now, requests.c.next_try <= now + LONGEST_WAIT)
