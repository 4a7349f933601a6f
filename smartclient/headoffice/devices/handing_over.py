"""Handing over: what a device that is to be wiped did not send, kept for an admin to decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from smartclient.contract.batches import batch_from_json, batch_json
from smartclient.contract.messages import Request
from smartclient.contract.operations import MAX_UNANSWERED, Receipt
from smartclient.database.value_list import in_list
from smartclient.domain.ids import Login
from smartclient.headoffice.database.identifiers import canonical_id
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.inbox.receive import receive_requests, refusal_of, require_small

WAITING, RELEASED, DROPPED = "waiting", "released", "dropped"
_AT_ONCE = 500


def hand_over(
    connection: Connection, device: str, batch: Sequence[Request], now: datetime
) -> tuple[Receipt, ...]:
    """Keep requests of a device, each once, with a receipt for each, as the inbox has it.

    What the inbox has already waits for nobody's decision.
    """
    require_small(batch)
    t = tables_for(connection.dialect.name).handed_over
    ids = [key for request in batch if (key := canonical_id(request.id)) is not None]
    known = select(t.c.request_id, t.c.digest).where(
        t.c.device == device, in_list(t.c.request_id, ids)
    )
    held: dict[str, str] = {row.request_id: row.digest for row in connection.execute(known)}
    sent = _sent(connection, device, ids)
    counting = select(func.count()).select_from(t)
    counting = counting.where(t.c.device == device, t.c.state == WAITING)
    room = MAX_UNANSWERED - (connection.scalar(counting) or 0)
    rows: list[dict[str, Any]] = []
    receipts, waiting = [], 0
    for request in batch:
        key = canonical_id(request.id)
        refusal = refusal_of(request, key, held.get(key or ""), has_room=waiting < room)
        if not refusal and key is not None and key not in held:
            is_sent = sent.get(key) == request.digest
            rows.append(_row(device, key, request, now, state=RELEASED if is_sent else WAITING))
            waiting += not is_sent
            held[key] = request.digest
        receipts.append(Receipt(request_id=request.id, digest=request.digest, refusal=refusal))
    if rows:
        connection.execute(insert(t), rows)
        count_unsent(connection, device)
    return tuple(receipts)


def waiting_of(connection: Connection, device: str) -> frozenset[str]:
    """The ids of what a device handed over and nobody has decided about yet."""
    t = tables_for(connection.dialect.name).handed_over.c
    waiting = select(t.request_id).where(t.device == device, t.state == WAITING)
    return frozenset(connection.scalars(waiting))


def _sent(connection: Connection, device: str, ids: Sequence[str]) -> dict[str, str]:
    """The digests of those of the requests that the inbox has from the device's login."""
    tables = tables_for(connection.dialect.name)
    inbox, devices = tables.inbox.c, tables.enrolled_devices.c
    login = select(devices.login).where(devices.device == device).scalar_subquery()
    found = connection.execute(
        select(inbox.request_id, inbox.digest).where(
            inbox.sender == login, in_list(inbox.request_id, ids)
        )
    )
    return {row.request_id: row.digest for row in found}


def _row(device: str, key: str, request: Request, now: datetime, *, state: str) -> dict[str, Any]:
    return {
        "device": device,
        "request_id": key,
        "digest": request.digest,
        "request": batch_json([request]),
        "received_at": now,
        "state": state,
        "decided_at": None if state == WAITING else now,
    }


def release(connection: Connection, device: str, login: Login, by: Login, now: datetime) -> int:
    """Put what a device handed over into the inbox, as sent by its login; how many there were.

    What the inbox has no room for goes on waiting.
    """
    t = tables_for(connection.dialect.name).handed_over
    waiting = (
        select(t.c.request_id, t.c.request)
        .where(t.c.device == device, t.c.state == WAITING)
        .order_by(t.c.id)
    )
    rows = connection.execute(waiting).all()
    released = 0
    for start in range(0, len(rows), _AT_ONCE):
        part = rows[start : start + _AT_ONCE]
        batch = [request for row in part for request in batch_from_json(row.request)]
        receipts = receive_requests(connection, login, batch, now)
        taken = [row.request_id for row, got in zip(part, receipts, strict=True) if not got.refusal]
        _decide(connection, device, taken, _Decision(state=RELEASED, by=by, at=now))
        released += len(taken)
    count_unsent(connection, device)
    return released


def drop(connection: Connection, device: str, by: Login, now: datetime) -> int:
    """Decide that what a device handed over is not carried out; how many requests there were."""
    t = tables_for(connection.dialect.name).handed_over
    waiting = select(t.c.request_id).where(t.c.device == device, t.c.state == WAITING)
    dropped = list(connection.scalars(waiting))
    _decide(connection, device, dropped, _Decision(state=DROPPED, by=by, at=now))
    count_unsent(connection, device)
    return len(dropped)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Decision:
    """What becomes of requests that were handed over, and who says so."""

    state: str
    by: Login
    at: datetime


def _decide(connection: Connection, device: str, ids: Sequence[str], decision: _Decision) -> None:
    t = tables_for(connection.dialect.name).handed_over
    connection.execute(
        update(t)
        .where(t.c.device == device, in_list(t.c.request_id, ids), t.c.state == WAITING)
        .values(state=decision.state, decided_by=decision.by, decided_at=decision.at)
    )


def count_unsent(connection: Connection, device: str) -> None:
    """Store with a device how many requests that it handed over wait for a decision."""
    tables = tables_for(connection.dialect.name)
    t, devices = tables.handed_over, tables.enrolled_devices
    waiting = (
        select(func.count())
        .select_from(t)
        .where(t.c.device == device, t.c.state == WAITING)
        .scalar_subquery()
    )
    connection.execute(update(devices).where(devices.c.device == device).values(unsent=waiting))
