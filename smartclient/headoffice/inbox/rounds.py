"""Rounds: which requests a worker tries together, and what counts as a failure when it dies.

A round is recorded with the requests it takes, and the record is removed when it ends, however it
ends. One that is still recorded when its lane is leased again is from a worker that died. A request
that was tried alone is then counted a failure; of several nobody knows whose fault it was, so
from now on each of them is tried alone.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, null, select, update

from smartclient.database.value_list import at_most, in_list
from smartclient.headoffice.database.identifiers import parts
from smartclient.headoffice.database.locking import with_seek_hint
from smartclient.headoffice.database.stored_states import RECEIVED
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.inbox.inbox import Incoming, incoming_from

_DIED = "The worker that tried this request ended before it had answered."


def claim_next(
    connection: Connection, token: str, lanes: Sequence[str], limit: int
) -> tuple[Incoming, ...]:
    """Take the next requests of these lanes, oldest first, for the round ``token``.

    A request that failed before is taken alone, so that it takes no other down with it. Within a
    lane the order is kept, so nothing is taken from behind such a one.
    """
    t = tables_for(connection.dialect.name).inbox
    waiting = select(t).where(t.c.status == RECEIVED, in_list(t.c.lane, lanes)).order_by(t.c.id)
    rows = connection.execute(at_most(waiting, limit)).all()
    unfinished = [row for row in rows if row.round_token is not None]
    died = {row.id for row in unfinished if row.round_size == 1}
    isolate(connection, [row.id for row in unfinished if row.id not in died])
    for row in unfinished:
        if row.id in died:
            count_failure(connection, row.id, _with_worker_death(row.error))
    suspect = {row.id for row in rows if row.isolated or row.attempts} | {
        row.id for row in unfinished
    }
    taken: list[Incoming] = []
    blocked: set[str] = set()
    for row in rows:
        if row.lane in blocked:
            continue
        if row.id not in suspect:
            taken.append(incoming_from(row))
            continue
        blocked.add(row.lane)
        if not any(other.lane == row.lane for other in taken):
            taken = [incoming_from(row, failures=row.attempts + (row.id in died))]
            break
    begin(connection, token, [incoming.id for incoming in taken])
    return tuple(taken)


def _with_worker_death(error: str) -> str:
    """The text stored about a death, after an error of ours that was stored before."""
    return error if error.endswith(_DIED) else f"{error} {_DIED}".strip()


def begin(connection: Connection, token: str, ids: Sequence[int]) -> None:
    """Record that these requests are tried together in the round ``token``."""
    t = tables_for(connection.dialect.name).inbox
    for chunk in parts(ids):
        beginning = with_seek_hint(update(t).where(in_list(t.c.id, chunk)))
        connection.execute(beginning.values(round_token=token, round_size=len(ids)))


def end(connection: Connection, token: str, ids: Sequence[int]) -> None:
    """Remove the record of a round: its worker is alive, whatever became of these requests."""
    t = tables_for(connection.dialect.name).inbox
    for chunk in parts(ids):
        ending = with_seek_hint(update(t).where(in_list(t.c.id, chunk), t.c.round_token == token))
        connection.execute(ending.values(round_token=null(), round_size=0))


def release(connection: Connection, token: str, ids: Sequence[int]) -> None:
    """End a round that failed through no fault of a request.

    For one that was tried alone, a counted death is undone: another worker may have taken this one
    for dead meanwhile, or the same trouble may have ended a worker before. Where any failure was an
    error of ours, nothing is undone.
    """
    if len(ids) == 1:
        t = tables_for(connection.dialect.name).inbox
        counted = update(t).where(
            t.c.id == ids[0], t.c.status == RECEIVED, t.c.attempts > 0, t.c.error == _DIED
        )
        connection.execute(with_seek_hint(counted).values(attempts=t.c.attempts - 1))
    end(connection, token, ids)


def isolate(connection: Connection, ids: Sequence[int]) -> None:
    """Have each of these requests tried alone from now on."""
    t = tables_for(connection.dialect.name).inbox
    for chunk in parts(ids):
        isolating = with_seek_hint(update(t).where(in_list(t.c.id, chunk)))
        connection.execute(isolating.values(isolated=True, round_token=null(), round_size=0))


def count_failure(connection: Connection, inbox_id: int, error: str) -> None:
    """Count a failure of a request that was tried alone, and store its error, for support."""
    t = tables_for(connection.dialect.name).inbox
    counting = with_seek_hint(update(t).where(t.c.id == inbox_id))
    connection.execute(
        counting.values(
            attempts=t.c.attempts + 1,
            isolated=True,
            error=error,
            round_token=null(),
            round_size=0,
        )
    )


def note_error(connection: Connection, inbox_id: int, error: str) -> None:
    """Store the error of a request, for support."""
    t = tables_for(connection.dialect.name).inbox
    connection.execute(update(t).where(t.c.id == inbox_id).values(error=error))
