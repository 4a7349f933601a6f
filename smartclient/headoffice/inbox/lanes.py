"""Lanes: one customer's requests, leased to one worker at a time under a token.

A lease runs out by the database's clock. Every transaction that answers begins by renewing it,
which fails for a worker whose lanes were leased by another meanwhile.

A lane that was never leased has no row, and is free: hence the outer join where free lanes are
looked for.
"""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Table,
    Update,
    and_,
    func,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from smartclient.contract.messages import STANDS_ALONE
from smartclient.database.value_list import at_most, in_list
from smartclient.domain.errors import ContendedError
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.identifiers import parts
from smartclient.headoffice.database.locking import with_seek_hint
from smartclient.headoffice.database.stored_states import RECEIVED
from smartclient.headoffice.database.tables import Tables, tables_for
from smartclient.headoffice.inbox.inbox import Incoming

LEASE = timedelta(seconds=30)

DEFERRED_FOR = timedelta(seconds=5)
"""How long a lane is deferred when something that its requests need is locked by others."""

_TRIES = 3

_WORKER_DIGITS = 12
"""How many hexadecimal digits of a token say which worker leased under it."""


def new_token(worker: str) -> str:
    """A fresh token, an identifier from which ``worker_of`` finds the worker."""
    return str(UUID(hex=_digits_of(worker) + secrets.token_hex(10)))


def worker_of(token: str, workers: Iterable[str]) -> str:
    """Which of these workers leased under a token; "" for another, or one of an older version."""
    digits = token.replace("-", "")[:_WORKER_DIGITS]
    return next((worker for worker in workers if _digits_of(worker) == digits), "")


def _digits_of(worker: str) -> str:
    return hashlib.sha256(worker.encode()).hexdigest()[:_WORKER_DIGITS]


def lease(connection: Connection, token: str, requests: int) -> tuple[str, ...]:
    """Lease free lanes, those that have waited longest first, with ``requests`` to answer.

    No more lanes than that needs: the others are for other workers. Raises ContendedError where
    another worker leased one meanwhile.
    """
    t = tables_for(connection.dialect.name).lanes
    for _ in range(_TRIES):
        now = backend_of(connection).leases.now(connection)
        # a lease that seems to run for longer was taken before the clock was put back
        free = or_(t.c.token.is_(None), t.c.leased_until <= now, t.c.leased_until > now + LEASE)
        waiting = _waiting(connection, free, requests)
        if not waiting:
            break
        _ensure_rows(connection, waiting)
        # repeated, because another worker may have leased it meanwhile
        taking = update(t).where(in_list(t.c.lane, waiting), free)
        connection.execute(with_seek_hint(taking).values(token=token, leased_until=now + LEASE))
        leased = tuple(connection.scalars(select(t.c.lane).where(t.c.token == token)))
        if leased:
            return leased
    return ()


def _waiting(connection: Connection, free: ColumnElement[bool], requests: int) -> list[str]:
    """The lanes to lease: those in which something waits and that are ``free`` or have no row.

    A lane that was never leased has no row and is free: hence the outer join.
    """
    t = tables_for(connection.dialect.name)
    oldest_first = (
        select(t.inbox.c.lane, func.count().label("waiting"))
        .outerjoin(t.lanes, t.lanes.c.lane == t.inbox.c.lane)
        .where(t.inbox.c.status == RECEIVED, or_(t.lanes.c.lane.is_(None), free))
        .group_by(t.inbox.c.lane)
        .order_by(func.min(t.inbox.c.id))
    )
    found = connection.execute(at_most(oldest_first, requests)).all()
    wanted: list[str] = []
    room = requests
    for row in found:
        if room <= 0:
            break
        wanted.append(row.lane)
        room -= row.waiting
    return wanted


def _ensure_rows(connection: Connection, lanes: Sequence[str]) -> None:
    """Insert a row for each of these lanes that has none."""
    t = tables_for(connection.dialect.name).lanes
    known = set(connection.scalars(select(t.c.lane).where(in_list(t.c.lane, lanes))))
    new = [{"lane": lane} for lane in lanes if lane not in known]
    if not new:
        return
    try:
        backend_of(connection).rows.insert(connection, t, new)
    except IntegrityError as error:
        raise ContendedError(
            "Another worker began on the same requests.",
            detail=str(error.orig),
        ) from error


def renew(connection: Connection, token: str, lanes: Sequence[str]) -> bool:
    """Renew the lease of all these lanes; False when any of them was lost to another worker."""
    t = tables_for(connection.dialect.name).lanes
    until = backend_of(connection).leases.now(connection) + LEASE
    renewed = connection.execute(_leased(t, token, lanes).values(leased_until=until))
    return renewed.rowcount == len(lanes)


