"""Link outages: since when head office was last out of reach of this device, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from smartclient.domain.errors import OutOfReachError

SHOWN_FOR = timedelta(days=7)
"""How long an outage that is over is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkOutage:
    """The time from the first sync that did not reach head office to the next that did.

    ``until`` is None while it lasts. ``why`` is the template of the sentence that the last of those
    syncs ended with, ``arguments`` what goes into it.
    """

    since: datetime
    why: str
    arguments: Mapping[str, str] = field(default_factory=dict)
    until: datetime | None = None

    @property
    def reason(self) -> str:
        """Why head office was out of reach, in English."""
        return self.why.format(**self.arguments) if self.arguments else self.why

    def is_recent(self, now: datetime) -> bool:
        """Whether it lasts, or ended a short while ago; by a clock that may have been set."""
        return self.until is None or abs(now - self.until) <= SHOWN_FOR


def out_of_reach(last: LinkOutage | None, error: OutOfReachError, now: datetime) -> LinkOutage:
    """The outage after a sync that did not reach head office: ``last`` where that goes on."""
    since = now if last is None or last.until is not None else last.since
    return LinkOutage(since=since, why=error.template, arguments=error.arguments)


def reached(last: LinkOutage | None, now: datetime) -> LinkOutage | None:
    """The last outage after a contact: over, if it was not."""
    return last if last is None or last.until is not None else replace(last, until=now)
