"""Readiness: whether a laptop has all that a rep needs offline, and for how long."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class EndsWith(StrEnum):
    """What limits the time for which a laptop is ready."""

    AGE = "age"
    """Head office refuses orders quoted from data that is older."""
    PRICES = "prices"
    """Prices run out, and the ones after them are not known here yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """How complete the data on a laptop is, and until when orders can be taken with it.

    ``missing`` names the kinds of data that are not here as a whole; ``until`` is None while
    anything that orders are quoted from is. ``to_send`` and ``at_head_office`` count requests.
    """

    missing: tuple[str, ...]
    as_of: datetime | None
    until: datetime | None
    ends_with: EndsWith
    to_send: int
    at_head_office: int

    def complete_at(self, now: datetime) -> bool:
        """Whether everything is here and good at ``now``."""
        return not self.missing and self.until is not None and self.until > now


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """What is still to be fetched for working offline, as far as it is known before.

    ``size`` is in bytes, None before the products are here, which name their photos and documents;
    ``time`` is how long it takes on this link, None where that is not known.
    """

    size: int | None
    time: timedelta | None
