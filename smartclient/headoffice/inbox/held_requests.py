"""Held requests: carried by hand, they wait here until what they need is confirmed.

Over a link, a device holds them itself. One whose need is not confirmed stays here: its device
sends it again, by whatever way, once it knows better.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Select, delete, exists, func, insert, or_, select

from smartclient.contract.batches import batch_json
from smartclient.contract.messages import AnswerStatus, Request
from smartclient.contract.operations import MAX_UNANSWERED, Receipt
from smartclient.database.value_list import at_most, in_list
from smartclient.domain.ids import Login, RequestId
from smartclient.headoffice.database.identifiers import canonical_id, parts
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.inbox import withdrawals
from smartclient.headoffice.inbox.receive import refusal_of

_AT_ONCE = 200
_CONFIRMED = [str(status) for status in AnswerStatus if status.succeeded]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRequest:
    """A held request; ``request`` is a batch that holds it alone."""

    id: int
    sender: Login
    request: str


def hold(
    connection: Connection,
    sender: Login,
    requests: Sequence[tuple[Request, Sequence[str]]],
    at: datetime,
) -> tuple[Receipt, ...]:
    """Hold requests, each until the requests that it needs are confirmed.

    Returned are the receipts of those that can't be held, each with its refusal.

    One that is held already needs from now on what is said now. What it withdraws or replaces is
    never carried out from now on.
    """
    t = tables_for(connection.dialect.name)
    held, needs = t.held_requests, t.held_needs
    keys = [key for request, _ in requests if (key := canonical_id(request.id)) is not None]
    known = _known(connection, sender, keys)
    waiting = select(func.count()).where(held.c.sender == sender)
    room = MAX_UNANSWERED - int(connection.scalar(waiting) or 0)
    refused: list[Receipt] = []
    for request, needed in requests:
        key = canonical_id(request.id)
        row_id, digest = known.get(key or "", (0, None))
        refusal = refusal_of(request, key, digest, has_room=room > 0)
        if refusal or key is None:
            receipt = Receipt(request_id=request.id, digest=request.digest, refusal=refusal)
            refused.append(receipt)
            continue
        if digest is None:
            connection.execute(insert(held), [_row(request, key, sender, at)])
            known |= _known(connection, sender, [key])
            row_id, _ = known[key]
            room -= 1
        connection.execute(delete(needs).where(needs.c.held_id == row_id))
        ids = {found for text in needed if (found := canonical_id(text)) is not None}
        if ids:
            rows = [{"held_id": row_id, "request_id": found} for found in sorted(ids)]
            connection.execute(insert(needs), rows)
        by = RequestId(key)
        withdrawals.record(connection, sender, dict.fromkeys(withdrawals.named_by(request), by))
    return tuple(refused)


def _row(request: Request, key: str, sender: Login, at: datetime) -> dict[str, Any]:
    return {
        "sender": sender,
        "request_id": key,
        "digest": request.digest,
        "request": batch_json([request]),
        "received_at": at,
    }


def _known(
    connection: Connection, sender: Login, keys: Sequence[str]
) -> dict[str, tuple[int, str | None]]:
    t = tables_for(connection.dialect.name).held_requests.c
    found: dict[str, tuple[int, str | None]] = {}
    for chunk in parts(keys):
        of_sender = select(t.request_id, t.id, t.digest).where(
            t.sender == sender, in_list(t.request_id, chunk)
        )
        found |= {row.request_id: (row.id, row.digest) for row in connection.execute(of_sender)}
    return found


def anything_ready(connection: Connection) -> bool:
    """Whether a held request may go by now."""
    t = tables_for(connection.dialect.name).held_requests
    return connection.execute(at_most(_ready(connection, t.c.id), 1)).first() is not None


def released_now(connection: Connection) -> tuple[HeldRequest, ...]:
    """Held requests that may go by now, in the order in which they came; some may be left."""
    t = tables_for(connection.dialect.name).held_requests
    ready = _ready(connection, t.c.id, t.c.sender, t.c.request).order_by(t.c.id)
    rows = connection.execute(at_most(ready, _AT_ONCE))
    return tuple(
        HeldRequest(id=row.id, sender=Login(row.sender), request=row.request) for row in rows
    )


def _ready(connection: Connection, *columns: Column[Any]) -> Select[Any]:
    """What is held and waits for nothing any more, is in the inbox, or is answered as withdrawn."""
    t = tables_for(connection.dialect.name)
    held, needs, replies = t.held_requests.c, t.held_needs.c, t.replies.c
    confirmed = exists().where(
        replies.sender == held.sender,
        replies.request_id == needs.request_id,
        replies.status.in_(_CONFIRMED),
    )
    # by itself a statement that is nested twice is joined to the one around it alone
    confirmed = confirmed.correlate(t.held_requests, t.held_needs)
    waits = exists().where(needs.held_id == held.id, ~confirmed)
    withdrawn = exists().where(
        t.withdrawn.c.sender == held.sender, t.withdrawn.c.request_id == held.request_id
    )
    arrived = exists().where(
        t.inbox.c.sender == held.sender, t.inbox.c.request_id == held.request_id
    )
    return select(*columns).where(or_(arrived, withdrawn, ~waits))


def forget(connection: Connection, ids: Sequence[int]) -> None:
    """Hold these no more: they are in the inbox."""
    t = tables_for(connection.dialect.name)
    connection.execute(delete(t.held_needs).where(in_list(t.held_needs.c.held_id, ids)))
    connection.execute(delete(t.held_requests).where(in_list(t.held_requests.c.id, ids)))


def held_of(connection: Connection, sender: Login, ids: Sequence[RequestId]) -> set[RequestId]:
    """Which of these requests of a sender are held."""
    return set(map(RequestId, _known(connection, sender, ids)))
