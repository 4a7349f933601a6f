"""Purging requests: of each that was answered long ago, the outcome stays and the rest goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, false, or_, select

from smartclient.contract.documents import document_from_json
from smartclient.contract.messages import POLICY_LANE, Answer, RequestKind
from smartclient.database.value_list import in_list
from smartclient.domain.errors import NewerVersionError
from smartclient.domain.ids import ConflictId, Login, RequestId
from smartclient.headoffice.database.identifiers import parts
from smartclient.headoffice.database.portions import (
    Portion,
    PurgedKind,
    ShortConflict,
    ShortReply,
)
from smartclient.headoffice.database.stored_states import CLOSED, DONE
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.inbox.replies import reply_to
from smartclient.headoffice.retention.open_lanes import open_lanes
from smartclient.headoffice.retention.outcomes import (
    is_final,
    short_answer,
    short_body,
    short_conflict,
    short_document,
)
from smartclient.headoffice.retention.sizes import saved_bytes, stored_bytes
from smartclient.reconcile.conflict import Conflict

Place = tuple[datetime, int] | None
"""After which request, by when it was answered and its number in the inbox, a portion begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRequests:
    """A portion of requests, how many bytes it saves, and where the next one begins."""

    portion: Portion
    saved: int
    next_place: Place


def find_requests(
    connection: Connection, before: datetime, after: Place, limit: int
) -> FoundRequests | None:
    """The next requests that were answered before; None when there are no more."""
    t = tables_for(connection.dialect.name).inbox
    old = and_(t.c.purged == false(), t.c.answered_at < before)
    if after is not None:
        at, last = after
        later = or_(t.c.answered_at > at, and_(t.c.answered_at == at, t.c.id > last))
        old = and_(old, t.c.answered_at >= at, later)
    rows = _read(connection, old, limit)
    if not rows:
        return None
    found = shortened(connection, rows, before, keep=open_lanes(connection, {r.lane for r in rows}))
    return replace(found, next_place=(rows[-1].answered_at, rows[-1].id))


def _read(connection: Connection, wanted: ColumnElement[bool], limit: int | None) -> list[Row[Any]]:
    t = tables_for(connection.dialect.name)
    same = and_(
        t.replies.c.sender == t.inbox.c.sender, t.replies.c.request_id == t.inbox.c.request_id
    )
    i = t.inbox.c
    return list(
        connection.execute(
            select(
                *(i.id, i.sender, i.request_id, i.kind, i.lane, i.status, i.answered_at),
                stored_bytes(connection, i.body).label("size"),
                t.replies.c.id.label("reply_id"),
                t.replies.c.body.label("reply"),
                stored_bytes(connection, t.replies.c.body).label("reply_size"),
            )
            .select_from(t.inbox.join(t.replies, same))
            .where(wanted)
            .order_by(i.answered_at, i.id)
            .limit(limit)
        )
    )


def requests_of(connection: Connection, lanes: Sequence[str]) -> list[Row[Any]]:
    """Every answered request of these lanes that was not purged, and what admins decided there."""
    t = tables_for(connection.dialect.name)
    kept = and_(t.inbox.c.status == DONE, t.inbox.c.purged == false())
    found: list[Row[Any]] = []
    for chunk in parts(lanes):
        found += _read(connection, and_(in_list(t.inbox.c.lane, chunk), kept), None)
        disputed = select(t.conflicts.c.conflict_id).where(in_list(t.conflicts.c.lane, chunk))
        for conflict_id in connection.scalars(disputed).all():
            decided = t.inbox.c.lane == POLICY_LANE, t.inbox.c.body.contains(conflict_id)
            found += _read(connection, and_(*decided, kept), None)
    return found


