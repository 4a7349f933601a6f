"""Arguments of sentences as a person reads them: amounts and days in the way of a program."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from smartclient.domain.rules.problems import Change, Problem
from smartclient.domain.rules.rule_table import traits_of

_AMOUNT_FIELDS = frozenset({"unit_price", "discount_percent", "net", "tax", "freight", "total"})
_DAY_FIELDS = frozenset({"order_date", "ordered_on", "deliver_on"})
_BOTH = ("before", "after")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArgumentFormats:
    """How a program writes a number, given as Python writes it, and a day.

    Both may raise ValueError or ArithmeticError for what is neither: it is then shown as it is.
    """

    figure: Callable[[str], str]
    day: Callable[[date], str]

    def of_problem(self, problem: Problem, arguments: Mapping[str, str]) -> dict[str, str]:
        """The arguments of a sentence about ``problem``."""
        traits = traits_of(problem.code)
        return _read(_read(arguments, traits.amounts, self.figure), traits.days, self._day)

    def of_change(self, change: Change, arguments: Mapping[str, str]) -> dict[str, str]:
        """The arguments of a sentence about ``change``."""
        if change.field in _AMOUNT_FIELDS:
            return _read(arguments, _BOTH, self.figure)
        return _read(arguments, _BOTH if change.field in _DAY_FIELDS else (), self._day)

    def _day(self, text: str) -> str:
        return self.day(date.fromisoformat(text))


def _read(
    arguments: Mapping[str, str], names: Iterable[str], to_text: Callable[[str], str]
) -> dict[str, str]:
    """``arguments`` with these names formatted; a newer side may send others."""
    read = dict(arguments)
    for name in names:
        if read.get(name):
            try:
                read[name] = to_text(read[name])
            except (ValueError, ArithmeticError):
                continue
    return read
