"""Metrics of the link: the traffic of one connection."""

from dataclasses import dataclass, replace


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
