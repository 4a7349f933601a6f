"""Silence: head office holds what a rep sent, and nobody there shows a sign of life."""

from dataclasses import dataclass
from datetime import datetime, timedelta

SILENT_AFTER = timedelta(minutes=10)
"""How long nobody may answer before a rep is told; a running worker shows itself within seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerOutage:
    """What is known of it, by head office's clock.

    ``since`` is the last sign of life; where there never was one, when the oldest request got
    there. ``asked`` is when head office was asked last: what happened since is not known.
    """

    since: datetime
    asked: datetime


def silence_of(
    *, oldest: datetime | None, worker_seen: datetime | None, asked: datetime | None
) -> WorkerOutage | None:
    """The silence, or None where head office is merely not done yet.

    ``oldest`` is when head office received the oldest request that is unanswered, None when there
    is none; ``worker_seen`` the last sign of life it told of when it was ``asked`` last. All by
    head office's clock. Time that passes without asking makes no silence. A sign of life from
    well after it was asked tells nothing: the clock there was put back since.
    """
    if oldest is None or asked is None:
        return None
    if worker_seen is not None and worker_seen - asked > SILENT_AFTER:
        worker_seen = None
    since = oldest if worker_seen is None else worker_seen
    if asked - max(since, oldest) < SILENT_AFTER:
        return None
    return WorkerOutage(since=since, asked=asked)
