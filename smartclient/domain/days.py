"""Days, counted without falling off the calendar: some systems write its first or last for none."""

from datetime import date, timedelta


def days_before(day: date, days: int) -> date:
    """The day so many days before ``day``, and no earlier than the first there is."""
    try:
        return day - timedelta(days=days)
    except OverflowError:
        return date.min
