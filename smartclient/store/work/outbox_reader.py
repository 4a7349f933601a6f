"""The outbox for reading: what waits for a service, what it has, and what it answered."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Self

from sqlalchemy import Connection, and_, func, or_, select

from smartclient.domain.ids import RequestId, TaskId
from smartclient.domain.services import HEAD_OFFICE, ServiceName
from smartclient.domain.worth import AT_ANY_PRICE, LinkTerms
from smartclient.read_models.records import OutboxEntry
from smartclient.read_models.request_status import UNANSWERED, UNDELIVERED, RequestStatus
from smartclient.store.database.tables import requests
from smartclient.store.work.outbox_due import is_overdue, next_due_at, to_send
from smartclient.store.work.outbox_export import ExportableRequest, to_export
from smartclient.store.work.outbox_list import entries
from smartclient.store.work.outbox_worth import held_back, worths
from smartclient.store.work.stored_request import StoredRequest, stored_from


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

    def handed_over(self) -> tuple[StoredRequest, ...]:
        """The requests that were handed over, and nothing is known of since, oldest first."""
        rows = self._connection.execute(
            select(requests)
            .where(self._is_ours, requests.c.status == str(RequestStatus.SENDING))
            .order_by(requests.c.seq)
        )
        return tuple(stored_from(row) for row in rows)

    def count_handed_over(self, since: datetime) -> int:
        """How many requests were handed over after ``since``."""
        counting = select(func.count()).where(self._is_ours, requests.c.handed_over_at > since)
        return int(self._connection.scalar(counting) or 0)

    def service_of(self, request_id: RequestId) -> ServiceName:
        """The service that a request goes to; head office for one that is not here."""
        found = self._connection.scalar(
            select(requests.c.service).where(requests.c.id == request_id)
        )
        return HEAD_OFFICE if found is None else ServiceName(found)

    def next_unanswered(self, *, after: RequestId, limit: int) -> tuple[RequestId, ...]:
        """The next acknowledged requests without an answer after one of them, in rising order.

        After the last of them come the first again; no more than there are. Of what was sent
        together it is the request that carried it.
        """
        sent_as = func.coalesce(requests.c.carried_in, requests.c.id)
        waiting = (
            select(sent_as)
            .where(self._is_ours, requests.c.status == str(RequestStatus.RECEIVED))
            .distinct()
        )
        rising = waiting.order_by(sent_as).limit(limit)
        following = self._connection.scalars(rising.where(sent_as > after)).all()
        first = self._connection.scalars(rising.where(sent_as <= after)).all()
        return tuple(map(RequestId, (*following, *first)[:limit]))

    def carried_in(self, request_id: RequestId) -> tuple[RequestId, ...]:
        """The requests that were sent together in another one, oldest first; () for none."""
        rows = self._connection.scalars(
            select(requests.c.id)
            .where(requests.c.carried_in == request_id)
            .order_by(requests.c.seq)
        )
        return tuple(map(RequestId, rows))

    def named(self, request_ids: Iterable[RequestId]) -> tuple[RequestId, ...]:
        """The stored requests that these ids name: those carried in one stand in its place."""
        return tuple(
            found
            for request_id in request_ids
            for found in (self.carried_in(request_id) or (request_id,))
        )

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
