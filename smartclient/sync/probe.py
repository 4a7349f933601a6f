"""The probe: one pulse, and the offset of the laptop's clock."""

from dataclasses import dataclass, replace
from datetime import timedelta

from smartclient.contract.operations import Pulse, PulseRequest
from smartclient.domain.clock import CLOCK_TOLERANCE, Clock, Uptime, uptime_of
from smartclient.gateway.gateway import Gateway


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A pulse as it was received, and the hello that asked for it.

    ``clock_offset``: head office's clock less the laptop's. ``uptime``: the laptop's at the time
    that the pulse says, None where it isn't measured.
    """

    hello: PulseRequest
    pulse: Pulse
    clock_offset: timedelta
    uptime: Uptime | None = None

    @property
    def clock_is_off(self) -> bool:
        """Whether the laptop's clock is wrong enough to warn about."""
        return abs(self.clock_offset) > CLOCK_TOLERANCE


def probe(gateway: Gateway, hello: PulseRequest, clock: Clock) -> Contact:
    """Fetch the pulse; raises whatever the gateway raises.

    The offset is taken against the middle of the call, as in the Network Time Protocol
    (RFC 5905, section 8): half of the round trip is assumed to each way.
    """
    started_at, uptime = clock.now(), uptime_of(clock)
    pulse = gateway.pulse(hello)
    middle = started_at + (clock.now() - started_at) / 2
    return Contact(
        hello=hello,
        pulse=pulse,
        clock_offset=pulse.clock - middle,
        uptime=None if uptime is None else _middle(uptime, uptime_of(clock)),
    )


def _middle(before: Uptime, after: Uptime | None) -> Uptime | None:
    passed = None if after is None else after.since(before)
    if passed is None:
        return None
    return replace(before, seconds=before.seconds + passed.total_seconds() / 2)
