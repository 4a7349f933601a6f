"""Requests in the store: the message, its status, and its newest answer."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Row

from smartclient.contract.documents import document_from_json
from smartclient.contract.messages import (
    CONFLICT_ANSWERS,
    Answer,
    Request,
    RequestKind,
)
from smartclient.domain.errors import SmartClientError
from smartclient.domain.ids import RequestId, TaskId
from smartclient.read_models.request_status import RequestStatus

WITHOUT_PREREQUISITES = CONFLICT_ANSWERS | {RequestKind.WITHDRAW}
"""Kinds that wait for no other request: head office has what they are about, or need not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a request is where it is: a sentence template and what it names."""

    why: str = ""
    arguments: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, error: SmartClientError) -> "Reason":
        """The reason of an error."""
        return cls(why=error.template, arguments=error.arguments)


NO_REASON = Reason()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRequest:
    """One request with its delivery and its answer.

    ``not_after`` is the latest time to hand it over, None for none; ``at_any_price``: it is not
    held back by what the link costs. ``carried_in`` is the request in which it was sent together
    with others.
    """

    request: Request
    task_id: TaskId
    status: RequestStatus
    attempts: int = 0
    next_try: datetime | None = None
    reason: Reason = NO_REASON
    handed_over_at: datetime | None = None
    answered_at: datetime | None = None
    answer: Answer | None = None
    answer_version: int | None = None
    not_after: datetime | None = None
    at_any_price: bool = False
    carried_in: RequestId | None = None

    @property
    def is_withdrawal(self) -> bool:
        """Whether the request withdraws others."""
        return self.request.kind is RequestKind.WITHDRAW

    @property
    def was_carried_out(self) -> bool:
        """Whether head office answered that it carried out the request."""
        answer = self.answer
        return answer is not None and answer.status.succeeded and not answer.withdrawn

    @property
    def handed_over(self) -> bool:
        """Whether head office may hold the request: its body is frozen."""
        return self.handed_over_at is not None


def reason_from(text: str) -> Reason:
    """The reason stored as ``text``."""
    return msgspec.json.decode(text, type=Reason) if text else NO_REASON


def stored_from(row: Row[Any]) -> StoredRequest:
    """The request of a whole row."""
    answer = None if row.answer is None else document_from_json(row.answer, Answer)
    return StoredRequest(
        request=Request(
            id=row.id,
            kind=RequestKind(row.kind),
            version=row.version,
            lane=row.lane,
            body=row.body,
            digest=row.digest,
            made_at=row.made_at,
            replaces=row.replaces,
            withdraws=tuple(RequestId(request_id) for request_id in row.withdraws.split()),
            given_number=_given_number(answer),
            clock_offset=row.clock_offset,
        ),
        task_id=row.task_id,
        status=RequestStatus(row.status),
        attempts=row.attempts,
        next_try=row.next_try,
        reason=reason_from(row.why),
        handed_over_at=row.handed_over_at,
        answered_at=row.answered_at,
        answer=answer,
        answer_version=row.answer_version,
        not_after=row.not_after,
        at_any_price=bool(row.at_any_price),
        carried_in=None if row.carried_in is None else RequestId(row.carried_in),
    )


def _given_number(answer: Answer | None) -> str:
    """The number that a request was given when it was carried out, to be offered again."""
    if answer is None or not answer.status.succeeded:
        return ""
    if answer.order is not None:
        return answer.order.number
    if answer.block is not None:
        return str(answer.block)
    return "" if answer.customer is None else answer.customer.number
