"""Values: how the text of one field becomes a value, or is refused with the reason."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from smartclient.domain import fields
from smartclient.domain.errors import RefusedError
from smartclient.domain.fields import AmountField, DayField, TextField, WholeNumberField
from smartclient.domain.money import amount_from
from smartclient.domain.sales.customers import joined_logins, logins_in
from smartclient.domain.text.barcodes import canonical_ean
from smartclient.domain.text.canonical import (
    canonical_customer_number,
    canonical_login,
    canonical_number,
    canonical_sku,
)
from smartclient.domain.text.hidden_characters import escaped

Value = str | int | bool | Decimal | date | None
Parse = Callable[[str], Value]

_INTEGER = re.compile(r"[+-]?[0-9]{1,30}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_LONGEST_SHOWN = 60


def text(field: TextField) -> Parse:
    """A parser of texts."""

    def parse(raw: str) -> str:
        # trimmed text of these characters is canonical: normalising costs more than this check
        if len(raw) <= field.longest and raw.isascii() and raw.isprintable():
            return raw
        return field.read(raw)

    return parse


def sku(raw: str) -> Value:
    """A product number in canonical form."""
    return canonical_sku(raw)


def customer_number(raw: str) -> Value:
    """A customer number in canonical form."""
    return canonical_customer_number(raw)


def order_number(raw: str) -> Value:
    """An order's number in canonical form."""
    return canonical_number(raw, field="order number", longest=fields.ORDER["number"].longest)


def login(raw: str) -> Value:
    """A login in canonical form."""
    return canonical_login(raw)


def first_login(raw: str) -> Value:
    """The first of several logins, in canonical form."""
    found = logins_in(raw)
    if not found:
        raise RefusedError("“{value}” names no login.", value=_shown(raw))
    return found[0]


def other_logins(raw: str) -> Value:
    """Those after the first of several logins, as they are stored."""
    return fields.CUSTOMER["more_reps"].read(joined_logins(logins_in(raw)[1:]))


def weight(raw: str) -> Value:
    """A weight, which has a unit."""
    return fields.canonical_weight(raw)


def ean(raw: str) -> Value:
    """The number below a bar code."""
    return canonical_ean(raw)


def currency(raw: str) -> Value:
    """A currency's code."""
    code = raw.upper()
    if not _CURRENCY.fullmatch(code):
        raise RefusedError(
            "“{value}” is not a currency. Write three letters, as in USD.", value=_shown(raw)
        )
    return code


def amount(field: AmountField) -> Parse:
    """A parser of an amount or a percentage with at most four decimals."""

    @lru_cache(maxsize=10_000)
    def parse(raw: str) -> Value:
        return field.read(amount_from(raw))

    return parse


def percent(raw: str) -> Value:
    """A percentage from 0 to 100."""
    value = _any_amount(raw)
    if not isinstance(value, Decimal) or not 0 <= value <= fields.PERCENT.most:
        raise RefusedError("{value} is not a percentage from 0 to 100.", value=_shown(raw))
    return value


_any_amount = amount(fields.BALANCE)


def integer(field: WholeNumberField) -> Parse:
    """A parser of whole numbers."""

    def parse(raw: str) -> Value:
        if not _INTEGER.fullmatch(raw):
            raise RefusedError("“{value}” is not a whole number.", value=_shown(raw))
        return field.read(int(raw))

    return parse


def day(field: DayField) -> Parse:
    """A parser of a calendar day written YYYY-MM-DD."""

    @lru_cache(maxsize=10_000)
    def parse(raw: str) -> Value:
        return field.read(fields.day_from(raw))

    return parse


def end(field: DayField) -> Parse:
    """A parser of the day on which something ends, None for one that never comes."""

    @lru_cache(maxsize=10_000)
    def parse(raw: str) -> Value:
        found = fields.day_from(raw)
        return None if found == fields.NO_END else field.read(found)

    return parse


def flag(raw: str) -> Value:
    """A yes or no."""
    value = _FLAGS.get(raw.casefold())
    if value is None:
        raise RefusedError("“{value}” is neither true nor false.", value=_shown(raw))
    return value


def choice(kind: type[StrEnum]) -> Parse:
    """A parser of the values of ``kind``."""
    return one_of({member.value: member.value for member in kind})


def one_of(values: Mapping[str, str]) -> Parse:
    """A parser of the keys of ``values``, in any case, to what they stand for."""

    def parse(raw: str) -> Value:
        value = values.get(raw.casefold())
        if value is None:
            raise RefusedError(
                "“{value}” is not one of {choices}.", value=_shown(raw), choices=", ".join(values)
            )
        return value

    return parse


def file_in(folder: str, field: TextField) -> Parse:
    """A parser of the name of a file in a folder, without any path."""

    def parse(raw: str) -> str:
        name = field.read(raw)
        if any(char in raw for char in "/\\:") or raw.startswith("."):
            raise RefusedError(
                "“{value}” is not the plain name of a file in the folder {folder}.",
                value=_shown(raw),
                folder=folder,
            )
        return name

    return parse


def _shown(raw: str) -> str:
    printable = escaped(raw)
    if len(printable) <= _LONGEST_SHOWN:
        return printable
    return printable[: _LONGEST_SHOWN - 3] + "…"
