"""Heartbeats: when a worker was last alive, and whether a process serves this head office."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, case, delete, literal, null, or_, select, update

from smartclient.database.value_list import in_list
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.locking import with_seek_hint
from smartclient.headoffice.database.tables import tables_for

REMEMBERED = timedelta(days=7)
"""How long a worker that was killed is reported."""

SERVING_FOR = timedelta(seconds=10)
"""How long a serving process counts as alive after its last heartbeat, by the database's clock."""


def record_heartbeat(connection: Connection, worker: str, at: datetime) -> None:
    """Record that a worker is alive, and goes on serving if that is what it does."""
    t = tables_for(connection.dialect.name).workers
    backend = backend_of(connection)
    until = backend.leases.now(connection) + SERVING_FOR
    serving = case((t.c.serving_until.is_not(None), literal(until, t.c.serving_until.type)))
    renewed = connection.execute(
        update(t).where(t.c.worker == worker).values(seen_at=at, serving_until=serving)
    )
    if not renewed.rowcount:
        backend.rows.upsert(
            connection, t, keys=("worker",), rows=[{"worker": worker, "seen_at": at}]
        )


def extend_serving(connection: Connection, worker: str, at: datetime) -> None:
    """Record that a worker serves, and will for a while."""
    t = tables_for(connection.dialect.name).workers
    until = backend_of(connection).leases.now(connection) + SERVING_FOR
    row = {"worker": worker, "seen_at": at, "serving_until": until}
    backend_of(connection).rows.upsert(connection, t, keys=("worker",), rows=[row])


def stop_serving(connection: Connection, worker: str) -> None:
    """Record that a worker has stopped serving."""
    t = tables_for(connection.dialect.name).workers
    connection.execute(update(t).where(t.c.worker == worker).values(serving_until=null()))


def forget_long_silent(connection: Connection, at: datetime) -> None:
    """Forget workers that have not been seen for days: they will not come back."""
    t = tables_for(connection.dialect.name).workers
    # looked for first, deleted by their names then: others hold their own rows while they answer
    long_ago = or_(t.c.seen_at < at - REMEMBERED, t.c.seen_at > at + REMEMBERED)
    gone = list(connection.scalars(select(t.c.worker).where(long_ago)))
    if gone:
        connection.execute(with_seek_hint(delete(t).where(in_list(t.c.worker, gone))))


def serving_now(connection: Connection) -> bool:
    """Whether any process serves now."""
    t = tables_for(connection.dialect.name).workers
    now = backend_of(connection).leases.now(connection)
    # none is promised for longer: a later end was written before the clock was put back
    alive = and_(t.c.serving_until > now, t.c.serving_until <= now + SERVING_FOR)
    return connection.scalar(select(t.c.worker).where(alive).limit(1)) is not None


def is_silent(serving_until: datetime, now: datetime) -> bool:
    """Whether a process that should serve does not, by the database's clock."""
    return not now < serving_until <= now + SERVING_FOR
