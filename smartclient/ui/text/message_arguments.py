"""Arguments of sentences as a person reads them: amounts, days and codes in the window's way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from smartclient.domain.rules.problems import Change, Problem
from smartclient.domain.rules.rule_table import traits_of
from smartclient.ui.text import formats

_AMOUNT_FIELDS = frozenset({"unit_price", "discount_percent", "net", "tax", "freight", "total"})
_DAY_FIELDS = frozenset({"order_date", "ordered_on", "deliver_on"})
_BOTH = ("before", "after")


def of_problem(problem: Problem, arguments: Mapping[str, str]) -> dict[str, str]:
    """The arguments of a sentence about ``problem``."""
    traits = traits_of(problem.code)
    return _read(_read(arguments, traits.amounts, formats.figure), traits.days, _day)


def of_change(change: Change, arguments: Mapping[str, str]) -> dict[str, str]:
    """The arguments of a sentence about ``change``."""
    if change.field in _AMOUNT_FIELDS:
        return _read(arguments, _BOTH, formats.figure)
    return _read(arguments, _BOTH if change.field in _DAY_FIELDS else (), _day)


def _read(
    arguments: Mapping[str, str], names: Iterable[str], to_text: Callable[[str], str]
) -> dict[str, str]:
    """Return ``arguments`` with these names formatted; a newer side may send others."""
    read = dict(arguments)
    for name in names:
        if read.get(name):
            try:
                read[name] = to_text(read[name])
            except (ValueError, ArithmeticError):
                continue
    return read


def _day(text: str) -> str:
    return formats.day(date.fromisoformat(text))
