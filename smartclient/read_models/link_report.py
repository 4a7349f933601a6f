"""The connection to head office, and every service, as a person is shown them."""

from dataclasses import dataclass
from datetime import datetime

from smartclient.domain.link_quality import LinkQuality
from smartclient.read_models.connection import ConnectionState, LinkChange, NetworkHint
from smartclient.read_models.services import ServiceReport


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkReport:
    """The connection as a person is shown it.

    ``observed`` is the state as it was observed last, ``held_until`` when that is shown where it is
    not yet. ``costly``: the rep marked this network as expensive. ``round_trip_ms`` and
    ``kbit_per_s`` are None before they were measured. ``changes`` are oldest first.
    """

    state: ConnectionState
    observed: ConnectionState
    current: LinkChange | None
    held_until: datetime | None
    network: NetworkHint
    costly: bool
    price: int
    quality: LinkQuality
    last_contact: datetime | None
    changes: tuple[LinkChange, ...] = ()
    services: tuple[ServiceReport, ...] = ()

    @property
    def is_held(self) -> bool:
        """Whether the last try met another state than is shown."""
        return self.held_until is not None and self.observed is not self.state
