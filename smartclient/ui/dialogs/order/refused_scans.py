"""The scans that were refused, as they are shown below each other."""

from __future__ import annotations

from smartclient.domain.errors import SmartClientError

MAX_REFUSALS = 5
"""The most refused scans that are shown below each other."""

Refusals = tuple[SmartClientError, ...]


def with_refused_scan(refusals: Refusals, error: SmartClientError) -> Refusals:
    """The refusals with one more at the end; the same one is shown once."""
    others = (other for other in refusals if _as_key(other) != _as_key(error))
    return (*others, error)[-MAX_REFUSALS:]


def _as_key(error: SmartClientError) -> tuple[object, ...]:
    return (error.template, tuple(sorted(error.arguments.items())))
