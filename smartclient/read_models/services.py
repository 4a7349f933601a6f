"""The state of each service, and what follows from all of them for the client."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from smartclient.domain.services import ServiceName
from smartclient.read_models.connection import AWAY, ConnectionState, LinkChange

_ORDER = tuple(ConnectionState)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceReport:
    """One service: its state as it is shown and as it was observed last, and its queue.

    ``counts_always``: it refuses this device or program, or the network wants a sign-in before
    anything can be reached, which only a person can change. ``waiting`` counts the requests that
    wait for the link to it, ``next_try`` is when the next of them is due. ``last_contact`` is None
    before the first. ``was_called``: something is known of the link to it. ``label`` is what a
    registered service calls itself, "" for one that comes with the program. ``current`` says since
    when it is in its state and why.
    """

    service: ServiceName
    state: ConnectionState
    observed: ConnectionState
    is_offline_without: bool = True
    counts_always: bool = False
    waiting: int = 0
    next_try: datetime | None = None
    last_contact: datetime | None = None
    was_called: bool = True
    label: str = ""
    current: LinkChange | None = None

    @property
    def is_away(self) -> bool:
        """Whether it is out of reach by itself, while there is a network."""
        return self.was_called and self.state is ConnectionState.UNREACHABLE

    def counted(self, state: ConnectionState) -> ConnectionState:
        """What a state of this service is for the client as a whole.

        Being out of reach is nothing where a policy says so; that there is no network is no matter
        of one service.
        """
        is_left_out = not self.is_offline_without and not self.counts_always
        if is_left_out and state is ConnectionState.UNREACHABLE:
            return ConnectionState.ONLINE
        return state


def is_out_of_reach(services: Iterable[ServiceReport]) -> bool:
    """Whether the client counts as offline because of a service."""
    return any(each.counted(each.observed) in AWAY for each in services)


def connection_of(services: Iterable[ServiceReport]) -> ConnectionState:
    """The connection as it is shown: the first state, in their order, that one service is in."""
    states = (each.counted(each.state) for each in services)
    return min(states, key=_ORDER.index, default=ConnectionState.ONLINE)
