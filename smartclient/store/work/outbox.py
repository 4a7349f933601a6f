"""The outbox: every request, from the moment it is saved until 90 days after its answer."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Self

from sqlalchemy import Connection, and_, delete, exists, func, literal, or_, select, update

from smartclient.contract.documents import document_json
from smartclient.contract.messages import Answer, Request
from smartclient.database.raw_sql import execute_raw
from smartclient.database.types import instant_text
from smartclient.domain.ids import RequestId, TaskId
from smartclient.domain.services import HEAD_OFFICE, ServiceName
from smartclient.domain.tasks import FINISHED
from smartclient.domain.worth import AT_ANY_PRICE, LinkTerms
from smartclient.read_models.records import OutboxEntry
from smartclient.store.database.json_codec import to_document
from smartclient.store.database.tables import requests, tasks
from smartclient.store.work.outbox_due import is_overdue, next_due_at, to_send
from smartclient.store.work.outbox_export import ExportableRequest, to_export
from smartclient.store.work.outbox_list import entries
from smartclient.store.work.outbox_statements import APPEND, SEND_FIRST
from smartclient.store.work.outbox_worth import held_back, worths
from smartclient.store.work.stored_request import (
    UNANSWERED,
    UNDELIVERED,
    Reason,
    RequestStatus,
    StoredRequest,
    stored_from,
)

_AT_ONCE = 1_000


class OutboxReader:
    """Reads the queue of one service, on one connection; what has an id, of every service."""

    def __init__(self, connection: Connection, service: ServiceName = HEAD_OFFICE) -> None:
        self._connection = connection
        self._service = service
        self._is_ours = requests.c.service == service

    def of_service(self, service: ServiceName) -> Self:
        """The queue of another service."""
        return type(self)(self._connection, service)

    def get(self, request_id: RequestId) -> StoredRequest | None:
        """A request, or None."""
        row = self._connection.execute(
            select(requests).where(requests.c.id == request_id)
        ).one_or_none()
        return None if row is None else stored_from(row)

    def of_task(self, task_id: TaskId) -> tuple[StoredRequest, ...]:
        """Every request of a task, oldest first."""
        rows = self._connection.execute(
            select(requests).where(requests.c.task_id == task_id).order_by(requests.c.seq)
        )
        return tuple(stored_from(row) for row in rows)

    def to_send(
        self, now: datetime, *, knows_withdrawals: bool, terms: LinkTerms = AT_ANY_PRICE
    ) -> Iterator[StoredRequest]:
        """Yield what may go to the service at ``now``: what goes first, then the oldest.

        Left out: what is not due again yet, and everything after it in its lane; what waits for
        another task or for fresh data, is worth less than the link costs, or has passed its latest
        time; withdrawals, where head office is too old to know them.
        """
        return to_send(
            self._connection,
            self._service,
            now,
            knows_withdrawals=knows_withdrawals,
            terms=terms,
        )

    def to_export(self, now: datetime) -> list[ExportableRequest]:
        """What is unsent and may be carried to the service by hand at ``now``, oldest first."""
        return to_export(self._connection, self._service, now)

    def worths(self, now: datetime, terms: LinkTerms) -> dict[RequestId, int]:
        """The worth at ``now`` of everything that waits for the link."""
        return worths(self._connection, self._service, terms, now)

    def count_held_back(self, now: datetime, terms: LinkTerms) -> int:
        """How many requests are worth less than the link costs."""
        return held_back(self._connection, self._service, terms, now)

    def next_try_at(self, now: datetime, terms: LinkTerms = AT_ANY_PRICE) -> datetime | None:
        """When the next request becomes due, None when none waits for a time.

        That is its next try, when it is worth what the link costs, or its latest time. One that
        was deferred while the clock was ahead is due ``now``.
        """
        return next_due_at(self._connection, self._service, now, terms)

    def overdue(self, now: datetime) -> tuple[RequestId, ...]:
        """The requests whose latest time has passed before they were handed over."""
        rows = self._connection.scalars(
            select(requests.c.id).where(self._is_ours, is_overdue(now)).order_by(requests.c.seq)
        )
        return tuple(map(RequestId, rows))

    def answered_since(self, since: datetime) -> tuple[StoredRequest, ...]:
        """The requests answered at or after ``since``, oldest first."""
        rows = self._connection.execute(
            select(requests)
            .where(
                self._is_ours,
                requests.c.status == str(RequestStatus.ANSWERED),
                requests.c.answered_at >= since,
            )
            .order_by(requests.c.seq)
        )
        return tuple(stored_from(row) for row in rows)

    def next_unanswered(self, *, after: RequestId, limit: int) -> tuple[RequestId, ...]:
        """The next acknowledged requests without an answer after one of them, in rising order.

        After the last of them come the first again; no more than there are.
        """
        waiting = select(requests.c.id).where(
            self._is_ours, requests.c.status == str(RequestStatus.RECEIVED)
        )
        rising = waiting.order_by(requests.c.id).limit(limit)
        following = self._connection.scalars(rising.where(requests.c.id > after)).all()
        first = self._connection.scalars(rising.where(requests.c.id <= after)).all()
        return tuple(map(RequestId, (*following, *first)[:limit]))

    def held_unanswered(self) -> tuple[StoredRequest, ...]:
        """The requests that head office acknowledged and has not answered, oldest first."""
        rows = self._connection.execute(
            select(requests)
            .where(self._is_ours, requests.c.status == str(RequestStatus.RECEIVED))
            .order_by(requests.c.seq)
        )
        return tuple(stored_from(row) for row in rows)

    def without_receipt(self) -> tuple[StoredRequest, ...]:
        """The requests that head office never acknowledged, oldest first."""
        rows = self._connection.execute(
            select(requests)
            .where(
                self._is_ours,
                or_(
                    requests.c.status.in_(UNDELIVERED),
                    and_(
                        requests.c.status == str(RequestStatus.PARKED), requests.c.answer.is_(None)
                    ),
                ),
            )
            .order_by(requests.c.seq)
        )
        return tuple(stored_from(row) for row in rows)

    def stopped_at_head_office(self) -> tuple[StoredRequest, ...]:
        """The requests that head office stopped, oldest first."""
        rows = self._connection.execute(
            select(requests)
            .where(
                self._is_ours,
                requests.c.status == str(RequestStatus.PARKED),
                requests.c.answer.is_not(None),
            )
            .order_by(requests.c.seq)
        )
        return tuple(stored_from(row) for row in rows)

    def never_handed_over(self, lane: str) -> tuple[StoredRequest, ...]:
        """The queued or parked requests of a lane whose body is not frozen, oldest first."""
        rows = self._connection.execute(
            select(requests)
            .where(
                self._is_ours,
                requests.c.lane == lane,
                requests.c.handed_over_at.is_(None),
                requests.c.status.in_([str(RequestStatus.QUEUED), str(RequestStatus.PARKED)]),
            )
            .order_by(requests.c.seq)
        )
        return tuple(stored_from(row) for row in rows)

    def count_unanswered(self) -> int:
        """How many requests still wait for the link or for head office's first answer."""
        return self._connection.execute(
            select(func.count())
            .select_from(requests)
            .where(self._is_ours, requests.c.status.in_(UNANSWERED))
        ).scalar_one()

    def count_undelivered(self) -> int:
        """How many requests wait for the link."""
        return self._connection.execute(
            select(func.count())
            .select_from(requests)
            .where(self._is_ours, requests.c.status.in_(UNDELIVERED))
        ).scalar_one()

    def entries(
        self, now: datetime, terms: LinkTerms = AT_ANY_PRICE, *, is_offline: bool = False
    ) -> tuple[OutboxEntry, ...]:
        """Every request not yet answered, stopped ones included, in the order they go."""
        return entries(self._connection, self._service, now, terms, is_offline=is_offline)


