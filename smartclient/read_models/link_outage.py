"""Link outages: since when head office was last out of reach or refused this device, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from smartclient.domain.errors import OutOfReachError, SmartClientError

SHOWN_FOR = timedelta(days=7)
"""How long an outage that is over is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkOutage:
    """The time from the first sync that did not reach head office to the next that did.

    ``until`` is None while it lasts. ``why`` is the template of the sentence that the last of those
    syncs ended with, ``arguments`` what goes into it. ``is_refusal``: head office was reached, and
    will have nothing of this device or program until a person does something about it.
    """

    since: datetime
    why: str
    arguments: Mapping[str, str] = field(default_factory=dict)
    until: datetime | None = None
    is_refusal: bool = False

    @property
    def reason(self) -> str:
        """Why head office was out of reach, in English."""
        return self.why.format(**self.arguments) if self.arguments else self.why

    def is_recent(self, now: datetime) -> bool:
        """Whether it lasts, or ended a short while ago; by a clock that may have been set."""
        return self.until is None or abs(now - self.until) <= SHOWN_FOR


def outage_after(last: LinkOutage | None, error: SmartClientError, now: datetime) -> LinkOutage:
    """The outage after a sync that ended with ``error``: ``last`` where that goes on."""
    is_refusal = not isinstance(error, OutOfReachError)
    goes_on = last is not None and last.until is None and last.is_refusal is is_refusal
    return LinkOutage(
        since=last.since if last is not None and goes_on else now,
        why=error.template,
        arguments=error.arguments,
        is_refusal=is_refusal,
    )


def reached(last: LinkOutage | None, now: datetime) -> LinkOutage | None:
    """The last outage after a contact: over, if it was not."""
    return last if last is None or last.until is not None else replace(last, until=now)
