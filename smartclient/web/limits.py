"""Limits of the web service: what it takes from callers, and how long it waits for them."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """So many requests at once, and so many a second after that."""

    burst: int
    per_second: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionLimits:
    """What one connection may send, and how slowly.

    Seconds unless named otherwise. A head is the request line and the headers. A body must bring
    ``slowest_body`` bytes a second once ``body_seconds`` are over. ``unread_seconds`` is how long
    an answer may wait for a caller who does not read it, ``close_seconds`` how long a
    connection that is closed waits for the other side to say so, too.
    """

    connections: int = 4_000
    connections_per_address: int = 1_500
    handshake_seconds: float = 10.0
    close_seconds: float = 1.0
    head_seconds: float = 10.0
    body_seconds: float = 20.0
    slowest_body: int = 200
    unread_seconds: float = 60.0
    idle_seconds: int = 90
    longest_target: int = 512
    headers: int = 64
    head_bytes: int = 16_384


@dataclass(frozen=True, slots=True, kw_only=True)
class WebLimits:
    """All limits of a service.

    ``threads`` call the database at the same time, ``queued`` calls wait for one of them, each for
    ``queue_seconds`` at most. ``refused`` is how often one address may present credentials that
    do not count. ``ask_seconds`` is how often the database is asked for those who wait for news.
    """

    threads: int = 16
    queued: int = 1_000
    queue_seconds: float = 10.0
    per_device: Rate = Rate(burst=500, per_second=50.0)
    per_address: Rate = Rate(burst=10_000, per_second=1_000.0)
    refused: Rate = Rate(burst=30, per_second=0.5)
    ask_seconds: float = 1.0
    waits_per_device: int = 4
    stop_seconds: int = 4
    connection: ConnectionLimits = field(default_factory=ConnectionLimits)
