"""Latest times: until when a request may be sent, as a person writes it."""

from datetime import UTC, date, datetime, time, timedelta

from smartclient.domain.ages import later_by, parse_age
from smartclient.domain.errors import RefusedError


def parse_latest_time(text: str, now: datetime) -> datetime:
    """The instant that ``text`` writes: a day, a day and a time, or a span from ``now`` on.

    A time without a zone is the machine's; a day is meant to its end. RefusedError for anything
    else.
    """
    text = text.strip()
    try:
        return _end_of(date.fromisoformat(text))
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    try:
        return later_by(parse_age(text), now)
    except RefusedError as error:
        raise RefusedError(
            "“{text}” is no latest time. Write a day and a time, such as 2026-12-01 17:00, or a "
            "span, such as 4h.",
            text=text,
        ) from error


def _end_of(day: date) -> datetime:
    """The last instant of a day where the machine is."""
    last = datetime.combine(day, time.max)
    return last.astimezone(UTC).replace(microsecond=0) + timedelta(seconds=1)
