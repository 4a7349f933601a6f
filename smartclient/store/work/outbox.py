"""The outbox: every request, from the moment it is saved until 90 days after its answer."""

from collections.abc import Collection, Iterator
from datetime import datetime

from sqlalchemy import and_, delete, exists, func, literal, or_, update

from smartclient.contract.documents import document_json
from smartclient.contract.messages import Answer, Request
from smartclient.database.raw_sql import execute_raw
from smartclient.database.types import instant_text
from smartclient.domain.ids import RequestId, TaskId
from smartclient.domain.tasks import FINISHED
from smartclient.read_models.request_status import UNDELIVERED, RequestStatus
from smartclient.store.database.json_codec import to_document
from smartclient.store.database.tables import requests, tasks
from smartclient.store.work.outbox_reader import OutboxReader
from smartclient.store.work.outbox_statements import APPEND, SEND_FIRST
from smartclient.store.work.stored_request import Reason

_AT_ONCE = 1_000


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

    def mark_carried(self, request_ids: Collection[RequestId], carrier: RequestId) -> None:
        """Note in which request these are sent together."""
        self._update(request_ids, carried_in=carrier)

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

    def note_not_taken(self, request_id: RequestId, reason: Reason, next_try: datetime) -> None:
        """Queue a request again that a service said it did not take."""
        self.note_failure(request_id, reason, next_try)
        self._update([request_id], status=str(RequestStatus.QUEUED), handed_over_at=None)

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
