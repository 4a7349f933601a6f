"""The quality of a link: moving averages of its round trips and its throughput, in bands.

The bands of throughput, five samples and 20 % are those of Facebook's Network Connection Class;
the bands of round trips are those of the Network Information API (W3C), 4G down to 2G.
"""

import math
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

WEIGHT: Final = 0.25
"""The weight of the newest sample in a moving average."""

_LEAST: Final = 0.01
"""Any smaller sample counts as this: it has a logarithm."""

SAMPLES_TO_CHANGE: Final = 5
"""So many samples in a row must point to another band before it is changed."""

HYSTERESIS: Final = 0.20
"""How far beyond a boundary, as a share of it, an average must be to count as crossed."""


class LinkBand(StrEnum):
    """How good a link is; ``unknown`` before there were enough samples."""

    UNKNOWN = "unknown"
    POOR = "poor"
    MODERATE = "moderate"
    GOOD = "good"
    EXCELLENT = "excellent"


_BANDS: Final = (LinkBand.POOR, LinkBand.MODERATE, LinkBand.GOOD, LinkBand.EXCELLENT)

KBIT_BOUNDARIES: Final = (150.0, 550.0, 2_000.0)
"""Below the first, in kbit/s, a link is poor; from the last on it is excellent."""

ROUND_TRIP_BOUNDARIES: Final = (1_400.0, 270.0, 100.0)
"""Above the first, in milliseconds, a link is poor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSample:
    """One measurement: a round trip in milliseconds, or a throughput in kbit/s, or both."""

    round_trip_ms: float | None = None
    kbit_per_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkQuality:
    """The averages and the band of a link.

    ``pointing`` is how many samples in a row have pointed to ``candidate``.
    """

    round_trip_ms: float | None = None
    kbit_per_s: float | None = None
    band: LinkBand = LinkBand.UNKNOWN
    candidate: LinkBand = LinkBand.UNKNOWN
    pointing: int = 0

    @property
    def is_poor(self) -> bool:
        """Whether the link is so slow that less should cross it at once."""
        return self.band is LinkBand.POOR

    def after(self, sample: LinkSample) -> "LinkQuality":
        """The quality after one more sample."""
        measured = replace(
            self,
            round_trip_ms=_average(self.round_trip_ms, sample.round_trip_ms),
            kbit_per_s=_average(self.kbit_per_s, sample.kbit_per_s),
        )
        found = _pointed_to(measured)
        if found is self.band:
            return replace(measured, candidate=self.band, pointing=0)
        pointing = self.pointing + 1 if found is self.candidate else 1
        if pointing < SAMPLES_TO_CHANGE:
            return replace(measured, candidate=found, pointing=pointing)
        if self.band in _BANDS and _BANDS.index(found) < _BANDS.index(self.band):
            measured = _without_better_throughput(measured, found)
        return replace(measured, band=found, candidate=found, pointing=0)


def _without_better_throughput(quality: LinkQuality, band: LinkBand) -> LinkQuality:
    """The averages of a link that fell to ``band``: a throughput of a better one counts no more.

    Small messages give no sample of it, so what it promises would stay wrong for long.
    """
    kbit = quality.kbit_per_s
    is_better = kbit is not None and _place(kbit, KBIT_BOUNDARIES, None) > _BANDS.index(band)
    return replace(quality, kbit_per_s=None) if is_better else quality


def _pointed_to(quality: LinkQuality) -> LinkBand:
    """The worse of the bands that both averages lie in."""
    now = None if quality.band is LinkBand.UNKNOWN else _BANDS.index(quality.band)
    places = []
    if quality.kbit_per_s is not None:
        places.append(_place(quality.kbit_per_s, KBIT_BOUNDARIES, now))
    if quality.round_trip_ms is not None:
        falling = tuple(-boundary for boundary in ROUND_TRIP_BOUNDARIES)
        places.append(_place(-quality.round_trip_ms, falling, now))
    return _BANDS[min(places)] if places else quality.band


def _average(before: float | None, sample: float | None) -> float | None:
    """The geometric moving average: one sample out of a buffer does not outweigh all others."""
    if sample is None or before is None:
        return before if sample is None else max(sample, _LEAST)
    return math.exp((1 - WEIGHT) * math.log(before) + WEIGHT * math.log(max(sample, _LEAST)))


def _place(value: float, boundaries: tuple[float, ...], now: int | None) -> int:
    """How many boundaries a value is above: of those that it crosses by a small margin, none.

    ``now`` is the present place, None for none. Boundaries rise, and may be negative.
    """
    place = 0
    for number, boundary in enumerate(boundaries, start=1):
        margin = 0.0 if now is None else abs(boundary) * HYSTERESIS
        # above it already: it is crossed downwards, below it: upwards
        needed = boundary - margin if now is not None and now >= number else boundary + margin
        place += value >= needed
    return place
