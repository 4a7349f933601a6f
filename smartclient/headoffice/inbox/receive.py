"""Receiving: stores the requests of a batch, each once, with a receipt for each."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from smartclient.contract import refusals
from smartclient.contract.encoding import digest_of
from smartclient.contract.messages import POLICY_LANE, Request
from smartclient.contract.operations import (
    LONGEST_KIND,
    MAX_BATCH_BYTES,
    MAX_BATCH_REQUESTS,
    MAX_BODY_BYTES,
    MAX_UNANSWERED,
    MOST_WITHDRAWN,
    Receipt,
)
from smartclient.database.value_list import in_list
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import CustomerNumber, Login, RequestId
from smartclient.domain.text.canonical import LONGEST_NUMBER, canonical_customer_number
from smartclient.headoffice.database.identifiers import canonical_id
from smartclient.headoffice.database.stored_states import DONE, PARKED, RECEIVED
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.inbox import withdrawals
from smartclient.headoffice.inbox.identity import identity_of
from smartclient.headoffice.inbox.inbox import return_forgotten, return_to_queue
from smartclient.headoffice.sales.customers import sender_lane, shared_lanes


def receive_requests(
    connection: Connection, sender: Login, batch: Sequence[Request], at: datetime
) -> tuple[Receipt, ...]:
    """Store what is not there yet, with a receipt for each; one never spoils another."""
    require_small(batch)
    inbox = tables_for(connection.dialect.name).inbox
    stored = _stored(connection, sender, batch)
    lanes = lanes_for(connection, sender, batch)
    room = MAX_UNANSWERED - _count_unanswered(connection, sender)
    rows: list[dict[str, Any]] = []
    requeued: dict[RequestId, str] = {}
    named: dict[RequestId, RequestId] = {}
    receipts = []
    for request in batch:
        key = canonical_id(request.id)
        known = stored.get(key or "")
        refusal = refusal_of(
            request, key, None if known is None else known[0], has_room=len(rows) < room
        )
        if not refusal and known is None and key is not None:
            rows.append(_row(request, key, sender, lanes[request.lane], at))
            stored[key] = (request.digest, RECEIVED)
        elif not refusal and known is not None and known[1] == PARKED:
            requeued[RequestId(key or "")] = lanes[request.lane]
        if not refusal:
            for withdrawn in withdrawals.named_by(request):
                named.setdefault(withdrawn, RequestId(key or ""))
        receipts.append(Receipt(request_id=request.id, digest=request.digest, refusal=refusal))
    if rows:
        connection.execute(insert(inbox), rows)
    withdrawals.record(connection, sender, named)
    answered = [RequestId(key) for key, known in stored.items() if known[1] == DONE]
    return_forgotten(connection, sender, answered)
    if requeued:
        return_to_queue(connection, sender, tuple(requeued))
        _move_to_lanes(connection, sender, requeued)
    return tuple(receipts)


def require_small(batch: Sequence[Request]) -> None:
    """Raise RefusedError for a batch that is too large to be taken at once."""
    size = sum(len(request.body) for request in batch)
    if size > MAX_BATCH_BYTES or len(batch) > MAX_BATCH_REQUESTS:
        raise RefusedError("This is too much to send at once. Send less at a time.")


def refusal_of(request: Request, key: str | None, held: str | None, *, has_room: bool) -> str:
    """Why a request can't be taken, "" where it can.

    ``key`` is its canonical id, ``held`` the digest of what is there under that id already.
    """
    if key is None:
        return refusals.UNREADABLE
    if held is not None:
        return "" if held == request.digest else refusals.OTHER_CONTENT
    if len(request.body) > MAX_BODY_BYTES or len(request.withdraws) > MOST_WITHDRAWN:
        return refusals.TOO_LARGE
    if not request.body.isascii() or digest_of(request.body) != request.digest:
        return refusals.DAMAGED
    return "" if has_room else refusals.TOO_MANY


def _stored(
    connection: Connection, sender: Login, batch: Sequence[Request]
) -> dict[str, tuple[str, str]]:
    t = tables_for(connection.dialect.name).inbox
    ids = [key for request in batch if (key := canonical_id(request.id)) is not None]
    rows = connection.execute(
        select(t.c.request_id, t.c.digest, t.c.status).where(
            t.c.sender == sender, in_list(t.c.request_id, ids)
        )
    )
    return {row.request_id: (row.digest, row.status) for row in rows}


def lanes_for(connection: Connection, sender: Login, batch: Sequence[Request]) -> dict[str, str]:
    """The lane for each that is named: one per customer, whatever it is called.

    Requests about a foreign customer, one that does not exist yet, or none, wait in a lane of the
    sender's own, so that they delay nobody else's; so does what follows a request waiting there.
    """
    t = tables_for(connection.dialect.name)
    named = {request.lane: _canonical_lane(request.lane) for request in batch if request.lane}
    aliases = {
        row.provisional_number: row.number
        for row in connection.execute(
            select(t.customer_aliases.c.provisional_number, t.customer_aliases.c.number).where(
                t.customer_aliases.c.sender == sender,
                in_list(t.customer_aliases.c.provisional_number, named.values()),
            )
        )
    }
    finals = {number: aliases.get(number, number) for number in named.values()}
    shared = shared_lanes(connection, set(finals.values()), sender)
    own = {sender_lane(number, sender) for pair in finals.items() for number in pair}
    waiting = set(
        connection.scalars(
            select(t.inbox.c.lane).where(t.inbox.c.status == RECEIVED, in_list(t.inbox.c.lane, own))
        )
    )
    identity = identity_of(connection, sender)
    is_admin = identity is not None and identity.is_admin
    lanes = {POLICY_LANE: POLICY_LANE if is_admin else sender_lane(POLICY_LANE, sender)}
    for lane, number in named.items():
        final = finals[number]
        mine = (sender_lane(number, sender), sender_lane(final, sender))
        occupied = next((name for name in mine if name in waiting), "")
        lanes[lane] = occupied or (final if final in shared else sender_lane(final, sender))
    return lanes


def _canonical_lane(lane: str) -> CustomerNumber:
    try:
        return canonical_customer_number(lane)
    except RefusedError:
        # a lane only orders; a request about no real customer is refused when it is answered
        return CustomerNumber("?")


def _count_unanswered(connection: Connection, sender: Login) -> int:
    """Count what waits, and what is parked: that is kept for long and shown to every admin."""
    t = tables_for(connection.dialect.name).inbox
    statement = select(func.count()).where(t.c.sender == sender, t.c.status.in_((RECEIVED, PARKED)))
    return int(connection.scalar(statement) or 0)


def _row(request: Request, key: str, sender: Login, lane: str, at: datetime) -> dict[str, Any]:
    return {
        "sender": sender,
        "request_id": key,
        "kind": str(request.kind)[:LONGEST_KIND],
        "version": request.version,
        "lane": lane,
        "body": request.body,
        "digest": request.digest,
        "replaces": None if request.replaces is None else canonical_id(request.replaces),
        "given_number": request.given_number[:LONGEST_NUMBER],
        "made_at": request.made_at,
        "received_at": at,
        "withdrawable": True,
        "device": canonical_id(request.device) or "",
        "clock_offset_seconds": request.clock_offset,
    }


def _move_to_lanes(connection: Connection, sender: Login, lanes: Mapping[RequestId, str]) -> None:
    """Put requests in other lanes: a customer may have changed hands since they were sent."""
    t = tables_for(connection.dialect.name).inbox
    connection.execute(
        update(t)
        .where(t.c.sender == sender, t.c.request_id == bindparam("of"))
        .values(lane=bindparam("to")),
        [{"of": request_id, "to": lane} for request_id, lane in lanes.items()],
    )
