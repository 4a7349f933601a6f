"""The inbox: requests that arrived, until the worker has answered them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    UnicodeText,
    exists,
    func,
    null,
    select,
    update,
)

from smartclient.contract.messages import Request, RequestKind
from smartclient.database.value_list import in_list, value_list
from smartclient.domain.ids import Login, RequestId
from smartclient.domain.rules.problems import Change
from smartclient.headoffice.database.identifiers import parts
from smartclient.headoffice.database.locking import with_seek_hint
from smartclient.headoffice.database.stored_states import DONE, PARKED, PASSED_ON, RECEIVED
from smartclient.headoffice.database.tables import tables_for

_KINDS = frozenset(RequestKind)


class PassedOn:
    """What a handler returns of a request that something else answers later."""


_ESCAPE = "/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A request as head office received it; ``request`` is None for a kind it does not know.

    ``failures`` counts how often it failed before when it was tried alone. ``cleaned`` reports
    the hidden characters that were left out of it. ``answered_at`` is when it was answered last,
    None for one that is new, and ``purged`` that its body is gone since.
    """

    id: int
    sender: Login
    request_id: RequestId
    request: Request | None
    lane: str
    failures: int
    received_at: datetime
    cleaned: tuple[Change, ...] = ()
    answered_at: datetime | None = None
    purged: bool = False

    @property
    def replaces(self) -> RequestId | None:
        """The request that this one names as what it replaces."""
        return None if self.request is None else self.request.replaces


def count_held(connection: Connection, sender: Login, ids: Sequence[RequestId]) -> int:
    """How many of these requests of a sender are here."""
    t = tables_for(connection.dialect.name).inbox
    counting = select(func.count()).where(t.c.sender == sender, in_list(t.c.request_id, ids))
    return int(connection.scalar(counting) or 0) if ids else 0


def answered_without_reply(
    connection: Connection, sender: Login, ids: Sequence[RequestId]
) -> tuple[RequestId, ...]:
    """Those of these requests of a sender that were answered, and whose replies are gone."""
    t = tables_for(connection.dialect.name).inbox
    finding = select(t.c.request_id).where(
        t.c.sender == sender,
        in_list(t.c.request_id, ids),
        t.c.status == DONE,
        ~_has_reply(connection),
    )
    return tuple(RequestId(key) for key in connection.scalars(finding)) if ids else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredBefore:
    """The numbers of requests that were answered before.

    Of some the reply is ``lost``; ``replied`` are those that have one, such as one that was given
    with the answer to another request since they were sent again.
    """

    lost: frozenset[int]
    replied: frozenset[int]


def answered_before(connection: Connection, taken: Sequence[Incoming]) -> AnsweredBefore:
    """Which of the requests taken were answered before; one that was parked was not."""
    ids = [incoming.id for incoming in taken if incoming.answered_at is not None]
    t = tables_for(connection.dialect.name)
    same = (t.replies.c.sender == t.inbox.c.sender) & (
        t.replies.c.request_id == t.inbox.c.request_id
    )
    found: dict[int, str | None] = {}
    for chunk in parts(ids):
        finding = (
            select(t.inbox.c.id, t.replies.c.status)
            .select_from(t.inbox.outerjoin(t.replies, same))
            .where(in_list(t.inbox.c.id, chunk))
        )
        found |= {row.id: row.status for row in connection.execute(finding)}
    return AnsweredBefore(
        lost=frozenset(key for key, status in found.items() if status is None),
        replied=frozenset(key for key, status in found.items() if status not in {None, PARKED}),
    )


def return_forgotten(connection: Connection, sender: Login, ids: Sequence[RequestId]) -> None:
    """Queue again those of answered requests whose replies are gone: their sender waits."""
    t = tables_for(connection.dialect.name).inbox
    for chunk in parts(ids):
        returning = update(t).where(
            t.c.sender == sender,
            in_list(t.c.request_id, chunk),
            t.c.status == DONE,
            ~_has_reply(connection),
        )
        connection.execute(returning.values(status=RECEIVED, attempts=0, error=""))


