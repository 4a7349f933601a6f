"""What head office tried in vain and set aside, with what each request is about."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from smartclient.contract.messages import (
    AmendOrder,
    CancelOrder,
    CreateCustomer,
    DecideCase,
    EscalateConflict,
    PlaceOrder,
    ResolveConflict,
    TakeOver,
    body_of,
)
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import ConflictId, CustomerNumber, Login, OrderId, RequestId
from smartclient.domain.office import StoppedRequest
from smartclient.headoffice import inbox
from smartclient.headoffice.inbox import Incoming
from smartclient.headoffice.tables import tables_for
from smartclient.reconcile.conflict import Conflict


def stopped_requests(connection: Connection) -> tuple[StoppedRequest, ...]:
    """Return every rep's requests that were set aside, oldest first."""
    t = tables_for(connection.dialect.name).stopped
    rows = connection.execute(select(t).order_by(t.c.stopped_at, t.c.id)).all()
    labels = _labels(connection, rows)
    return tuple(
        StoppedRequest(
            request_id=RequestId(row.request_id),
            sender=Login(row.sender),
            kind=row.kind,
            customer=CustomerNumber(row.lane.rpartition("|")[2]),
            attempts=row.attempts,
            error=row.error,
            received_at=row.received_at,
            stopped_at=row.stopped_at,
            label=labels.get((row.sender, row.request_id), ""),
        )
        for row in rows
    )


def _labels(connection: Connection, rows: Sequence[Row[Any]]) -> Mapping[tuple[str, str], str]:
    of_sender: dict[str, list[RequestId]] = defaultdict(list)
    for row in rows:
        of_sender[row.sender].append(RequestId(row.request_id))
    return {
        (sender, request_id): _label(connection, held.incoming)
        for sender, ids in of_sender.items()
        for request_id, held in inbox.held(connection, Login(sender), ids).items()
    }


def _label(connection: Connection, incoming: Incoming) -> str:
    """Return the order's number or the name of what is asked for, "" where neither is known."""
    if incoming.request is None:
        return ""
    try:
        body = body_of(incoming.request)
    except RefusedError:
        return ""
    match body:
        case PlaceOrder() | AmendOrder():
            return _number(connection, body.order.id) or body.order.provisional_number
        case CancelOrder():
            return _number(connection, body.order_id)
        case CreateCustomer():
            return body.name
        case ResolveConflict() | EscalateConflict() | DecideCase() | TakeOver():
            return _subject(connection, body.conflict_id)
        case _:
            return ""


def _number(connection: Connection, order_id: OrderId) -> str:
    t = tables_for(connection.dialect.name).orders
    return connection.scalar(select(t.c.number).where(t.c.order_id == order_id)) or ""


def _subject(connection: Connection, conflict_id: ConflictId) -> str:
    t = tables_for(connection.dialect.name).conflicts
    document = connection.scalar(select(t.c.document).where(t.c.conflict_id == conflict_id))
    if document is None:
        return ""
    return msgspec.json.decode(document, type=Conflict).subject.label
