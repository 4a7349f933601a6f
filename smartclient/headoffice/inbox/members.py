"""Members: requests that came within another one, stored as if each had come by itself."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, or_, select

from smartclient.contract.messages import RequestKind
from smartclient.contract.operations import LONGEST_KIND
from smartclient.database.value_list import in_list
from smartclient.headoffice.database.concurrent_inserts import first_of_its_key
from smartclient.headoffice.database.identifiers import canonical_id
from smartclient.headoffice.database.stored_states import DONE, RECEIVED
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.inbox import inbox
from smartclient.headoffice.inbox.inbox import Incoming, incoming_from


def store_answered(connection: Connection, members: Sequence[Incoming], at: datetime) -> None:
    """Store members of one sender as answered; what is stored of them already stays."""
    t = tables_for(connection.dialect.name).inbox
    rows = [
        {
            "sender": member.sender,
            "request_id": member.request_id,
            "kind": str(member.request.kind)[:LONGEST_KIND],
            "version": member.request.version,
            "lane": member.lane,
            "body": member.request.body,
            "digest": member.request.digest,
            "replaces": canonical_id(member.request.replaces or ""),
            "made_at": member.request.made_at,
            "received_at": member.received_at,
            "status": DONE,
            "answered_at": at,
            "withdrawable": True,
            "device": canonical_id(member.request.device) or "",
            "clock_offset_seconds": member.request.clock_offset,
        }
        for member in members
        if member.request is not None
    ]
    if not rows:
        return
    ids = [member.request_id for member in members]
    known = inbox.arrived_requests(connection, members[0].sender, ids)
    new = [row for row in rows if row["request_id"] not in known]
    if new:
        with first_of_its_key():
            connection.execute(insert(t), new)


def waiting_together(connection: Connection, before: int) -> tuple[Incoming, ...]:
    """The requests that carry others, arrived before the one ``before``, and wait; oldest first."""
    t = tables_for(connection.dialect.name).inbox
    waiting = select(t).where(
        t.c.status == RECEIVED, t.c.kind == str(RequestKind.TOGETHER), t.c.id < before
    )
    return tuple(map(incoming_from, connection.execute(waiting.order_by(t.c.id))))


def earlier_waits(connection: Connection, incoming: Incoming, lanes: Sequence[str]) -> bool:
    """Whether an earlier request waits in one of these lanes that this round does not answer."""
    t = tables_for(connection.dialect.name).inbox
    own = select(t.c.round_token).where(t.c.id == incoming.id).scalar_subquery()
    waiting = select(t.c.id).where(
        in_list(t.c.lane, lanes),
        t.c.status == RECEIVED,
        t.c.id < incoming.id,
        or_(t.c.round_token.is_(None), own.is_(None), t.c.round_token != own),
    )
    return connection.scalar(waiting.limit(1)) is not None
