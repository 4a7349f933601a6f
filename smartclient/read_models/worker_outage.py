"""Worker outages: head office holds a rep's requests, and no worker there shows a sign of life.

This goes by signs of life alone. It does not see one request that waits while a worker answers
others, nor a worker that is alive and answers nothing: head office's own doctor and status do.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

SILENT_AFTER = timedelta(minutes=10)
"""How long no worker may be seen before a rep is warned; a running one is seen within seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerOutage:
    """An outage of head office's workers, by head office's clock.

    ``since`` is the last sign of life; where there never was one, when the oldest request got
    there. ``contacted_at`` is the last contact: what happened since is not known.
    """

    since: datetime
    contacted_at: datetime


def outage_of(
    *, oldest: datetime | None, worker_seen: datetime | None, contacted_at: datetime | None
) -> WorkerOutage | None:
    """The outage, or None where head office is merely not done yet.

    ``oldest`` is when head office received the oldest request that is unanswered, None when there
    is none; ``worker_seen`` the last sign of life it reported at the last contact. All times are
    by head office's clock. Time without a contact is no outage. A sign of life from well after
    the contact means nothing: the clock there was put back since.
    """
    if oldest is None or contacted_at is None:
        return None
    if worker_seen is not None and worker_seen - contacted_at > SILENT_AFTER:
        worker_seen = None
    since = oldest if worker_seen is None else worker_seen
    if contacted_at - max(since, oldest) < SILENT_AFTER:
        return None
    return WorkerOutage(since=since, contacted_at=contacted_at)
