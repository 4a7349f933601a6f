"""Transition reasons: why a task took a step, as codes that a screen puts into words."""

from enum import StrEnum


class TransitionReason(StrEnum):
    """What moved a task, where head office's answer did not.

    ``STANDS`` is of no step: it ends the history of a record whose state differs from what its last
    step left it.
    """

    SAVED = "saved"
    RESOLVED = "resolved"
    ASKED_HEAD_OFFICE = "asked_head_office"
    AMENDED = "amended"
    CANCELLED = "cancelled"
    UNDONE = "undone"
    RETRIED = "retried"
    HANDED_OVER = "handed_over"
    RECEIPT = "receipt"
    ANSWERED = "answered"
    REFUSED_BY_LINK = "refused_by_link"
    CUSTOMER_DEPARTED = "customer_departed"
    RESTORED = "restored"
    REPLY_LOST = "reply_lost"
    DATA_TOO_OLD = "data_too_old"
    REFRESHED = "refreshed"
    ADOPTED = "adopted"
    WITHDRAWN = "withdrawn"
    PREREQUISITE_REFUSED = "prerequisite_refused"
    STANDS = "stands"
    LATEST_TIME_PASSED = "latest_time_passed"
    EXPORTED = "exported"
    HELD_BACK = "held_back"


SENT_AGAIN = frozenset(
    {
        TransitionReason.RESTORED,
        TransitionReason.REPLY_LOST,
        TransitionReason.DATA_TOO_OLD,
        TransitionReason.REFRESHED,
    }
)
"""Why a request is sent again without anybody's doing."""
