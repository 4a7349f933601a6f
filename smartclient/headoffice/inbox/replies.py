"""Replies: the newest answer to each request, kept for its sender to collect."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select

from smartclient.contract.documents import document_from_json, document_json, replies_from
from smartclient.contract.messages import Answer, Reply
from smartclient.database.value_list import at_most, in_list
from smartclient.domain.ids import Login, RequestId
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.identifiers import parts
from smartclient.headoffice.database.tables import tables_for


def put_replies(
    connection: Connection, answers: list[tuple[Login, RequestId, Answer]], at: datetime
) -> None:
    """Store answers; a later one to the same request replaces the earlier."""
    t = tables_for(connection.dialect.name).replies
    rows = [
        {
            "sender": sender,
            "request_id": request_id,
            "status": answer.status,
            "body": document_json(answer),
            "answered_at": at,
        }
        for sender, request_id, answer in answers
    ]
    backend_of(connection).rows.upsert(connection, t, keys=("sender", "request_id"), rows=rows)


def reply_to(connection: Connection, sender: Login, request_id: RequestId) -> Answer | None:
    """The newest answer to one request, None while there is none."""
    t = tables_for(connection.dialect.name).replies
    body = connection.scalar(
        select(t.c.body).where(t.c.sender == sender, t.c.request_id == request_id)
    )
    return None if body is None else document_from_json(body, Answer)


def replies_to(
    connection: Connection, sender: Login, request_ids: Sequence[RequestId]
) -> tuple[Reply, ...]:
    """The newest answers to these requests of a sender, as the link gives them."""
    t = tables_for(connection.dialect.name).replies
    ahead = int(schema.info(connection, "version_ahead") or 0)
    found: list[Reply] = []
    for chunk in parts(request_ids):
        rows = connection.execute(
            select(t.c.request_id, t.c.row_version, t.c.answered_at, t.c.body)
            .where(t.c.sender == sender, in_list(t.c.request_id, chunk))
            .order_by(t.c.row_version)
        )
        found += replies_from(
            (RequestId(row.request_id), row.row_version + ahead, row.answered_at, row.body)
            for row in rows
        )
    return tuple(found)


def version_of(connection: Connection, sender: Login, request_id: RequestId) -> int | None:
    """The row version of the newest answer to one request, None while there is none."""
    t = tables_for(connection.dialect.name).replies
    return connection.scalar(
        select(t.c.row_version).where(t.c.sender == sender, t.c.request_id == request_id)
    )


def replies_between(
    connection: Connection, sender: Login, *, after: int, watermark: int, limit: int
) -> tuple[Reply, ...]:
    """A sender's replies with after < row_version < watermark, oldest first."""
    t = tables_for(connection.dialect.name).replies
    oldest_first = (
        select(t.c.request_id, t.c.row_version, t.c.answered_at, t.c.body)
        .where(t.c.sender == sender, t.c.row_version > after, t.c.row_version < watermark)
        .order_by(t.c.row_version)
    )
    rows = connection.execute(at_most(oldest_first, limit))
    return replies_from(
        (RequestId(row.request_id), row.row_version, row.answered_at, row.body) for row in rows
    )


def count_after(connection: Connection, sender: Login, after: int) -> int:
    """How many replies a sender has not collected."""
    t = tables_for(connection.dialect.name).replies
    return int(
        connection.scalar(select(func.count()).where(t.c.sender == sender, t.c.row_version > after))
        or 0
    )