def shortened(
    connection: Connection, rows: Sequence[Row[Any]], before: datetime, *, keep: set[str]
) -> FoundRequests:
    """What becomes of requests, those in the lanes ``keep`` left alone.

    So is one whose conflict was resolved later than ``before``, or whose outcome is not certain.
    """
    over = [row for row in rows if row.status == DONE and row.lane not in keep]
    raised = _conflicts_raised_by(connection, [row.id for row in over])
    replies: list[ShortReply] = []
    conflicts: list[ShortConflict] = []
    created: list[str] = []
    saved = 0
    for row in over:
        conflict = raised.get(row.id)
        if conflict is not None and not _is_over(conflict, before):
            continue
        answer = _outcome(connection, row)
        if answer is None:
            continue
        short = short_answer(row.kind, answer)
        document = short_document(short)
        replies.append(
            ShortReply(
                id=row.id,
                reply_id=row.reply_id,
                status=short.status.value,
                document=document,
                body=short_body(row.kind, answer),
            )
        )
        saved += row.size + saved_bytes(row.reply_size, row.reply, document)
        if conflict is not None:
            kept = short_conflict(conflict.id, document_from_json(conflict.document, Conflict))
            conflicts.append(kept)
            saved += conflict.size
            saved += saved_bytes(conflict.document_size, conflict.document, kept.document)
        if row.kind == RequestKind.CREATE_CUSTOMER and short.customer is not None:
            created.append(short.customer.number)
    portion = Portion(
        kind=PurgedKind.REQUESTS,
        before=before,
        replies=tuple(replies),
        conflicts=tuple(conflicts),
        customers=_customers(connection, created),
    )
    return FoundRequests(portion=portion, saved=saved, next_place=None)


def _conflicts_raised_by(connection: Connection, ids: Sequence[int]) -> Mapping[int, Row[Any]]:
    """The conflicts that these requests raised, with when the newest request was answered."""
    t = tables_for(connection.dialect.name)
    newest = t.inbox.alias("newest")
    c = t.conflicts.c
    found: dict[int, Row[Any]] = {}
    for chunk in parts(ids):
        rows = connection.execute(
            select(
                t.inbox.c.id.label("inbox_id"),
                *(c.id, c.state, c.document, newest.c.answered_at),
                stored_bytes(connection, c.body, c.report).label("size"),
                stored_bytes(connection, c.document).label("document_size"),
            )
            .select_from(t.inbox)
            .join(
                t.conflicts,
                and_(c.sender == t.inbox.c.sender, c.request_id == t.inbox.c.request_id),
            )
            .outerjoin(
                newest,
                and_(newest.c.sender == c.sender, newest.c.request_id == c.newest_request_id),
            )
            .where(in_list(t.inbox.c.id, chunk))
        )
        found |= {row.inbox_id: row for row in rows}
    return found


def _is_over(conflict: Row[Any], before: datetime) -> bool:
    at = conflict.answered_at
    return bool(conflict.state == CLOSED and at is not None and at < before)


def _outcome(connection: Connection, row: Row[Any]) -> Answer | None:
    """The final answer to a request, be it by a later one that resolved its conflict.

    None where there is none, or only a newer program can read it.
    """
    seen: set[str] = set()
    try:
        answer: Answer | None = document_from_json(row.reply, Answer)
        while answer is not None and not is_final(answer):
            if answer.conflict is None or answer.conflict.id in seen:
                return None
            seen.add(answer.conflict.id)
            answer = _answer_to_resolution(connection, answer.conflict.id)
    except NewerVersionError:
        return None
    return answer


def _answer_to_resolution(connection: Connection, conflict_id: ConflictId) -> Answer | None:
    t = tables_for(connection.dialect.name).conflicts
    row = connection.execute(
        select(t.c.sender, t.c.newest_request_id).where(
            t.c.conflict_id == conflict_id, t.c.state == CLOSED
        )
    ).first()
    if row is None:
        return None
    return reply_to(connection, Login(row.sender), RequestId(row.newest_request_id))


def _customers(connection: Connection, numbers: Sequence[str]) -> tuple[int, ...]:
    t = tables_for(connection.dialect.name).customers
    return tuple(
        row_id
        for chunk in parts(numbers)
        for row_id in connection.scalars(select(t.c.id).where(in_list(t.c.number, chunk)))
    )
