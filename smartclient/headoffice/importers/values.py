"""Values: how the text of one field becomes a value, or is refused with the reason."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from smartclient.domain.errors import RefusedError
from smartclient.domain.money import amount_from
from smartclient.domain.text import (
    canonical_customer_number,
    canonical_login,
    canonical_sku,
    canonical_text,
)

Value = str | int | bool | Decimal | date | None
Parse = Callable[[str], Value]

_INTEGER = re.compile(r"[+-]?[0-9]{1,10}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LARGEST_INTEGER = 2**31
_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def text(longest: int) -> Parse:
    """Return what reads a text of at most ``longest`` UTF-16 units."""

    def parse(raw: str) -> str:
        return raw if _plain(raw, longest) else canonical_text(raw, field="text", longest=longest)

    return parse


def _plain(raw: str, longest: int) -> bool:
    """Tell whether trimmed text is canonical as it is: to make sure costs more than to look."""
    return len(raw) <= longest and raw.isascii() and "\x00" not in raw


def sku(raw: str) -> Value:
    """Return a product number in canonical form."""
    return raw.upper() if _plain(raw, 40) else canonical_sku(raw)


def customer_number(raw: str) -> Value:
    """Return a customer number in canonical form."""
    return raw.upper() if _plain(raw, 40) else canonical_customer_number(raw)


def order_number(raw: str) -> Value:
    """Return an order's number: at most 20 characters, upper-case."""
    return canonical_text(raw, field="order number", longest=20).upper()


def login(raw: str) -> Value:
    """Return a login in canonical form."""
    return canonical_login(raw)


@lru_cache(maxsize=10_000)
def amount(raw: str) -> Value:
    """Return an amount of either sign with at most four decimals."""
    return amount_from(raw)


def charge(raw: str) -> Value:
    """Return an amount that is not negative."""
    value = amount(raw)
    assert isinstance(value, Decimal)  # noqa: S101 (what amount returns)
    if value < 0:
        raise RefusedError("The amount {value} is negative.", value=_shown(raw))
    return value


def percent(raw: str) -> Value:
    """Return a percentage from 0 to 100."""
    value = amount(raw)
    assert isinstance(value, Decimal)  # noqa: S101 (what amount returns)
    if not 0 <= value <= 100:  # noqa: PLR2004 (per cent)
        raise RefusedError("{value} is not a percentage from 0 to 100.", value=_shown(raw))
    return value


def integer(smallest: int, largest: int = _LARGEST_INTEGER - 1) -> Parse:
    """Return what reads a whole number from ``smallest`` to ``largest``."""

    def parse(raw: str) -> Value:
        if not _INTEGER.fullmatch(raw) or int(raw) >= _LARGEST_INTEGER:
            raise RefusedError("“{value}” is not a whole number.", value=_shown(raw))
        if int(raw) < smallest:
            raise RefusedError(
                "The number {value} is too small. It must be at least {smallest}.",
                value=_shown(raw),
                smallest=smallest,
            )
        if int(raw) > largest:
            raise RefusedError(
                "The number {value} is too large. It must be at most {largest}.",
                value=_shown(raw),
                largest=largest,
            )
        return int(raw)

    return parse


@lru_cache(maxsize=10_000)
def day(raw: str) -> Value:
    """Return a calendar day written YYYY-MM-DD."""
    if _DAY.fullmatch(raw):
        try:
            return date.fromisoformat(raw)
        except ValueError:
            pass
    raise RefusedError(
        "“{value}” is not a date. Write it like 2026-11-21, year, month, day.", value=_shown(raw)
    )


def flag(raw: str) -> Value:
    """Return a yes or no."""
    value = _FLAGS.get(raw.casefold())
    if value is None:
        raise RefusedError("“{value}” is neither true nor false.", value=_shown(raw))
    return value


def choice(kind: type[StrEnum]) -> Parse:
    """Return what reads one of the words of ``kind``."""
    return one_of({member.value: member.value for member in kind})


def one_of(words: Mapping[str, str]) -> Parse:
    """Return what reads one of ``words``, in any case, as what it stands for."""

    def parse(raw: str) -> Value:
        value = words.get(raw.casefold())
        if value is None:
            raise RefusedError(
                "“{value}” is not one of {choices}.", value=_shown(raw), choices=", ".join(words)
            )
        return value

    return parse


def file_name(raw: str) -> Value:
    """Return the name of a file in the folder ``images``, without any path."""
    name = text(200)(raw)
    if any(char in raw for char in "/\\:") or raw.startswith("."):
        raise RefusedError(
            "“{value}” is not the plain name of a file in the folder images.", value=_shown(raw)
        )
    return name


def _shown(raw: str) -> str:
    printable = "".join(char if char.isprintable() else "�" for char in raw)
    return printable if len(printable) <= 60 else printable[:57] + "…"  # noqa: PLR2004
