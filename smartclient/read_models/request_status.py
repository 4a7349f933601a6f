"""How far a request of a device has got."""

from enum import StrEnum


class RequestStatus(StrEnum):
    """The status of a request; a task's status follows its current request."""

    QUEUED = "queued"
    SENDING = "sending"
    RECEIVED = "received"
    ANSWERED = "answered"
    PARKED = "parked"
    SUPERSEDED = "superseded"
    ADOPTED = "adopted"


UNDELIVERED = frozenset({RequestStatus.QUEUED, RequestStatus.SENDING})
"""Statuses of what waits for the link."""

UNANSWERED = UNDELIVERED | {RequestStatus.RECEIVED}
"""Statuses of what head office is yet to answer."""