def release(connection: Connection, token: str, lanes: Sequence[str]) -> None:
    """Release those of ``lanes`` that are still leased under ``token``."""
    t = tables_for(connection.dialect.name).lanes
    connection.execute(_leased(t, token, lanes).values(token=null(), leased_until=null()))


def lock(connection: Connection, lane: str) -> None:
    """Lock another lane until this transaction ends, against the worker that leased it.

    That worker renews its lease first, which waits for this; and this waits for one that renewed.
    """
    _ensure_rows(connection, [lane])
    t = tables_for(connection.dialect.name).lanes
    holding = with_seek_hint(update(t).where(t.c.lane == lane))
    connection.execute(holding.values(leased_until=t.c.leased_until))


def lock_withdrawn(connection: Connection, requests: Sequence[Incoming]) -> None:
    """Lock the other lanes in which something waits that these requests withdraw.

    A worker that is answering it now may have checked before it was withdrawn: its outcome is
    committed before these are answered.
    """
    t = tables_for(connection.dialect.name)
    held: set[str] = set()
    # few requests withdraw another: those are found before any lane is looked for
    for waiting, ids in (
        (_lanes_of_withdrawn(t), _withdrawing(connection, requests)),
        (_lanes_of_replaced(t), [request.id for request in requests if request.replaces]),
    ):
        for chunk in parts(ids):
            held.update(connection.scalars(waiting.where(in_list(t.inbox.c.id, chunk))))
    for lane in sorted(held):
        lock(connection, lane)


def _withdrawing(connection: Connection, requests: Sequence[Incoming]) -> list[int]:
    """The ids of those of these requests that are recorded as what withdrew another."""
    t = tables_for(connection.dialect.name)
    finding = select(t.inbox.c.id).select_from(t.inbox.join(t.withdrawn, _by_these(t))).distinct()
    return [
        found
        for chunk in parts([request.id for request in requests])
        for found in connection.scalars(finding.where(in_list(t.inbox.c.id, chunk)))
    ]


def _by_these(t: Tables) -> ColumnElement[bool]:
    return and_(
        t.withdrawn.c.sender == t.inbox.c.sender,
        t.withdrawn.c.by_request_id == t.inbox.c.request_id,
    )


def _lanes_of_withdrawn(t: Tables) -> Select[tuple[str]]:
    """The query for the other lanes in which something waits that is recorded as withdrawn.

    What several requests withdraw is recorded for the first of them alone, but each names itself
    what it replaces.
    """
    named = t.inbox.alias("named")
    written_down = and_(
        named.c.sender == t.withdrawn.c.sender, named.c.request_id == t.withdrawn.c.request_id
    )
    joined = t.inbox.join(t.withdrawn, _by_these(t)).join(named, written_down)
    return select(named.c.lane).select_from(joined).where(*_waits_in_another(t, named))


def _lanes_of_replaced(t: Tables) -> Select[tuple[str]]:
    """The query for the other lanes in which something waits that requests replace."""
    named = t.inbox.alias("named")
    replaced = and_(
        named.c.sender == t.inbox.c.sender,
        named.c.request_id == t.inbox.c.replaces,
        t.inbox.c.kind.in_([str(kind) for kind in STANDS_ALONE]),
    )
    joined = t.inbox.join(named, replaced)
    return select(named.c.lane).select_from(joined).where(*_waits_in_another(t, named))


def _waits_in_another(t: Tables, named: FromClause) -> tuple[ColumnElement[bool], ...]:
    return named.c.status == RECEIVED, named.c.lane != t.inbox.c.lane


def defer(connection: Connection, token: str, lanes: Sequence[str]) -> None:
    """Defer ``lanes``, leased under ``token``, for a while, so that others have their turn."""
    t = tables_for(connection.dialect.name).lanes
    until = backend_of(connection).leases.now(connection) + DEFERRED_FOR
    connection.execute(_leased(t, token, lanes).values(leased_until=until))


def _leased(t: Table, token: str, lanes: Sequence[str]) -> Update:
    """Begin a change of these lanes, as long as they are leased under ``token``.

    They are named, although the token would do: other workers lock lanes of their own, and a search
    for a token through all lanes waits for them.
    """
    return with_seek_hint(update(t).where(in_list(t.c.lane, lanes), t.c.token == token))


def any_leased(connection: Connection) -> bool:
    """Whether any lane is leased, by whomever."""
    t = tables_for(connection.dialect.name).lanes
    return connection.scalar(select(t.c.lane).where(t.c.token.is_not(None)).limit(1)) is not None


def release_all(connection: Connection) -> None:
    """Free every lane; only for one who knows that no other worker is alive."""
    t = tables_for(connection.dialect.name).lanes
    connection.execute(
        update(t).where(t.c.token.is_not(None)).values(token=null(), leased_until=null())
    )
