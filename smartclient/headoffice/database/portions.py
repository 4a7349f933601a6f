"""Portions of a purge: what one transaction of it empties or deletes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PurgedKind(StrEnum):
    """What a portion is of."""

    REQUESTS = "requests"
    CASES = "cases"
    OUTCOMES = "outcomes"
    CHANGES = "changes"
    TOMBSTONES = "tombstones"
    MEMBERSHIP = "membership"
    LAPTOPS = "laptops"
    DEVICES = "devices"
    LANES = "lanes"
    GUESSES = "guesses"
    ENROLMENTS = "enrolments"
    HANDED_OVER = "handed_over"
    CREDENTIALS = "credentials"
    ENROLLED_DEVICES = "enrolled_devices"


def horizon_of(kind: PurgedKind) -> str:
    """The name of the info that says how far a kind was purged, "" for one that needs none.

    Devices read these as a feed. It is the highest row version that is gone, as they are given it:
    one that has read less reads everything by key.
    """
    match kind:
        case PurgedKind.TOMBSTONES | PurgedKind.MEMBERSHIP:
            return f"{kind}_purged_to"
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortReply:
    """What stays of the reply to the request ``id`` in the inbox, and of the request's body."""

    id: int
    reply_id: int
    status: str
    document: str
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortConflict:
    """What stays of a closed conflict: who raised it, about what, and which request decided."""

    id: int
    document: str
    body_kind: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """What one transaction of a purge does; nothing that is younger than ``before``.

    ``ids`` are rows to delete, ``names`` lanes. ``customers`` are rows that devices are to read
    again.
    """

    kind: PurgedKind
    before: datetime
    ids: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    replies: tuple[ShortReply, ...] = ()
    conflicts: tuple[ShortConflict, ...] = ()
    customers: tuple[int, ...] = ()
