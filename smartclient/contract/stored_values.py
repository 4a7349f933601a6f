"""Stored values, read whatever they are: none may stop a screen or a worker.

Values are checked when they are entered (``smartclient.domain.fields``). An older version, or
another program, may have stored something else: it is read as none, or as the least harmful value.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from math import isfinite
from typing import Any, TypeVar

from smartclient.domain.money import ZERO, from_scaled

Word = TypeVar("Word", bound=StrEnum)


def stored_day(value: Any) -> date | None:  # noqa: ANN401 (whatever is stored)
    """The day that is stored as ISO text, None for none and for what is no day."""
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def stored_amount(value: Any) -> Decimal:  # noqa: ANN401 (as above)
    """The amount that is stored in 1/10,000 units, 0 for what is no number."""
    if isinstance(value, int):
        return from_scaled(value)
    return from_scaled(round(value)) if isinstance(value, float) and isfinite(value) else ZERO


def maybe_stored_amount(value: Any) -> Decimal | None:  # noqa: ANN401 (as above)
    """The amount that is stored, None for none."""
    return None if value is None else stored_amount(value)


def stored_number(value: Any, otherwise: int) -> int:  # noqa: ANN401 (as above)
    """The whole number that is stored, ``otherwise`` for what is none."""
    if isinstance(value, int):
        return value
    return round(value) if isinstance(value, float) and isfinite(value) else otherwise


def maybe_stored_number(value: Any, otherwise: int) -> int | None:  # noqa: ANN401 (as above)
    """The whole number that is stored, None for none."""
    return None if value is None else stored_number(value, otherwise)


def stored_enum(value: Any, otherwise: Word) -> Word:  # noqa: ANN401 (as above)
    """The stored member of an enumeration, ``otherwise`` for an unknown one."""
    try:
        return type(otherwise)(value)
    except ValueError:
        return otherwise


def stored_text(value: Any) -> str:  # noqa: ANN401 (as above)
    """The text that is stored, "" for none."""
    if isinstance(value, str):
        return value
    return "" if value is None else str(value)
