"""Reference limit: how old the data may be from which an order is entered."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from smartclient.domain.ages import age_text, parse_age
from smartclient.domain.errors import RefusedError

LEAST_DAYS: Final = 1
"""The least number of days; an age with a unit may be shorter."""

MOST_DAYS: Final = 3650


@dataclass(frozen=True, slots=True)
class ReferenceLimit:
    """The greatest age of the data of an order that head office takes."""

    age: timedelta = timedelta(days=30)

    @property
    def unit(self) -> str:
        """The greatest unit (s, m, h or d) of which it is a whole number."""
        return age_text(self.age)[-1]

    @property
    def number(self) -> int:
        """How many of its unit it is."""
        return int(age_text(self.age)[:-1])

    def in_its_unit(self, age: timedelta) -> int:
        """How many whole units another age is."""
        return age // (self.age / self.number)

    def __str__(self) -> str:
        """How the policy writes it: days without a unit, as earlier versions read them too."""
        return str(self.number) if self.unit == "d" else age_text(self.age)


def parse_reference_limit(text: str) -> ReferenceLimit:
    """The limit that ``text`` writes: a number of days, or an age with its unit.

    RefusedError for anything else and for more than ``MOST_DAYS`` days.
    """
    why = (
        "“{age}” is not how old data may be. Write a number of days, no more than {most}, or a "
        "number with its unit (s, m, h or d), such as 12h."
    )
    try:
        age = parse_age(text)
    except RefusedError as error:
        raise RefusedError(why, age=text.strip(), most=MOST_DAYS) from error
    if age > timedelta(days=MOST_DAYS):
        raise RefusedError(why, age=text.strip(), most=MOST_DAYS)
    return ReferenceLimit(age)
