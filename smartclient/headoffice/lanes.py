"""Lanes: one customer's requests, leased to one worker at a time under a token.

A lease runs out by the database's clock. Every work transaction begins by renewing it, which
fails for a worker whose lease was taken over meanwhile: however slow it was, it can do nothing.
"""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Connection, func, insert, or_, select, update

from smartclient.headoffice.dialect import dialect_of
from smartclient.headoffice.inbox import RECEIVED
from smartclient.headoffice.tables import tables_for

LEASE = timedelta(seconds=30)


def lease(connection: Connection, token: str, limit: int) -> tuple[str, ...]:
    """Lease the lanes that have waited longest and are free, at most ``limit``."""
    t = tables_for(connection.dialect.name)
    now = dialect_of(connection).now(connection)
    free = or_(t.lanes.c.token.is_(None), t.lanes.c.leased_until <= now)
    waiting = connection.scalars(
        select(t.inbox.c.lane)
        .outerjoin(t.lanes, t.lanes.c.lane == t.inbox.c.lane)
        .where(t.inbox.c.status == RECEIVED, or_(t.lanes.c.lane.is_(None), free))
        .group_by(t.inbox.c.lane)
        .order_by(func.min(t.inbox.c.id))
        .limit(limit)
    ).all()
    if not waiting:
        return ()
    known = set(connection.scalars(select(t.lanes.c.lane).where(t.lanes.c.lane.in_(waiting))))
    new = [{"lane": lane} for lane in waiting if lane not in known]
    if new:
        connection.execute(insert(t.lanes), new)
    connection.execute(
        update(t.lanes)
        # said again, because another worker may have come between
        .where(t.lanes.c.lane.in_(waiting), free)
        .values(token=token, leased_until=now + LEASE)
    )
    return tuple(connection.scalars(select(t.lanes.c.lane).where(t.lanes.c.token == token)))


def renew(connection: Connection, token: str, lanes: Sequence[str]) -> bool:
    """Renew the lease of all these lanes; False when any of them was lost to another worker."""
    t = tables_for(connection.dialect.name).lanes
    until = dialect_of(connection).now(connection) + LEASE
    renewed = connection.execute(
        update(t).where(t.c.lane.in_(lanes), t.c.token == token).values(leased_until=until)
    )
    return renewed.rowcount == len(lanes)


def release(connection: Connection, token: str) -> None:
    """Give back everything leased under ``token``."""
    t = tables_for(connection.dialect.name).lanes
    connection.execute(update(t).where(t.c.token == token).values(token=None, leased_until=None))


def any_leased(connection: Connection) -> bool:
    """Tell whether any lane is leased, by whomever."""
    t = tables_for(connection.dialect.name).lanes
    return connection.scalar(select(t.c.lane).where(t.c.token.is_not(None)).limit(1)) is not None


def release_all(connection: Connection) -> None:
    """Free every lane; only for one who knows that no other worker is alive."""
    t = tables_for(connection.dialect.name).lanes
    connection.execute(
        update(t).where(t.c.token.is_not(None)).values(token=None, leased_until=None)
    )
