"""Metrics of the link: the traffic of one connection, and how fast it crossed."""

import threading
from dataclasses import dataclass, replace
from typing import Final, Protocol, runtime_checkable

from smartclient.domain.link_quality import LinkSample

SAMPLE_BYTES: Final = 8_192
"""So much must have arrived to say how fast it did."""

_LARGEST_SAMPLE_BYTES: Final = 1_048_576
"""So much is a sample even where nothing was waited for."""

SMALL_ANSWER_BYTES: Final = 4_096
"""An answer up to this size takes a round trip, on any link that is not poor anyway."""

_WAIT_SECONDS: Final = 0.002
"""A chunk that was waited for for less came together with the one before."""

_LARGE_BYTES: Final = 32_768
"""An answer of this size that comes in one go shows that the link is fast: no buffer on the way
sends as much at once."""

_FASTEST_KBIT: Final = 1_000_000.0
"""What arrives from a buffer in no time counts as this fast."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traffic:
    """Calls and what they transferred. ``round_trip`` is the fastest call's time in seconds.

    The fastest, because it transferred least and so is closest to the latency of the link.
    """

    calls: int = 0
    bytes_sent: int = 0
    items_received: int = 0
    seconds: float = 0.0
    round_trip: float | None = None

    def with_call(self, *, seconds: float, bytes_sent: int = 0, items: int = 0) -> "Traffic":
        """The traffic with one more call that took ``seconds``."""
        fastest = seconds if self.round_trip is None else min(self.round_trip, seconds)
        return replace(
            self,
            calls=self.calls + 1,
            bytes_sent=self.bytes_sent + bytes_sent,
            items_received=self.items_received + items,
            seconds=self.seconds + seconds,
            round_trip=fastest,
        )


class LinkMeter:
    """Turns what crossed the link into samples of its quality. May be used from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._samples: list[LinkSample] = []
        self._bytes = 0
        self._seconds = 0.0
        self._has_sampled = False

    def arrival(self) -> "Arrival":
        """The arrival of an answer that comes in chunks."""
        return Arrival(self)

    def add_round_trip(self, seconds: float) -> None:
        """Note the time of a round trip."""
        with self._lock:
            self._samples.append(LinkSample(round_trip_ms=seconds * 1_000))

    def add_received(self, size: int, seconds: float) -> None:
        """Note that ``size`` bytes arrived after they were waited for so long."""
        with self._lock:
            # what comes without a wait came with what was waited for before
            if seconds >= _WAIT_SECONDS:
                self._end_sample()
            self._bytes += size
            self._seconds += seconds
            if self._bytes >= _LARGEST_SAMPLE_BYTES:
                self._end_sample()

    def end_answer(self) -> None:
        """Note that an answer is whole.

        What came after its last sample counts only where there is none: the last bytes complete
        what was waited for before.
        """
        with self._lock:
            if not self._has_sampled:
                self._end_sample()
            self._bytes, self._seconds, self._has_sampled = 0, 0.0, False

    def _end_sample(self) -> None:
        if self._bytes >= SAMPLE_BYTES:
            self._samples.append(LinkSample(kbit_per_s=_kbit(self._bytes, self._seconds)))
            self._bytes, self._seconds, self._has_sampled = 0, 0.0, True

    def take(self) -> tuple[LinkSample, ...]:
        """The samples since the last call, the oldest first."""
        with self._lock:
            samples, self._samples = tuple(self._samples), []
        return samples


class Arrival:
    """The arrival of one answer: what comes together with its first chunk was not waited for."""

    def __init__(self, meter: LinkMeter) -> None:
        self._meter = meter
        self._size = 0
        self._at_first: tuple[int, float] | None = None

    def add(self, size: int, seconds: float) -> None:
        """Note a chunk, and how long it was waited for."""
        if not self._size:
            self._at_first = (0, 0.0)
        elif self._at_first is not None and seconds < _WAIT_SECONDS:
            came, waited = self._at_first
            self._at_first = (came + size, waited + seconds)
        else:
            self._at_first = None
            self._meter.add_received(size, seconds)
        self._size += size

    def end(self, round_trip: float) -> None:
        """Note the end of the answer, whose beginning was there after ``round_trip`` seconds."""
        if self._size <= SMALL_ANSWER_BYTES:
            self._meter.add_round_trip(round_trip)
        elif self._at_first is not None and self._at_first[0] >= _LARGE_BYTES:
            self._meter.add_received(*self._at_first)
        self._meter.end_answer()


@runtime_checkable
class MeteredOperations(Protocol):
    """What operations also have where their transport measures the link by itself."""

    @property
    def meter(self) -> LinkMeter:
        """Where the measurements are."""
        ...


def _kbit(size: int, seconds: float) -> float:
    bits = size * 8
    return bits / 1_000 / seconds if seconds * _FASTEST_KBIT * 1_000 > bits else _FASTEST_KBIT
