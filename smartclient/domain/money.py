"""Money: exact amounts, how they are rounded, and how they are stored.

The rounding rule: every order line is rounded by itself to the currency's smallest unit, half
away from zero, and everything above it (net, tax base, total) is a sum of amounts already
rounded. Tax and freight are each rounded once, on the order. So what is printed always adds up
by hand, whichever side computed it; half away from zero is what commerce expects of a printed
price (ISO 4217 gives the smallest unit; banker's rounding would print 0.125 as 0.12).
"""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
SCALE = 10_000
"""Amounts are stored as integers of 1/10,000 on SQLite and decimal(19,4) on SQL Server."""

TOO_LARGE = Decimal(10) ** 12
"""The first amount that is not taken: what is stored stays far below 64 bits, sums included."""

ZERO = Decimal(0)


def rounded(amount: Decimal) -> Decimal:
    """Return ``amount`` rounded to cents, half away from zero."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def to_scaled(amount: Decimal) -> int:
    """Return ``amount`` in 1/10,000 units, rounded half away from zero."""
    return int((amount * SCALE).to_integral_value(rounding=ROUND_HALF_UP))


def from_scaled(units: int) -> Decimal:
    """Return the amount that ``units`` of 1/10,000 stand for."""
    return Decimal(units).scaleb(-4)


def maybe_scaled(amount: Decimal | None) -> int | None:
    """Return ``amount`` in 1/10,000 units, or None for no amount."""
    return None if amount is None else to_scaled(amount)


def maybe_amount(units: int | None) -> Decimal | None:
    """Return the amount for stored ``units``, or None for none."""
    return None if units is None else from_scaled(units)


def two_decimals(amount: Decimal) -> str:
    """Return ``amount`` as text with two decimals, as every interface shows it."""
    return str(rounded(amount))
