"""Values in JSON: amounts with the currency's decimals, instants in UTC, what may be missing."""

from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum

from smartclient.domain.money import decimal_text, exact_text

_PERCENT_DECIMALS = 2

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


def amount(value: Decimal | None, currency: str) -> str | None:
    """An amount as text with the currency's decimals, or more if it has; None for none."""
    return None if value is None else exact_text(value, currency)


def percent(value: Decimal) -> str:
    """A percentage as text with at least two decimals."""
    return decimal_text(value, _PERCENT_DECIMALS)


def instant(value: datetime | None) -> str | None:
    """An instant as ISO 8601 in UTC, to the millisecond."""
    if value is None:
        return None
    return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def day(value: date | None) -> str | None:
    """A day as ISO 8601."""
    return None if value is None else value.isoformat()


def known(text: str | None) -> str | None:
    """A text, None for an empty one."""
    return text or None


def word(value: StrEnum | None) -> str | None:
    """A word, None for none."""
    return None if value is None else str(value)
