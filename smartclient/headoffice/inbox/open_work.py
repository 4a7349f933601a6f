"""Open work: a rep's conflicts and stopped requests, as they travel to the rep's every device.

A row holds what a device needs that did not send the request: the request itself, what is decided
of a conflict by now, the conflict and the newest answer. A conflict that is closed stays for a
while with its outcome, so that devices that still have it open learn what came of it.
"""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, delete, func, literal, select

from smartclient.contract.cases import OpenConflict
from smartclient.contract.documents import document_from_json
from smartclient.contract.messages import customer_of_lane
from smartclient.contract.subject_labels import conflict_label, order_in
from smartclient.database.value_list import in_list
from smartclient.domain.ids import ConflictId, Login, RequestId
from smartclient.domain.retention import SHORTEST
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.locking import with_seek_hint
from smartclient.headoffice.database.stored_states import PARKED
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.sales.conflicts import OfficeConflictState, stored_body
from smartclient.reconcile.conflict import Conflict

_AT_ONCE = 500


def put_conflicts(
    connection: Connection,
    ids: Collection[ConflictId],
    answered: Collection[RequestId],
    at: datetime,
) -> None:
    """Update the feed rows of these conflicts, with their stored answers.

    So are closed ones whose outcome is a request that was just ``answered`` differently.
    """
    t = tables_for(connection.dialect.name)
    rows = []
    for chunk in _chunks(sorted({*ids, *_answered_too(connection, ids, answered)})):
        found = connection.execute(
            _requests(connection)
            .add_columns(
                t.conflicts.c.conflict_id.label("item_id"),
                t.conflicts.c.state,
                t.conflicts.c.body_kind.label("asked_kind"),
                t.conflicts.c.body.label("asked"),
                t.conflicts.c.document.label("conflict"),
            )
            .join(
                t.conflicts,
                and_(
                    t.conflicts.c.sender == t.inbox.c.sender,
                    t.conflicts.c.newest_request_id == t.inbox.c.request_id,
                ),
            )
            .where(in_list(t.conflicts.c.conflict_id, chunk))
        )
        rows += [row._asdict() for row in found]
    for row in rows:
        is_closed = row["state"] == OfficeConflictState.CLOSED
        row["since"] = at if is_closed else _raised_at(row["conflict"])
    _put(connection, rows)
    if rows:
        _forget_closed(connection, at - SHORTEST)


def _answered_too(
    connection: Connection, ids: Collection[ConflictId], answered: Collection[RequestId]
) -> Iterator[ConflictId]:
    """Yield the conflicts about the same whose newest request is one of ``answered``."""
    saved = tables_for(connection.dialect.name).conflicts
    other = saved.alias("other")
    same = and_(other.c.sender == saved.c.sender, other.c.subject_id == saved.c.subject_id)
    for chunk in _chunks(sorted(ids)):
        for newest in _chunks(sorted(answered)):
            yield from connection.scalars(
                select(other.c.conflict_id)
                .select_from(saved.join(other, same))
                .where(
                    in_list(saved.c.conflict_id, chunk),
                    in_list(other.c.newest_request_id, newest),
                )
            )


def _forget_closed(connection: Connection, before: datetime) -> None:
    t = tables_for(connection.dialect.name).open_work
    closed = select(t.c.id).where(t.c.state == OfficeConflictState.CLOSED.value, t.c.since < before)
    # looked for first, deleted by their ids then: other workers hold rows of their own
    ids = list(connection.scalars(closed.limit(_AT_ONCE)))
    if ids:
        connection.execute(with_seek_hint(delete(t).where(in_list(t.c.id, ids))))


def put_parked(connection: Connection, inbox_ids: Collection[int], at: datetime) -> None:
    """Give devices the parked requests; retrying one removes it."""
    t = tables_for(connection.dialect.name).inbox
    for chunk in _chunks(sorted(inbox_ids)):
        found = connection.execute(
            _requests(connection)
            .add_columns(
                t.c.request_id.label("item_id"),
                literal(PARKED).label("state"),
                literal("").label("asked_kind"),
                literal("").label("asked"),
                literal("").label("conflict"),
            )
            .where(in_list(t.c.id, chunk), t.c.status == PARKED)
        )
        _put(connection, [{**row._asdict(), "since": at} for row in found])


def waiting_for_reps(connection: Connection) -> tuple[OpenConflict, ...]:
    """Every rep's conflicts that wait for the rep, oldest first."""
    t = tables_for(connection.dialect.name).open_work
    rows = connection.execute(
        select(t).where(t.c.state == OfficeConflictState.OPEN.value).order_by(t.c.since, t.c.id)
    )
    return tuple(map(_waiting, rows))


def _waiting(row: Row[Any]) -> OpenConflict:
    conflict = document_from_json(row.conflict, Conflict)
    return OpenConflict(
        id=ConflictId(row.item_id),
        conflict=conflict,
        sender=Login(row.sender),
        customer=customer_of_lane(row.lane),
        with_admin=False,
        since=row.since,
        label=conflict_label(conflict, order_in(stored_body(row.asked_kind, row.asked))),
    )


def _requests(connection: Connection) -> Select[Any]:
    """Select requests with the newest answer to each."""
    t = tables_for(connection.dialect.name)
    i = t.inbox.c
    same: ColumnElement[bool] = and_(
        t.replies.c.sender == i.sender, t.replies.c.request_id == i.request_id
    )
    return (
        select(
            i.sender,
            i.request_id,
            i.kind,
            i.version,
            i.lane,
            i.body,
            i.digest,
            i.replaces,
            i.made_at,
            func.coalesce(t.replies.c.body, "").label("answer"),
        )
        .select_from(t.inbox)
        .outerjoin(t.replies, same)
    )


def _put(connection: Connection, rows: list[dict[str, Any]]) -> None:
    t = tables_for(connection.dialect.name).open_work
    backend_of(connection).rows.upsert(connection, t, keys=("sender", "item_id"), rows=rows)


def _raised_at(document: str) -> datetime:
    return document_from_json(document, Conflict).raised_at


def _chunks(values: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
