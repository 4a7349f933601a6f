"""The worth of what waits for the link, 0 to 9: it goes once that is at least the link's price."""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, TypeVar

from smartclient.domain.clock import CLOCK_TOLERANCE
from smartclient.domain.link_price import HIGHEST_PRICE

HIGHEST_WORTH: Final = HIGHEST_PRICE
"""The worth of what goes whatever the link costs."""

LONGEST_HELD: Final = timedelta(hours=24)
"""After so long everything has the highest worth."""

_MARGIN: Final = timedelta(hours=1)
"""How long before its latest time something has the highest worth, where that is far enough off."""

REFRESH, PHOTOS, DOCUMENTS = "refresh", "photos", "documents"

ALWAYS_HIGHEST: Final = frozenset(
    {
        *("withdraw", "cancel_order", "answer_restore", "revoke_device"),
        *("check_out", "check_in", "break_check_out", "list_check_outs"),
    }
)
"""Kinds that are held back by no price: they undo what head office has or may have, protect it, or
are asked at once while a person waits.

A cancellation is what compensates for an order.
"""

CARRIERS: Final = frozenset({"together"})
"""Kinds that only carry others, each of which has a worth of its own."""

DEFAULT_WORTHS: Mapping[str, int] = {
    "place_order": 7,
    "amend_order": 7,
    "resolve_conflict": 7,
    "escalate_conflict": 7,
    "decide_case": 7,
    "create_customer": 5,
    "update_customer": 4,
    "delete_customer": 4,
    "change_policy": 4,
    "retry_stopped": 5,
    "take_over": 5,
    "close_stopped": 4,
    "enrol_device": 7,
    "release_handed_over": 5,
    "drop_handed_over": 4,
    "change_data_set": 4,
    "pin_customer": 3,
    "send_mail": 5,
    "answer_mail": 7,
    "lease_numbers": 5,
    REFRESH: 3,
    PHOTOS: 1,
    DOCUMENTS: 1,
}
"""The worth of each kind as delivered, against 3 for a metered link and 6 for a costly one."""

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits for the link, since when, and until when it may be sent (None: for ever).

    ``at_any_price``: the rep said that it is to go now whatever the link costs.
    """

    kind: str
    since: datetime
    not_after: datetime | None = None
    at_any_price: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTerms:
    """The price of the link at the moment, and the company's worth of each kind."""

    price: int = 0
    worths: Mapping[str, int] = field(default_factory=lambda: dict(DEFAULT_WORTHS))

    def worth(self, waiting: Waiting, now: datetime) -> int:
        """The worth of something by itself, whatever waits for it."""
        return worth_of(
            self._base(waiting), since=waiting.since, now=now, not_after=waiting.not_after
        )

    def pays_for(self, kind: str) -> bool:
        """Whether a kind goes at once."""
        return self.worths.get(kind, HIGHEST_WORTH) >= self.price

    def goes_at(self, waiting: Waiting) -> datetime:
        """When something is worth the price by itself."""
        return worth_at_least(
            self.price,
            base=self._base(waiting),
            since=waiting.since,
            not_after=waiting.not_after,
        )

    def _base(self, waiting: Waiting) -> int:
        if waiting.at_any_price or waiting.kind in ALWAYS_HIGHEST:
            return HIGHEST_WORTH
        # a kind that this program does not know is held back by nothing
        return self.worths.get(waiting.kind, HIGHEST_WORTH)


AT_ANY_PRICE: Final = LinkTerms()
"""The terms of a link that costs nothing, or whose price does not matter."""


def worth_of(
    base: int, *, since: datetime, now: datetime, not_after: datetime | None = None
) -> int:
    """The worth at ``now`` of what has waited ``since``, with the worth ``base`` at first.

    It rises evenly and is the highest within 24 hours, and before the latest time. What seems to
    be of the future was saved while a clock was ahead: how long it waits is not known, so it is
    not held back.
    """
    if now >= _highest_at(since, not_after) or since > now + CLOCK_TOLERANCE:
        return HIGHEST_WORTH
    rising = _highest_at(since, not_after) - since
    waited = max(now - since, timedelta(0))
    return base + (HIGHEST_WORTH - base) * waited // rising


def worth_at_least(
    worth: int, *, base: int, since: datetime, not_after: datetime | None = None
) -> datetime:
    """When something will have at least this ``worth``."""
    if worth <= base:
        return since
    rising = _highest_at(since, not_after) - since
    steps = HIGHEST_WORTH - base
    # rounded up to the microsecond that time is counted in: a moment earlier it is worth less
    return since - (-rising * (worth - base) // steps)


def _highest_at(since: datetime, not_after: datetime | None) -> datetime:
    longest = since + LONGEST_HELD
    if not_after is None:
        return longest
    margin = min(_MARGIN, max(not_after - since, timedelta(0)) / 4)
    return max(since, min(longest, not_after - margin))


def inherited_worths(
    worths: Mapping[Key, int], waits_for: Mapping[Key, Collection[Key]]
) -> dict[Key, int]:
    """The worth of each with that of everything that waits for it, directly or through others.

    ``waits_for`` names what must go before each; names without a worth wait for nothing here.
    """
    inherited: dict[Key, int] = {}
    for key in sorted(worths, key=lambda each: worths[each], reverse=True):
        found = [key]
        while found:
            each = found.pop()
            if each in worths and each not in inherited:
                inherited[each] = worths[key]
                found.extend(waits_for.get(each, ()))
    return inherited
