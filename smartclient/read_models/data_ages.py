"""Data ages: which data is old enough that a person is shown so, and what follows from it."""

from collections.abc import Collection, Mapping, Sized
from dataclasses import dataclass
from datetime import datetime

from smartclient.domain.ages import later_by
from smartclient.domain.errors import RefusedError
from smartclient.domain.freshness import NEVER_TOO_OLD, Consequence, Freshness, FreshnessPolicy

CATALOG_KINDS = ("products", "prices", "offers", "offer_products", "stock")
"""What the catalog shows."""

CUSTOMER_KINDS = ("customers", "addresses")
"""What is shown of a customer."""

ORDER_KINDS = ("orders",)
"""What is shown of an order as head office has it."""

PHOTO_KINDS = ("photos",)
"""What products look like."""

DOCUMENT_KINDS = ("documents",)
"""What is shown of a product's documents."""

CONFLICT_KINDS = ("open_work",)
"""What waits for a rep, as head office has it."""

PINNED_KINDS = ("pinned_customers",)
"""What is read of customers outside the partition."""

TAKE_ALONG_KINDS = ("take_along",)
"""What is shown of data sets."""

CASE_KINDS = ("cases",)
REP_KINDS = ("reps", "laptops")
DEVICE_KINDS = ("enrolled_devices",)
STOPPED_KINDS = ("stopped",)
POLICY_KINDS = ("policies", "policy_history")
"""What admins are shown."""

_MINUTE = "%Y-%m-%d %H:%M"
_SECOND = "%Y-%m-%d %H:%M:%S"
"""How an error names a moment, in the person's own time, as ISO 8601 writes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheState:
    """How much of one kind of data is held, when it was last complete, and how it may age.

    ``taken_along``: the data sets bring some of it to this device.
    """

    rows: int
    as_of: datetime | None
    policy: FreshnessPolicy = NEVER_TOO_OLD
    taken_along: bool = True

    def freshness(self, now: datetime) -> Freshness:
        """How fresh it is at head office's time ``now``."""
        return self.policy.freshness(self.as_of, now)

    def consequence(self, now: datetime) -> Consequence:
        """What happens to it at head office's time ``now``; data that never came has no age."""
        if self.as_of is None or not self.taken_along:
            return Consequence.USE
        return self.policy.consequence(now - self.as_of)


@dataclass(frozen=True, slots=True, kw_only=True)
class DataAge:
    """One kind of data that its policy marks, warns of or refuses: as of when, and since when."""

    kind: str
    as_of: datetime
    consequence: Consequence
    since: datetime


def data_ages(
    cache: Mapping[str, CacheState], kinds: Collection[str], now: datetime
) -> tuple[DataAge, ...]:
    """Those of ``kinds`` that are not used as they are at head office's time ``now``.

    What is refused comes first, then what is warned of; of these the oldest first. Data that never
    arrived has no age.
    """
    found = []
    for kind in kinds:
        state = cache.get(kind)
        if state is None or state.as_of is None:
            continue
        consequence = state.consequence(now)
        begins = state.policy.age_of(consequence)
        if consequence.reaches(Consequence.MARK) and begins is not None:
            since = later_by(begins, state.as_of)
            age = DataAge(kind=kind, as_of=state.as_of, consequence=consequence, since=since)
            found.append(age)
    return tuple(sorted(found, key=lambda age: (-age.consequence.severity, age.as_of)))


def check_usable(ages: Collection[DataAge]) -> None:
    """Raise RefusedError where any of ``ages`` is too old to be used, naming which."""
    refused = [age for age in ages if age.consequence.reaches(Consequence.REFUSE)]
    if refused:
        as_of = min(age.as_of for age in refused).astimezone()
        since = min(age.since for age in refused).astimezone()
        shown = _MINUTE if f"{as_of:{_MINUTE}}" != f"{since:{_MINUTE}}" else _SECOND
        raise RefusedError(
            "The data for this is of {as_of} and has been too old since {too_old_since}: {kinds}. "
            "Sync, then do it again. What you saved is safe.",
            as_of=f"{as_of:{shown}}",
            too_old_since=f"{since:{shown}}",
            kinds=", ".join(age.kind.replace("_", " ") for age in refused),
        )


def check_found(found: Sized, ages: Collection[DataAge], *kinds: str) -> None:
    """Raise RefusedError where nothing was found and data of one of ``kinds`` was removed."""
    if not found:
        removed = [age for age in ages if age.consequence is Consequence.REMOVE]
        check_usable([age for age in removed if age.kind in kinds])
