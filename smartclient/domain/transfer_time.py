"""How long a transfer takes on a link, by what was measured of it."""

from datetime import timedelta
from typing import Final

from smartclient.domain.link_quality import LinkQuality

ROUND_TRIPS: Final = 6
"""So many a sync has about, whatever it fetches."""


def transfer_time(size: int, quality: LinkQuality) -> timedelta | None:
    """How long ``size`` bytes take, None where the throughput of the link is not known."""
    if quality.kbit_per_s is None:
        return None
    trips = ROUND_TRIPS * (quality.round_trip_ms or 0.0) / 1_000
    return timedelta(seconds=size * 8 / 1_000 / quality.kbit_per_s + trips)
