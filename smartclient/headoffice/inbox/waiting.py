"""Waiting requests: what the worker has not answered, and what their lanes do meanwhile."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, func, or_, select

from smartclient.contract.messages import customer_of_lane
from smartclient.database.value_list import at_most, in_list
from smartclient.domain.ids import CustomerNumber, Login, RequestId
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.identifiers import parts
from smartclient.headoffice.database.stored_states import RECEIVED
from smartclient.headoffice.database.tables import Tables, tables_for
from smartclient.headoffice.inbox import lanes
from smartclient.headoffice.inbox.dead_letters import label_of_incoming
from smartclient.headoffice.inbox.inbox import incoming_from
from smartclient.read_models.headoffice import WaitingRequest

OVERDUE_AFTER = timedelta(minutes=5)
"""How long a request may wait without any progress, or while later ones are answered."""

_MOST_OVERDUE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeLane:
    """A lane that any worker may lease, and the number in the inbox of what waits longest there."""

    lane: str
    oldest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lease:
    """The lease of a lane; ``worker`` is "" for one that is not known."""

    until: datetime
    is_deferred: bool
    worker: str


def waiting_requests(
    connection: Connection, customer: CustomerNumber | None = None, *, limit: int | None = None
) -> tuple[WaitingRequest, ...]:
    """The requests that wait for an answer, oldest first."""
    t = tables_for(connection.dialect.name).inbox
    waiting = select(t).where(t.c.status == RECEIVED).order_by(t.c.id)
    if limit is not None:
        waiting = at_most(waiting, limit)
    if customer is not None:
        # the lane of a customer that is not opened yet begins with its rep
        unopened = t.c.lane.endswith(f"|{customer}", autoescape=True)
        waiting = waiting.where(or_(t.c.lane == customer, unopened))
    return _with_leases(connection, connection.execute(waiting).all())


def free_lanes(connection: Connection) -> dict[FreeLane, int]:
    """How many requests wait in each lane that any worker may lease now.

    Which lanes are free is found here without the query by which workers lease them.
    """
    t = tables_for(connection.dialect.name).inbox
    counted = (
        select(t.c.lane, func.min(t.c.id).label("oldest"), func.count().label("requests"))
        .where(t.c.status == RECEIVED)
        .group_by(t.c.lane)
    )
    found = connection.execute(counted).all()
    held = {row.lane for row in _held_lanes(connection, {row.lane for row in found})}
    return {
        FreeLane(lane=row.lane, oldest=row.oldest): row.requests
        for row in found
        if row.lane not in held
    }


def overdue_requests(connection: Connection) -> tuple[WaitingRequest, ...]:
    """The oldest request of each lane that gets nowhere, those that wait longest first.

    It has waited for ``OVERDUE_AFTER``, and as long ago a later request was answered already, or
    none at all was answered since.
    """
    then = backend_of(connection).leases.now(connection) - OVERDUE_AFTER
    firsts = [row for row in _firsts(connection) if row.received_at <= then]
    if not firsts:
        return ()
    if _is_progressing(connection, then):
        answered = _newest_answered_before(connection, then)
        firsts = [row for row in firsts if row.id < answered]
    return _with_leases(connection, firsts)


def _firsts(connection: Connection) -> Sequence[Row[Any]]:
    """The rows of the oldest waiting request of lanes, oldest first: of so many at most."""
    t = tables_for(connection.dialect.name).inbox
    oldest = (
        select(func.min(t.c.id).label("id"))
        .where(t.c.status == RECEIVED)
        .group_by(t.c.lane)
        .order_by(func.min(t.c.id))
        .limit(_MOST_OVERDUE)
    )
    ids = list(connection.scalars(oldest))
    return connection.execute(select(t).where(in_list(t.c.id, ids)).order_by(t.c.id)).all()


def _is_progressing(connection: Connection, then: datetime) -> bool:
    """Whether any request was answered or parked since ``then``."""
    t = tables_for(connection.dialect.name)
    last = [
        connection.scalar(select(at).order_by(key.desc()).limit(1))
        for at, key in (
            (t.replies.c.answered_at, t.replies.c.id),
            (t.stopped.c.stopped_at, t.stopped.c.id),
        )
    ]
    return any(at is not None and at > then for at in last)


def _newest_answered_before(connection: Connection, then: datetime) -> int:
    """The number in the inbox of the newest request that had its answer at ``then``, 0 for none.

    The inbox is read backwards from its end, over what is newer than that one alone.
    """
    t = tables_for(connection.dialect.name).inbox
    answered = and_(t.c.status != RECEIVED, t.c.answered_at <= then)
    return connection.scalar(select(t.c.id).where(answered).order_by(t.c.id.desc()).limit(1)) or 0


def _with_leases(connection: Connection, rows: Sequence[Row[Any]]) -> tuple[WaitingRequest, ...]:
    leases = _leases(connection, {row.lane for row in rows})
    return tuple(_waiting_request(connection, row, leases.get(row.lane)) for row in rows)


def _waiting_request(connection: Connection, row: Row[Any], lease: _Lease | None) -> WaitingRequest:
    label = label_of_incoming(connection, incoming_from(row))
    deferred = lease is not None and lease.is_deferred
    return WaitingRequest(
        request_id=RequestId(row.request_id),
        sender=Login(row.sender),
        kind=row.kind,
        customer=customer_of_lane(row.lane),
        attempts=row.attempts,
        error=row.error,
        received_at=row.received_at,
        label=label.text,
        provisional=label.provisional,
        leased_by=lease.worker if lease is not None and not deferred else "",
        leased_until=lease.until if lease is not None and not deferred else None,
        deferred_until=lease.until if lease is not None and deferred else None,
    )


def _held_lanes(connection: Connection, names: Iterable[str]) -> list[Row[Any]]:
    """The rows of those of these lanes that nobody else may lease now."""
    t = tables_for(connection.dialect.name).lanes
    now = backend_of(connection).leases.now(connection)
    return [
        row
        for chunk in parts(sorted(names))
        for row in connection.execute(select(t).where(in_list(t.c.lane, chunk)))
        # one that runs for longer was taken before the clock was put back
        if row.token is not None and now < row.leased_until <= now + lanes.LEASE
    ]


def _leases(connection: Connection, names: Iterable[str]) -> Mapping[str, _Lease]:
    t = tables_for(connection.dialect.name)
    held = _held_lanes(connection, names)
    if not held:
        return {}
    working = _tokens_at_work(connection, t, {row.token for row in held})
    workers = tuple(connection.scalars(select(t.workers.c.worker)))
    return {
        row.lane: _Lease(
            until=row.leased_until,
            is_deferred=row.token not in working,
            worker=lanes.worker_of(row.token, workers),
        )
        for row in held
    }


def _tokens_at_work(connection: Connection, t: Tables, tokens: Iterable[str]) -> set[str]:
    """Those tokens under which a worker is trying requests: a deferred lane's round has ended."""
    c = t.inbox.c
    return {
        token
        for chunk in parts(sorted(tokens))
        for token in connection.scalars(
            select(c.round_token)
            .where(c.status == RECEIVED, in_list(c.round_token, chunk))
            .distinct()
        )
        if token is not None
    }
