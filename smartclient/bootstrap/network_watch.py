"""The network watch: keeps in the store what the system says of the network."""

from dataclasses import replace

from smartclient.bootstrap.network_hint import network_hint
from smartclient.bootstrap.probing import is_local
from smartclient.domain.clock import Clock
from smartclient.domain.link_price import Transport
from smartclient.read_models.connection import NetworkHint
from smartclient.store.unit_of_work import Store
from smartclient.use_cases.commands.connection import note_network


class NetworkWatch:
    """Looks at the network; what the system reported to a window counts for more.

    May be used from any thread.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._reported: NetworkHint | None = None

    def report(self, hint: NetworkHint) -> None:
        """Take what the system reported to the window."""
        self._reported = hint

    def look(self, url: str) -> bool:
        """Store what the system says, with head office at ``url``; return whether that is new."""
        with self._store.view() as view:
            known = view.meta.network or NetworkHint()
        found = self._found(known)
        if is_local(url):
            # no network is needed
            found = replace(found, reachable=None, captive=None)
        if found == known:
            return False
        with self._store.work() as work:
            note_network(work, found, self._clock.now())
            work.commit()
        return True

    def _found(self, known: NetworkHint) -> NetworkHint:
        found = network_hint()
        if self._reported is not None:
            reported = self._reported
            is_unknown = reported.transport is Transport.UNKNOWN
            transport = found.transport if is_unknown else reported.transport
            return replace(reported, name=reported.name or found.name, transport=transport)
        if (known.name, known.transport) == (found.name, found.transport):
            # a window that is open beside this program knows more
            return replace(found, metered=known.metered, captive=known.captive)
        return found
