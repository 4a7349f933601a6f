"""Arguments of sentences as a person reads them: amounts and days in the way of a program."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from smartclient.domain.rules.check_outs import until_of
from smartclient.domain.rules.problems import Change, Problem
from smartclient.domain.rules.rule_table import traits_of

_AMOUNT_FIELDS = frozenset({"unit_price", "discount_percent", "net", "tax", "freight", "total"})
_DAY_FIELDS = frozenset({"order_date", "ordered_on", "deliver_on"})
_BOTH = ("before", "after")
_UNTIL = "until"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArgumentFormats:
    """How a program writes a number, given as Python writes it, a day, and a moment to come.

    Each may raise ValueError or ArithmeticError for what is no such value: that is shown as it is.
    """

    figure: Callable[[str], str]
    day: Callable[[date], str]
    moment: Callable[[datetime], str]

    def of_problem(self, problem: Problem, arguments: Mapping[str, str]) -> dict[str, str]:
        """The arguments of a sentence about ``problem``."""
        traits = traits_of(problem.code)
        days = _read(_read(arguments, traits.amounts, self.figure), traits.days, self._day)
        return with_readable_end(days, self.moment)

    def of_change(self, change: Change, arguments: Mapping[str, str]) -> dict[str, str]:
        """The arguments of a sentence about ``change``."""
        if change.field in _AMOUNT_FIELDS:
            return _read(arguments, _BOTH, self.figure)
        return _read(arguments, _BOTH if change.field in _DAY_FIELDS else (), self._day)

    def _day(self, text: str) -> str:
        return self.day(date.fromisoformat(text))


def with_readable_end(
    arguments: Mapping[str, str], to_text: Callable[[datetime], str]
) -> dict[str, str]:
    """The arguments of a sentence with the end of a check-out as its reader's clock shows it."""
    until = until_of(arguments.get(_UNTIL, ""))
    return {**arguments, **({} if until is None else {_UNTIL: to_text(until)})}


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
