"""Arguments of sentences as a person reads them: amounts, days and codes in the window's way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from smartclient.domain.rules.problems import Change, Problem, RuleCode
from smartclient.ui.text import formats

_AMOUNTS: Mapping[str, frozenset[str]] = {
    RuleCode.PRICE_CHANGED: frozenset({"before", "after"}),
    RuleCode.CREDIT_LIMIT_EXCEEDED: frozenset({"before", "after", "over"}),
    RuleCode.OFFER_NOT_VALID: frozenset({"before", "after"}),
    RuleCode.DISCONTINUED: frozenset({"replacement_price"}),
}
"""Arguments that are amounts or percentages, by the code of the problem."""

_DAYS: Mapping[str, frozenset[str]] = {
    RuleCode.NOT_YET_ON_SALE: frozenset({"before", "after"}),
    RuleCode.POSSIBLE_DUPLICATE_ORDER: frozenset({"date"}),
    RuleCode.ORDER_DATE_NOT_BELIEVED: frozenset({"before", "after"}),
}
"""Arguments that are days, by the code of the problem."""

_AMOUNT_FIELDS = frozenset({"unit_price", "discount_percent", "net", "tax", "freight", "total"})
_DAY_FIELDS = frozenset({"order_date", "ordered_on", "deliver_on"})
_BOTH = ("before", "after")


def of_problem(problem: Problem, arguments: Mapping[str, str]) -> dict[str, str]:
    """Return the arguments of a sentence about ``problem``."""
    read = _read(arguments, _AMOUNTS.get(problem.code, ()), formats.figure)
    return _read(read, _DAYS.get(problem.code, ()), _day)


def of_change(change: Change, arguments: Mapping[str, str]) -> dict[str, str]:
    """Return the arguments of a sentence about ``change``."""
    if change.field in _AMOUNT_FIELDS:
        return _read(arguments, _BOTH, formats.figure)
    return _read(arguments, _BOTH if change.field in _DAY_FIELDS else (), _day)


def _read(
    arguments: Mapping[str, str], names: Iterable[str], words: Callable[[str], str]
) -> dict[str, str]:
    """Return arguments with those of these names put into words; a newer side may send others."""
    read = dict(arguments)
    for name in names:
        if read.get(name):
            try:
                read[name] = words(read[name])
            except (ValueError, ArithmeticError):
                continue
    return read


def _day(text: str) -> str:
    return formats.day(date.fromisoformat(text))
