"""The probe: one pulse, and the offset of the laptop's clock."""

from dataclasses import dataclass
from datetime import timedelta

from smartclient.contract.operations import Pulse, PulseRequest
from smartclient.domain.clock import CLOCK_TOLERANCE, Clock
from smartclient.gateway.gateway import Gateway


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A pulse as it was received, and the hello that asked for it.

    ``clock_offset``: head office's clock less the laptop's.
    """

    hello: PulseRequest
    pulse: Pulse
    clock_offset: timedelta

    @property
    def clock_is_off(self) -> bool:
        """Whether the laptop's clock is wrong enough to warn about."""
        return abs(self.clock_offset) > CLOCK_TOLERANCE


def probe(gateway: Gateway, hello: PulseRequest, clock: Clock) -> Contact:
    """Fetch the pulse; raises whatever the gateway raises.

    The offset is taken against the middle of the call, as in the Network Time Protocol
    (RFC 5905, section 8): half of the round trip is assumed to each way.
    """
    started_at = clock.now()
    pulse = gateway.pulse(hello)
    middle = started_at + (clock.now() - started_at) / 2
    return Contact(hello=hello, pulse=pulse, clock_offset=pulse.clock - middle)
