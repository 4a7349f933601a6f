"""Settling: what a reply does to the task, the record and the conflict it is about.

Every function here works inside the caller's open unit of work and does not commit, so that what
replies do and how far replies were read are saved as one.
"""

from datetime import datetime

from smartclient.contract.messages import AnswerStatus, Reply
from smartclient.domain.clock import Clock
from smartclient.domain.ids import CustomerNumber
from smartclient.store.unit_of_work import UnitOfWork


def settle(work: UnitOfWork, reply: Reply, clock: Clock) -> AnswerStatus | None:
    """Apply a reply; None when it was applied before. The caller commits."""
    raise NotImplementedError


def offer_again(work: UnitOfWork, clock: Clock, *, since: datetime) -> int:
    """Queue every request settled since then again, under its own id. The caller commits."""
    raise NotImplementedError


def customer_departed(work: UnitOfWork, number: CustomerNumber, clock: Clock) -> None:
    """Stop the unsent work on a customer who left the partition. The caller commits."""
    raise NotImplementedError


def after_pull(work: UnitOfWork, clock: Clock) -> None:
    """Re-price what was refused for old data, and forget what is long settled. The caller commits."""
    raise NotImplementedError
