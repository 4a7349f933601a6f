"""Money: exact amounts, how they are read, rounded, stored and written.

The rounding rule: every order line is rounded by itself to the currency's smallest unit, half
away from zero, and everything above it (net, tax base, total) is a sum of amounts already
rounded. Tax and freight are each rounded once, on the order. So what is printed always adds up
by hand, whichever side computed it; half away from zero is what commerce expects of a printed
price (ISO 4217 gives the smallest unit; banker's rounding would print 0.125 as 0.12).

A price is never rounded: it is shown with every decimal it has.
"""

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from smartclient.domain.errors import RefusedError

SCALE_DECIMALS = 4
SCALE = 10**SCALE_DECIMALS
"""Amounts are stored as integers of 1/10,000 on SQLite and decimal(19,4) on SQL Server."""

TOO_LARGE = Decimal(10) ** 12
"""The first amount that is not taken: what is stored stays far below 64 bits, sums included."""

_NO_INTEGER = 2**63

ZERO = Decimal(0)

DEFAULT_CURRENCY = "USD"
"""The currency of a head office that has not been given one."""

_USUAL_DECIMALS = 2
_NO_DECIMALS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_THREE_DECIMALS = "BHD IQD JOD KWD LYD OMR TND"
_FOUR_DECIMALS = "CLF UYW"
_DECIMALS: Mapping[str, int] = {
    currency: decimals
    for decimals, currencies in ((0, _NO_DECIMALS), (3, _THREE_DECIMALS), (4, _FOUR_DECIMALS))
    for currency in currencies.split()
}
"""The decimals of currencies that don't have two, by ISO 4217 (its column *minor unit*)."""

_AMOUNT = re.compile(r"[+-]?(?:[0-9]{1,30}\.?[0-9]{0,30}|\.[0-9]{1,30})")
_LONGEST_SHOWN = 60


def decimals_of(currency: str) -> int:
    """How many decimals amounts in ``currency`` (ISO 4217) have."""
    return _DECIMALS.get(currency.upper(), _USUAL_DECIMALS)


def rounded(amount: Decimal, currency: str) -> Decimal:
    """``amount`` rounded to the smallest unit of ``currency``, half away from zero."""
    return amount.quantize(Decimal(1).scaleb(-decimals_of(currency)), rounding=ROUND_HALF_UP)


def amount_from(text: str) -> Decimal:
    """The amount that ``text`` writes in plain digits, of either sign.

    RefusedError for anything else (exponents, separators, digits of other scripts), and for an
    amount that is too large or has more decimals than can be stored: nothing is cut.
    """
    if not _AMOUNT.fullmatch(text):
        raise RefusedError(
            "“{value}” is not an amount. Write it like 1234.50, without a currency or separators.",
            value=_shown(text),
        )
    return storable(Decimal(text))


def storable(amount: Decimal) -> Decimal:
    """``amount`` as it is; RefusedError when it can't be stored without a loss."""
    if not amount.is_finite() or abs(amount) >= TOO_LARGE:
        raise RefusedError("The amount {value} is too large.", value=_shown(str(amount)))
    if amount != round(amount, SCALE_DECIMALS):
        raise RefusedError(
            "The amount {value} has more than four decimals.", value=_shown(f"{amount:f}")
        )
    return amount


def _shown(text: str) -> str:
    printable = "".join(char if char.isprintable() else "�" for char in text)
    return printable if len(printable) <= _LONGEST_SHOWN else f"{printable[: _LONGEST_SHOWN - 3]}…"


def to_scaled(amount: Decimal) -> int:
    """``amount`` in 1/10,000 units; RefusedError when that would lose something."""
    scaled = amount.scaleb(SCALE_DECIMALS)
    units = int(scaled)
    if units != scaled or abs(units) >= _NO_INTEGER:
        storable(amount)
    return units


def from_scaled(units: int) -> Decimal:
    """The amount that ``units`` of 1/10,000 stand for."""
    return Decimal(units).scaleb(-SCALE_DECIMALS)


def exact_text(amount: Decimal, currency: str) -> str:
    """``amount`` with the decimals of ``currency``, and with all it has beyond them.

    Every interface shows amounts so: 12.50, 0.0125; in yen 126, in Kuwaiti dinars 1.255. An
    amount stored with cents before its currency's decimals were known stays readable.
    """
    return decimal_text(amount, decimals_of(currency))


def decimal_text(number: Decimal, least: int) -> str:
    """``number`` with all its decimals, and with at least as many as ``least``."""
    whole, _, decimals = f"{number:f}".partition(".")
    decimals = decimals.rstrip("0").ljust(least, "0")
    return f"{whole}.{decimals}" if decimals else whole


def grouped_text(amount: Decimal, currency: str) -> str:
    """``exact_text`` with the thousands grouped by commas, as English has it."""
    return grouped(exact_text(amount, currency))


def grouped(text: str) -> str:
    """A number as ``exact_text`` writes it, its thousands grouped; ValueError for no number."""
    whole, point, decimals = text.partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    return f"{sign}{int(digits):,}{point}{decimals}"
