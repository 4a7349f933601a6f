"""Traffic: what crossed the link in one conversation, and how fast."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Traffic:
    """Calls made and what they carried. ``round_trip`` is the fastest call's time in seconds.

    The fastest, because it is the one that carried least and so says most about the way itself.
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
