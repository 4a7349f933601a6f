"""Formats: amounts, days and instants as a person reads them, in the window's language."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from smartclient.domain.money import DEFAULT_CURRENCY, exact_text
from smartclient.domain.sales.given_numbers import starred

translate = QCoreApplication.translate

_CURRENCY = "smartclient.currency"
_HOUR = 3600
_DAY = 24 * _HOUR
_WEEK_DAYS = 7
_GROUP = 3
_DIGITS = 18


def money(amount: Decimal | None) -> str:
    """An amount in the company's currency, thousands grouped; "" for none."""
    if amount is None:
        return ""
    app = QCoreApplication.instance()
    return money_in(amount, (app and app.property(_CURRENCY)) or DEFAULT_CURRENCY)


def money_in(amount: Decimal, currency: str) -> str:
    """An amount in ``currency``, with all its decimals and thousands grouped."""
    return figure(exact_text(amount, currency))


def use_currency(currency: str) -> None:
    """Write amounts from now on as those of ``currency`` (ISO 4217), the company's only one.

    The application holds it, as it holds the language of numbers.
    """
    app = QCoreApplication.instance()
    if app is not None:
        app.setProperty(_CURRENCY, currency)


def figure(text: str) -> str:
    """A number that is written as Python writes it, with every one of its decimals.

    Raises decimal.InvalidOperation for what is no number.
    """
    locale = QLocale()
    number = Decimal(text)
    whole, _, decimals = f"{abs(number):f}".partition(".")
    sign = "-" if number < 0 else ""
    point = locale.decimalPoint() if decimals else ""
    return f"{sign}{locale.toString(int(whole))}{point}{decimals}"


def data_size(size: int) -> str:
    """A number of bytes in the unit that fits it, kB or MB."""
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def count(number: int) -> str:
    """A whole number with grouped thousands."""
    return QLocale().toString(number)


def whole_number(text: str) -> int | None:
    """The whole number that a person typed, thousands grouped or not; None for no number."""
    normalized = text.strip()
    separator = QLocale().groupSeparator()
    if separator in normalized:
        first, *groups = normalized.split(separator)
        whole = 0 < len(first) <= _GROUP and all(len(group) == _GROUP for group in groups)
        normalized = first + "".join(groups) if whole else ""
    return (
        int(normalized)
        if normalized.isascii() and normalized.isdecimal() and len(normalized) <= _DIGITS
        else None
    )


def percent(value: Decimal) -> str:
    """A percentage without needless zeros; "" for none."""
    return f"{figure(f'{value.normalize():f}')} %" if value else ""


def day(value: date | None) -> str:
    """A day, as ``21 Nov 2026``; "" for none."""
    if value is None:
        return ""
    return _spelled(value, translate("Formats", "d MMM yyyy"))


def short_day(value: date) -> str:
    """A day without its year, as ``21 Nov``."""
    return _spelled(value, translate("Formats", "d MMM"))


def long_day(value: date) -> str:
    """A day in full, as ``Saturday, 21 November``."""
    return _spelled(value, translate("Formats", "dddd, d MMMM"))


def deadline(time: datetime) -> str:
    """A moment to come with its day of the week, as ``Friday, 27 November 18:00``."""
    local = time.astimezone()
    return f"{long_day(local.date())} {local:%H:%M}"


def moment(time: datetime | None, now: datetime) -> str:
    """An instant as short as possible: 10:32, Fri, 3 Nov; "" for none."""
    if time is None:
        return ""
    local, here = time.astimezone(), now.astimezone()
    if local.date() == here.date():
        return local.strftime("%H:%M")
    if timedelta() < here.date() - local.date() < timedelta(days=_WEEK_DAYS):
        return f"{_spelled(local, 'ddd')} {local:%H:%M}"
    return short_day(local) if local.year == here.year else day(local)


def coming(time: datetime, now: datetime) -> str:
    """A moment to come as short as possible, with its hour: 18:00, Fri 18:00, 3 Dec 18:00."""
    local, here = time.astimezone(), now.astimezone()
    if local.date() == here.date():
        return f"{local:%H:%M}"
    if timedelta() < local.date() - here.date() < timedelta(days=_WEEK_DAYS):
        return f"{_spelled(local, 'ddd')} {local:%H:%M}"
    shown = short_day(local) if local.year == here.year else day(local)
    return f"{shown} {local:%H:%M}"


def moment_or_day(when: datetime, now: datetime) -> str:
    """An instant in short; one at midnight, UTC, is a day of which the hour isn't known."""
    utc = when.astimezone(UTC)
    if utc.time() != time.min:
        return moment(when, now)
    known = utc.date()
    return short_day(known) if known.year == now.astimezone().year else day(known)


def age(time: datetime | None, now: datetime) -> str:
    """How long ago ``time`` was, in the largest whole unit."""
    if time is None:
        return translate("Formats", "never")
    seconds = int((now.astimezone(UTC) - time.astimezone(UTC)).total_seconds())
    if seconds < 60:  # noqa: PLR2004 (a minute)
        return translate("Formats", "just now")
    if seconds < _HOUR:
        return translate("Formats", "{count} min ago").format(count=seconds // 60)
    if seconds < _DAY:
        return translate("Formats", "{count} h ago").format(count=seconds // _HOUR)
    days = seconds // _DAY
    return translate("Formats", "%Ln days ago", "", days)


def mid_sentence(text: str) -> str:
    """A text as written inside a sentence; German keeps its capitals there."""
    if QLocale().language() is QLocale.Language.German:
        return text
    return text[:1].lower() + text[1:]


def at_start(text: str) -> str:
    """A text as written at the start of a line."""
    return text[:1].upper() + text[1:]


def label(text: str, *, provisional: bool) -> str:
    """A number or name; a provisional number carries a star."""
    return order_number("", text) if provisional else text


def order_number(number: str, provisional: str) -> str:
    """An order's number; a provisional one carries a star."""
    return starred(number, provisional)


def _spelled(value: date, pattern: str) -> str:
    return QLocale().toString(QDate(value.year, value.month, value.day), pattern)