def _has_reply(connection: Connection) -> ColumnElement[bool]:
    tables = tables_for(connection.dialect.name)
    t, replies = tables.inbox, tables.replies
    return exists().where(replies.c.sender == t.c.sender, replies.c.request_id == t.c.request_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivedRequest:
    """A request as it is stored in the inbox, whatever its status.

    ``withdrawable``: its sender's Smart Client sends a withdrawal when its rep undoes it.
    """

    incoming: Incoming
    status: str
    withdrawable: bool


def arrived_requests(
    connection: Connection, sender: Login, ids: Sequence[RequestId]
) -> dict[RequestId, ArrivedRequest]:
    """Those of a sender's requests that have arrived, by their ids."""
    t = tables_for(connection.dialect.name).inbox
    found: dict[RequestId, ArrivedRequest] = {}
    for chunk in parts(ids):
        rows = connection.execute(
            select(t).where(t.c.sender == sender, in_list(t.c.request_id, chunk)).order_by(t.c.id)
        )
        for row in rows:
            found[RequestId(row.request_id)] = ArrivedRequest(
                incoming=incoming_from(row), status=row.status, withdrawable=row.withdrawable
            )
    return found


def stopped_naming(
    connection: Connection, sender: Login, ids: Sequence[str]
) -> tuple[RequestId, ...]:
    """Those of a sender's parked requests that name one of these records or conflicts."""
    if not ids:
        return ()
    t = tables_for(connection.dialect.name).inbox
    patterns = [f"%{_escaped(record_id)}%" for record_id in ids]
    listed = value_list(UnicodeText(), patterns, "listed")
    naming = exists().where(t.c.body.like(listed.c.value, escape=_ESCAPE))
    stopped = select(t.c.request_id).where(t.c.status == PARKED, t.c.sender == sender, naming)
    return tuple(RequestId(key) for key in connection.scalars(stopped.order_by(t.c.id)))


def _escaped(text: str) -> str:
    """A text in a LIKE pattern, where it stands for itself alone."""
    for sign in (_ESCAPE, "%", "_", "["):
        text = text.replace(sign, f"{_ESCAPE}{sign}")
    return text


def close_unanswered(
    connection: Connection, sender: Login, request_id: RequestId, status: str, at: datetime
) -> bool:
    """Close a request that is not to be tried again, if it is in ``status`` still."""
    t = tables_for(connection.dialect.name).inbox
    closing = (
        update(t)
        .where(t.c.sender == sender, t.c.request_id == request_id, t.c.status == status)
        .values(status=DONE, answered_at=at)
    )
    return connection.execute(closing).rowcount == 1


def received_at_of(connection: Connection, sender: Login, request_id: RequestId) -> datetime | None:
    """When a request came in, None for one that is not known."""
    t = tables_for(connection.dialect.name).inbox
    found: datetime | None = connection.scalar(
        select(t.c.received_at).where(t.c.sender == sender, t.c.request_id == request_id)
    )
    return found


def return_to_queue(connection: Connection, sender: Login, ids: Sequence[RequestId]) -> None:
    """Queue parked requests again: somebody wants it, and the program may be repaired.

    They count as new: none was carried out, even if the reply that says so is lost.
    """
    t = tables_for(connection.dialect.name).inbox
    parked = update(t).where(
        t.c.sender == sender, in_list(t.c.request_id, ids), t.c.status == PARKED
    )
    connection.execute(
        with_seek_hint(parked).values(status=RECEIVED, attempts=0, error="", answered_at=null())
    )


def anything_waits(connection: Connection) -> bool:
    """Whether a request waits for an answer."""
    t = tables_for(connection.dialect.name).inbox
    return connection.scalar(select(t.c.id).where(t.c.status == RECEIVED).limit(1)) is not None


def still_waiting(connection: Connection, taken: Iterable[Incoming]) -> set[int]:
    """Which of these are still to be answered."""
    t = tables_for(connection.dialect.name).inbox
    ids = [incoming.id for incoming in taken]
    return set(
        connection.scalars(select(t.c.id).where(in_list(t.c.id, ids), t.c.status == RECEIVED))
    )


def mark_answered(connection: Connection, ids: Sequence[int], status: str, at: datetime) -> None:
    """Record that requests were answered: done, or parked."""
    t = tables_for(connection.dialect.name).inbox
    for chunk in parts(ids):
        marking = with_seek_hint(update(t).where(in_list(t.c.id, chunk)))
        connection.execute(marking.values(status=status, answered_at=at))


def pass_on(connection: Connection, ids: Sequence[int]) -> None:
    """Record that requests are carried out, and answered later by something else."""
    t = tables_for(connection.dialect.name).inbox
    for chunk in parts(ids):
        marking = with_seek_hint(update(t).where(in_list(t.c.id, chunk)))
        connection.execute(marking.values(status=PASSED_ON))


def incoming_from(row: Row[Any], *, failures: int = 0) -> Incoming:
    """The request of a whole row of the inbox."""
    known = row.kind in _KINDS
    return Incoming(
        id=row.id,
        sender=Login(row.sender),
        request_id=RequestId(row.request_id),
        request=Request(
            id=RequestId(row.request_id),
            kind=RequestKind(row.kind),
            version=row.version,
            lane=row.lane,
            body=row.body,
            digest=row.digest,
            made_at=row.made_at,
            replaces=None if row.replaces is None else RequestId(row.replaces),
            given_number=row.given_number,
            device=row.device or "",
            clock_offset=row.clock_offset_seconds,
        )
        if known
        else None,
        lane=row.lane,
        failures=failures,
        received_at=row.received_at,
        answered_at=row.answered_at,
        purged=row.purged,
    )
