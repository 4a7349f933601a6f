"""Fetching ahead: the worse the link is, the earlier is fetched what will expire."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from smartclient.domain.link_quality import LinkBand

HORIZONS: Final = (
    timedelta(0),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=12),
    timedelta(hours=24),
)
"""How long before it expires data counts as due, by how degraded the link is."""

_OF_BAND: Mapping[LinkBand, int] = {
    LinkBand.UNKNOWN: 0,
    LinkBand.EXCELLENT: 0,
    LinkBand.GOOD: 1,
    LinkBand.MODERATE: 2,
    LinkBand.POOR: 3,
}


def degradation(band: LinkBand, *, is_costly: bool, is_unsteady: bool) -> int:
    """How degraded a link is, 0 for not at all: an index of ``HORIZONS``."""
    return min(_OF_BAND[band] + is_costly + is_unsteady, len(HORIZONS) - 1)


def expires_soon(end: datetime, now: datetime, degraded: int) -> bool:
    """Whether what expires at ``end`` counts as due at ``now`` when the link gets worse."""
    return end - HORIZONS[degraded] <= now


def fetch_by(as_of: datetime, end: datetime, degraded: int) -> datetime:
    """By when data that was complete ``as_of`` and expires at ``end`` is to be fetched.

    That is the horizon earlier, but no earlier than half of its time: what expires after minutes
    would else be fetched all the time.
    """
    return end - min(HORIZONS[degraded], max(end - as_of, timedelta(0)) / 2)
