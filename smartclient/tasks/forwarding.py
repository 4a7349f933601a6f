"""Forwarding: what the sync hands to head office, and what it learns in handing it over.

Each function here but ``next_try_at`` takes a unit of work that is not entered yet, and commits.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from smartclient.contract.messages import Request
from smartclient.contract.operations import Receipt
from smartclient.domain.clock import Clock
from smartclient.domain.errors import SmartClientError
from smartclient.domain.ids import RequestId
from smartclient.store.unit_of_work import Repositories, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptOutcome:
    """What receipts told: how many requests head office holds, and how many it would not take."""

    received: int
    parked: int


def take_batch(
    work: UnitOfWork, clock: Clock, *, max_rows: int, max_bytes: int
) -> tuple[Request, ...]:
    """Freeze and return the requests to hand over next, oldest first; () when there are none."""
    raise NotImplementedError


def note_receipts(work: UnitOfWork, receipts: Sequence[Receipt], clock: Clock) -> ReceiptOutcome:
    """Note what head office holds; one whose digest does not match stays `sending`."""
    raise NotImplementedError


def note_failure(
    work: UnitOfWork,
    request_ids: Collection[RequestId],
    clock: Clock,
    error: SmartClientError,
    backoff: Callable[[int], timedelta],
) -> None:
    """Count a failed attempt; the requests stay `sending` and are offered again in a while."""
    raise NotImplementedError


def park(
    work: UnitOfWork, request_ids: Collection[RequestId], clock: Clock, error: SmartClientError
) -> None:
    """Stop requests that the link refuses; the rep sees why, and may retry or undo them."""
    raise NotImplementedError


def next_try_at(work: Repositories) -> datetime | None:
    """Return when the next request becomes due; ``work`` is an open view or unit of work."""
    return work.outbox.next_try_at()
