"""Dead letters: parked requests, each with its subject."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, select

from smartclient.contract.documents import document_from_json
from smartclient.contract.encoding import decode_body
from smartclient.contract.messages import customer_of_lane
from smartclient.contract.subject_labels import Label, conflict_label, order_in, request_label
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import ConflictId, Login, OrderId, RequestId
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.inbox import inbox
from smartclient.headoffice.inbox.inbox import Incoming
from smartclient.headoffice.sales.conflicts import stored_body
from smartclient.read_models.headoffice import StoppedRequest
from smartclient.reconcile.conflict import Conflict


def stopped_requests(connection: Connection) -> tuple[StoppedRequest, ...]:
    """Every rep's parked requests, oldest first."""
    t = tables_for(connection.dialect.name).stopped
    rows = connection.execute(select(t).order_by(t.c.stopped_at, t.c.id)).all()
    labels = _labels(connection, rows)
    return tuple(_stopped(row, labels.get((row.sender, row.request_id), Label())) for row in rows)


def _stopped(row: Row[Any], label: Label) -> StoppedRequest:
    return StoppedRequest(
        request_id=RequestId(row.request_id),
        sender=Login(row.sender),
        kind=row.kind,
        customer=customer_of_lane(row.lane),
        attempts=row.attempts,
        error=row.error,
        received_at=row.received_at,
        stopped_at=row.stopped_at,
        label=label.text,
        provisional=label.provisional,
    )


def _labels(connection: Connection, rows: Sequence[Row[Any]]) -> Mapping[tuple[str, str], Label]:
    of_sender: dict[str, list[RequestId]] = defaultdict(list)
    for row in rows:
        of_sender[row.sender].append(RequestId(row.request_id))
    return {
        (sender, request_id): label_of_incoming(connection, held.incoming)
        for sender, ids in of_sender.items()
        for request_id, held in inbox.arrived_requests(connection, Login(sender), ids).items()
    }


def label_of_incoming(connection: Connection, incoming: Incoming) -> Label:
    """The label of a request's subject, an empty one where that can't be read."""
    if incoming.request is None:
        return Label()
    try:
        body = decode_body(incoming.request)
    except RefusedError:
        return Label()
    return request_label(body, partial(_number, connection), partial(_subject, connection))


def _number(connection: Connection, order_id: OrderId) -> str:
    t = tables_for(connection.dialect.name).orders
    return connection.scalar(select(t.c.number).where(t.c.order_id == order_id)) or ""


def _subject(connection: Connection, conflict_id: ConflictId) -> Label:
    t = tables_for(connection.dialect.name).conflicts
    row = connection.execute(select(t).where(t.c.conflict_id == conflict_id)).first()
    if row is None:
        return Label()
    conflict = document_from_json(row.document, Conflict)
    return conflict_label(conflict, order_in(stored_body(row.body_kind, row.body)))
