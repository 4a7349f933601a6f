"""Ages: how long ago something was, as a policy writes it (``40s``, ``15m``, ``12h``, ``7d``)."""

import re
from datetime import UTC, datetime, timedelta

from smartclient.domain.errors import RefusedError

OLDEST = timedelta(days=36_500)
"""The greatest age that a policy may say."""

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_AGE = re.compile(r"([0-9]{1,10}) ?([smhd]?)")
_LAST_INSTANT = datetime.max.replace(tzinfo=UTC)


def parse_age(text: str) -> timedelta:
    """The age that ``text`` writes: a whole number with its unit, of days where it has none.

    RefusedError for anything else, for no age at all and for one beyond ``OLDEST``.
    """
    found = _AGE.fullmatch(text.strip().casefold())
    seconds = int(found[1]) * _SECONDS[found[2] or "d"] if found else 0
    if not 0 < seconds <= OLDEST.total_seconds():
        raise RefusedError(
            "“{age}” is not an age. Write a whole number and its unit (s, m, h or d), such as 12h "
            "or 7d, and no more than {most} days.",
            age=text.strip(),
            most=OLDEST.days,
        )
    return timedelta(seconds=seconds)


def age_text(age: timedelta) -> str:
    """An age of whole seconds as policies write it, in the greatest unit that leaves no rest."""
    seconds = round(age.total_seconds())
    unit = max(
        (unit for unit in _SECONDS if seconds % _SECONDS[unit] == 0), key=_SECONDS.__getitem__
    )
    return f"{seconds // _SECONDS[unit]}{unit}"


def later_by(age: timedelta, moment: datetime) -> datetime:
    """The moment that is ``age`` after ``moment`` (aware), at most the last there is."""
    try:
        return moment + age
    except OverflowError:
        return _LAST_INSTANT
