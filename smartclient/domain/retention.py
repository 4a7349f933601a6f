"""Retention: how long head office keeps what is over, as an admin sets it, and the least of each.

What is open is kept however old it is. Every period counts from the day on which a thing was over.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

SHORTEST_DAYS: Final = 120
"""The fewest days that anything is kept: devices offer their requests again for 90."""

LONGEST_DAYS: Final = 36_500
"""The most days that a policy may say."""

SHORTEST: Final = timedelta(days=SHORTEST_DAYS)


class Retained(StrEnum):
    """What a policy of retention is about, by the policy's key."""

    REQUESTS = "keep_requests_days"
    DECISIONS = "keep_decisions_days"
    CHANGES = "keep_changes_days"
    DELETIONS = "keep_deletions_days"
    DEVICES = "keep_devices_days"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionPolicy:
    """One policy of retention: what it covers, and how many days as delivered and at least."""

    covers: str
    days: int
    shortest: int = SHORTEST_DAYS


RETENTION: Mapping[Retained, RetentionPolicy] = {
    Retained.REQUESTS: RetentionPolicy(
        covers="what answered requests, their replies and closed conflicts say", days=365
    ),
    Retained.DECISIONS: RetentionPolicy(covers="decided cases", days=730),
    Retained.CHANGES: RetentionPolicy(covers="the log of changes", days=730),
    Retained.DELETIONS: RetentionPolicy(
        covers="that rows were deleted, or customers given to another rep", days=365
    ),
    Retained.DEVICES: RetentionPolicy(
        covers="devices that are not seen, and when their reps were seen", days=365
    ),
}
"""How long everything is kept that is not kept for ever."""


def default_retention() -> dict[Retained, int]:
    """How many days everything is kept, as delivered."""
    return {retained: policy.days for retained, policy in RETENTION.items()}