class Outbox(OutboxReader):
    """Reads and writes requests."""

    def append(
        self,
        request: Request,
        task_id: TaskId,
        *,
        not_after: datetime | None = None,
        at_any_price: bool = False,
    ) -> None:
        """Queue a new request of a task, with the latest time to hand it over, None for none."""
        execute_raw(
            self._connection,
            APPEND,
            (
                request.id,
                task_id,
                str(request.kind),
                request.version,
                request.lane,
                request.body,
                request.digest,
                request.replaces,
                " ".join(request.withdraws),
                instant_text(request.made_at),
                str(RequestStatus.QUEUED),
                None if not_after is None else instant_text(not_after),
                int(at_any_price),
                self._service,
            ),
        )

    def adopt(self, request: Request, task_id: TaskId, answer: Answer | None) -> None:
        """Store a request that another device sent: head office has it.

        With an ``answer`` it is only a record of both, and is never sent; without
        one it is head office's own copy, waiting for its answer.
        """
        self.append(request, task_id)
        status = RequestStatus.RECEIVED if answer is None else RequestStatus.ADOPTED
        self._update(
            [request.id],
            status=str(status),
            handed_over_at=request.made_at,
            answer=None if answer is None else document_json(answer),
        )

    def mark_sending(self, request_ids: Collection[RequestId], at: datetime) -> None:
        """Freeze requests: from here on head office may have them."""
        self._update(
            request_ids,
            status=str(RequestStatus.SENDING),
            handed_over_at=func.coalesce(
                requests.c.handed_over_at, literal(at, requests.c.handed_over_at.type)
            ),
        )

    def mark_exported(self, request_ids: Collection[RequestId], at: datetime) -> None:
        """Freeze requests that are written to a file: from here on head office may have them."""
        new = requests.c.handed_over_at.is_(None)
        self._update(request_ids, exported=or_(requests.c.exported, new))
        self.mark_sending(request_ids, at)

    def mark_received(self, request_ids: Collection[RequestId]) -> None:
        """Note that head office holds requests; one that was answered before stays answered."""
        self._update(
            request_ids,
            status=func.iif(
                requests.c.answer.is_(None),
                str(RequestStatus.RECEIVED),
                str(RequestStatus.ANSWERED),
            ),
            next_try=None,
            why="",
        )

    def note_failure(self, request_id: RequestId, reason: Reason, next_try: datetime) -> None:
        """Count a failed attempt and set when to try again."""
        self._update(
            [request_id],
            attempts=requests.c.attempts + 1,
            next_try=next_try,
            why=to_document(reason),
        )

    def park(self, request_id: RequestId, reason: Reason) -> None:
        """Stop a request until a person decides how to go on."""
        self._update(
            [request_id],
            status=str(RequestStatus.PARKED),
            next_try=None,
            why=to_document(reason),
        )

    def supersede(self, request_id: RequestId) -> None:
        """Mark a request as superseded: it was never sent, or a later one replaces it."""
        self._update([request_id], status=str(RequestStatus.SUPERSEDED), next_try=None)

    def requeue(self, request_ids: Collection[RequestId]) -> None:
        """Queue requests as they are, to go at once and under their own ids."""
        self._update(
            request_ids, status=str(RequestStatus.QUEUED), attempts=0, next_try=None, why=""
        )

    def try_again(self, request_id: RequestId) -> None:
        """Queue a stopped request again; what stopped it, and its latest time, is forgotten."""
        self.requeue([request_id])
        self._update([request_id], answer=None, answered_at=None, not_after=None)

    def retry_now(self, request_id: RequestId) -> None:
        """Send a request that waits for its next try at once."""
        self._update([request_id], next_try=None)

    def send_at_any_price(self, request_id: RequestId) -> None:
        """Send a request at once, whatever the link costs."""
        self._update([request_id], at_any_price=True, next_try=None)

    def set_latest_time(self, request_id: RequestId, not_after: datetime | None) -> None:
        """Set the latest time to hand over a request, None for none."""
        self._update([request_id], not_after=not_after)

    def send_first(self, request_id: RequestId) -> None:
        """Send a request before all others, after the earlier ones of its lane."""
        execute_raw(self._connection, SEND_FIRST, (request_id,))

    def retry_all_now(self) -> None:
        """Send every request that waits for its next try at once."""
        self._connection.execute(
            update(requests)
            .where(self._is_ours, requests.c.next_try.is_not(None))
            .values(next_try=None)
        )

    def reset_reply_versions(self) -> None:
        """Accept any reply as new, whatever its row version: head office restarted its count."""
        self._connection.execute(update(requests).where(self._is_ours).values(answer_version=None))

    def rewrite(self, request: Request) -> None:
        """Replace the body and lane of a request that was never handed over."""
        self._update([request.id], lane=request.lane, body=request.body, digest=request.digest)

    def move_to_task(self, request_id: RequestId, task_id: TaskId) -> None:
        """Move a request to another task."""
        self._update([request_id], task_id=task_id)

    def store_answer(
        self, request_id: RequestId, answer: Answer, *, version: int, at: datetime
    ) -> None:
        """Store the newest answer to a request."""
        parked = answer.status == "parked"
        self._update(
            [request_id],
            status=str(RequestStatus.PARKED if parked else RequestStatus.ANSWERED),
            answer=document_json(answer),
            answer_version=version,
            answered_at=at,
            next_try=None,
            why=to_document(Reason(why=answer.why, arguments=answer.arguments)) if parked else "",
        )

    def delete_finished(self, before: datetime) -> int:
        """Delete the requests of tasks that finished before; return how many."""
        finished = exists().where(
            tasks.c.id == requests.c.task_id,
            tasks.c.status.in_([str(status) for status in FINISHED]),
            tasks.c.changed_at < before,
        )
        old = and_(
            finished,
            or_(requests.c.answered_at.is_(None), requests.c.answered_at < before),
            requests.c.status.not_in(UNDELIVERED),
        )
        return self._connection.execute(delete(requests).where(old)).rowcount

    def _update(self, request_ids: Collection[RequestId], **values: object) -> None:
        for part in _in_parts(list(request_ids)):
            self._connection.execute(
                update(requests).where(requests.c.id.in_(part)).values(**values)
            )


def _in_parts(request_ids: list[RequestId]) -> Iterator[list[RequestId]]:
    """Yield the ids in parts that one statement can take as parameters."""
    for start in range(0, len(request_ids), _AT_ONCE):
        yield request_ids[start : start + _AT_ONCE]
