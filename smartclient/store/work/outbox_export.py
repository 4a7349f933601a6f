"""What of a service's queue may be carried to it by hand."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from smartclient.domain.ids import RequestId
from smartclient.domain.services import ServiceName
from smartclient.read_models.request_status import UNDELIVERED
from smartclient.store.database.tables import requests, task_requires
from smartclient.store.work.outbox_due import (
    BLOCKS,
    MAY_GO,
    is_overdue,
    required,
    waits_for_fresh_data,
)
from smartclient.store.work.stored_request import StoredRequest, stored_from


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportableRequest:
    """An unsent request, and the requests that are to be confirmed before it."""

    stored: StoredRequest
    needs: tuple[RequestId, ...] = ()


def to_export(
    connection: Connection, service: ServiceName, now: datetime
) -> list[ExportableRequest]:
    """What is unsent and may be carried by hand, in the order in which it was queued.

    That is also what waits for its next try, a cheaper link or another task; but neither what has
    passed its latest time nor what waits for fresh data.
    """
    unsent = requests.c.service == service, requests.c.status.in_(UNDELIVERED)
    needs: dict[RequestId, list[RequestId]] = defaultdict(list)
    for row in connection.execute(
        select(requests.c.id, required.c.request_id)
        .join(task_requires, task_requires.c.task_id == requests.c.task_id)
        .join(required, required.c.id == task_requires.c.requires_id)
        .where(*unsent, ~MAY_GO, BLOCKS)
        .order_by(required.c.request_id)
    ):
        needs[RequestId(row[0])].append(RequestId(row[1]))
    rows = connection.execute(
        select(requests)
        .where(*unsent, ~waits_for_fresh_data, ~is_overdue(now))
        .order_by(requests.c.seq)
    )
    return [
        ExportableRequest(stored=stored_from(row), needs=tuple(needs[RequestId(row.id)]))
        for row in rows
    ]
