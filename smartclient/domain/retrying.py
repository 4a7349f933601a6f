"""Retrying: how long a request that failed waits for its next try at most."""

from datetime import datetime, timedelta

LONGEST_WAIT = timedelta(minutes=15)
"""The cap of every backoff. What seems to wait longer was deferred while a clock was ahead."""


def is_due(next_try: datetime | None, now: datetime) -> bool:
    """Whether a request may go at ``now``, whatever the clock said when it was deferred."""
    return next_try is None or not now < next_try <= now + LONGEST_WAIT
