"""Freshness: until when data counts as fresh and as usable, by its age and the policy of its kind.

As in RFC 9111 (section 4.2) and RFC 5861 an age is the time since head office last said that the
data was as it is, by head office's clock.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from smartclient.domain.ages import age_text, later_by, parse_age
from smartclient.domain.errors import RefusedError

OFF = "off"
"""The policy of data that never grows too old."""


class Consequence(StrEnum):
    """What happens to data from an age on, the stricter the later in this list."""

    USE = "use"
    MARK = "mark"
    WARN = "warn"
    REFUSE = "refuse"
    REMOVE = "remove"

    @property
    def severity(self) -> int:
        """Its place among all, 0 for data that is used as it is."""
        return _SEVERITY[self]

    def reaches(self, other: "Consequence") -> bool:
        """Whether this is as strict as ``other``, or stricter: what is refused is marked, too."""
        return self.severity >= other.severity


_SEVERITY = {consequence: place for place, consequence in enumerate(Consequence)}


class FreshnessState(StrEnum):
    """How fresh data is by the policy of its kind."""

    FRESH = "fresh"
    STALE = "stale"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class FreshnessStep:
    """What happens to data from an age on."""

    age: timedelta
    consequence: Consequence

    def __str__(self) -> str:
        """How a policy writes it."""
        return f"{age_text(self.age)} {self.consequence}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """As of when data is, until when it is fresh and usable, and how fresh it is now.

    ``as_of`` is None for data that never arrived, which counts as expired; an end is None where the
    policy sets none.
    """

    as_of: datetime | None
    fresh_until: datetime | None
    usable_until: datetime | None
    state: FreshnessState


@dataclass(frozen=True, slots=True, kw_only=True)
class FreshnessPolicy:
    """What happens to data of one kind as it ages: steps in the order of their ages.

    Each step is stricter than the one before; until the first the data is used as it is.
    """

    steps: tuple[FreshnessStep, ...] = ()

    def __str__(self) -> str:
        """How the policy is written: ``1d mark, 7d warn, 30d refuse``, or ``off``."""
        return ", ".join(map(str, self.steps)) or OFF

    @property
    def fresh_for(self) -> timedelta | None:
        """The age at which the first step ends *fresh*, None for never."""
        return self.steps[0].age if self.steps else None

    @property
    def usable_for(self) -> timedelta | None:
        """The age at which the last step ends *usable*, None for never."""
        return self.steps[-1].age if self.steps else None

    def consequence(self, age: timedelta) -> Consequence:
        """What happens to data of this age."""
        reached = [step.consequence for step in self.steps if age >= step.age]
        return reached[-1] if reached else Consequence.USE

    def age_of(self, consequence: Consequence) -> timedelta | None:
        """The age from which this happens or something stricter, None for never."""
        ages = (step.age for step in self.steps if step.consequence.reaches(consequence))
        return next(ages, None)

    def without_removal(self) -> "FreshnessPolicy":
        """The policy by which the same data is refused from the age at which it was removed."""
        if not self.steps or self.steps[-1].consequence is not Consequence.REMOVE:
            return self
        *earlier, last = self.steps
        if not earlier or earlier[-1].consequence is not Consequence.REFUSE:
            earlier.append(replace(last, consequence=Consequence.REFUSE))
        return FreshnessPolicy(steps=tuple(earlier))

    def freshness(self, as_of: datetime | None, now: datetime) -> Freshness:
        """How fresh data is that was last complete ``as_of``, at head office's time ``now``."""
        fresh_until, usable_until = (
            None if as_of is None or age is None else later_by(age, as_of)
            for age in (self.fresh_for, self.usable_for)
        )
        if as_of is None or _is_over(usable_until, now):
            state = FreshnessState.EXPIRED
        else:
            state = FreshnessState.STALE if _is_over(fresh_until, now) else FreshnessState.FRESH
        return Freshness(
            as_of=as_of, fresh_until=fresh_until, usable_until=usable_until, state=state
        )


NEVER_TOO_OLD = FreshnessPolicy()
"""The policy ``off``."""


def _is_over(end: datetime | None, now: datetime) -> bool:
    return end is not None and now >= end


def parse_freshness(text: str) -> FreshnessPolicy:
    """The policy that ``text`` writes, such as ``1d mark, 7d warn, 30d refuse`` or ``off``.

    RefusedError for what can't be read, and for a step that is not older and stricter than the one
    before. A first step that says ``use`` is what holds without it, and is left out.
    """
    plain = text.strip().casefold()
    if plain == OFF:
        return FreshnessPolicy()
    steps = [_step(part, text) for part in plain.split(",")]
    for before, after in pairwise(steps):
        if after.age <= before.age or before.consequence.reaches(after.consequence):
            raise RefusedError(
                "“{setting}” is not in order: each step must have a greater age than the one "
                "before it, and a stricter consequence (use, mark, warn, refuse, remove).",
                setting=text.strip(),
            )
    return FreshnessPolicy(
        steps=tuple(step for step in steps if step.consequence is not Consequence.USE)
    )


def _step(part: str, text: str) -> FreshnessStep:
    age, _, word = part.strip().rpartition(" ")
    if not age.strip() or word not in set(Consequence):
        raise RefusedError(
            "“{setting}” does not say how old data may be. Write ages with what happens from then "
            "on (use, mark, warn, refuse, remove), such as 1d mark, 7d warn, 30d refuse, or off.",
            setting=text.strip(),
        )
    return FreshnessStep(age=parse_age(age), consequence=Consequence(word))
