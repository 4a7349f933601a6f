"""Expiry: which data is so old that it leaves the device, and when the next age is reached."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from smartclient.domain.ages import later_by
from smartclient.domain.freshness import Consequence, FreshnessPolicy

TOGETHER: Final = timedelta(hours=1)
"""What expires within so long of each other expires at about the same time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgingData:
    """Data of one kind that ages: as of when it is (None: it never came), and by which policy."""

    as_of: datetime | None
    policy: FreshnessPolicy

    def is_expired(self, now: datetime) -> bool:
        """Whether it is to leave the device at head office's time ``now``."""
        if self.as_of is None:
            return False
        return self.policy.consequence(now - self.as_of) is Consequence.REMOVE

    def next_step(self, now: datetime) -> datetime | None:
        """The first moment after ``now`` at which more follows from its age, None for never."""
        if self.as_of is None:
            return None
        steps = (later_by(step.age, self.as_of) for step in self.policy.steps)
        return min((moment for moment in steps if moment > now), default=None)


def expired_kinds(data: Mapping[str, AgingData], now: datetime) -> frozenset[str]:
    """The kinds that are to leave the device at head office's time ``now``."""
    return frozenset(kind for kind, aging in data.items() if aging.is_expired(now))


def next_step(data: Mapping[str, AgingData], now: datetime) -> datetime | None:
    """The first moment after ``now`` at which more follows from the age of any kind."""
    moments = (aging.next_step(now) for aging in data.values())
    return min((moment for moment in moments if moment is not None), default=None)


def soonest_first(ends: Mapping[str, datetime], needed: Collection[str]) -> tuple[str, ...]:
    """The kinds in the order in which they expire, by the end of each.

    Of kinds that expire at about the same time the ``needed`` ones are first. What is alike in both
    keeps its order.
    """
    groups: list[list[str]] = []
    for kind in sorted(ends, key=ends.__getitem__):
        if groups and ends[kind] - ends[groups[-1][0]] <= TOGETHER:
            groups[-1].append(kind)
        else:
            groups.append([kind])
    return tuple(
        kind for group in groups for kind in sorted(group, key=lambda each: each not in needed)
    )
