"""Formats: amounts, days and instants as a person reads them, in the window's language."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from smartclient.domain.money import rounded

translate = QCoreApplication.translate

_HOUR = 3600
_DAY = 24 * _HOUR
_WEEK_DAYS = 7


def money(amount: Decimal | None) -> str:
    """Return an amount with two decimals and grouped thousands; "" for none."""
    if amount is None:
        return ""
    locale = QLocale()
    text = str(abs(rounded(amount)))
    whole, _, cents = text.partition(".")
    grouped = locale.toString(int(whole))
    sign = "-" if amount < 0 else ""
    return f"{sign}{grouped}{locale.decimalPoint()}{cents}"


def count(number: int) -> str:
    """Return a whole number with grouped thousands."""
    return QLocale().toString(number)


def percent(value: Decimal) -> str:
    """Return a percentage without needless zeros; "" for none."""
    return f"{value.normalize():f} %" if value else ""


def day(value: date | None) -> str:
    """Return a day, as ``21 Nov 2026``; "" for none."""
    if value is None:
        return ""
    return QLocale().toString(QDate(value.year, value.month, value.day), "d MMM yyyy")


def short_day(value: date) -> str:
    """Return a day without its year, as ``21 Nov``."""
    return QLocale().toString(QDate(value.year, value.month, value.day), "d MMM")


def long_day(value: date) -> str:
    """Return a day in full, as ``Saturday, 21 November``."""
    return QLocale().toString(QDate(value.year, value.month, value.day), "dddd, d MMMM")


def deadline(at: datetime) -> str:
    """Return a moment to come with its day of the week, as ``Friday, 27 November 18:00``."""
    local = at.astimezone()
    return f"{long_day(local.date())} {local:%H:%M}"


def moment(at: datetime | None, now: datetime) -> str:
    """Return an instant as short as it can be told: 10:32, Fri, 3 Nov; "" for none."""
    if at is None:
        return ""
    local, here = at.astimezone(), now.astimezone()
    if local.date() == here.date():
        return local.strftime("%H:%M")
    spelled = QDate(local.year, local.month, local.day)
    if timedelta() < here.date() - local.date() < timedelta(days=_WEEK_DAYS):
        return QLocale().toString(spelled, "ddd ") + local.strftime("%H:%M")
    pattern = "d MMM" if local.year == here.year else "d MMM yyyy"
    return QLocale().toString(spelled, pattern)


def age(at: datetime | None, now: datetime) -> str:
    """Return how long ago ``at`` was, in the largest whole unit."""
    if at is None:
        return translate("Formats", "never")
    seconds = int((now.astimezone(UTC) - at.astimezone(UTC)).total_seconds())
    if seconds < 60:  # noqa: PLR2004 (a minute)
        return translate("Formats", "just now")
    if seconds < _HOUR:
        return translate("Formats", "{count} min ago").format(count=seconds // 60)
    if seconds < _DAY:
        return translate("Formats", "{count} h ago").format(count=seconds // _HOUR)
    days = seconds // _DAY
    if days == 1:
        return translate("Formats", "yesterday")
    return translate("Formats", "{count} days ago").format(count=days)


def order_number(number: str, provisional: str) -> str:
    """Return an order's number; a provisional one carries a star."""
    return number or (f"{provisional}*" if provisional else "")
