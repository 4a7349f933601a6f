"""The network watch: keeps in the store what the system says of the network."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from smartclient.bootstrap.network_hint import network_hint
from smartclient.bootstrap.probing import is_local
from smartclient.domain.clock import Clock
from smartclient.domain.link_price import Transport
from smartclient.read_models.connection import NetworkHint
from smartclient.store.unit_of_work import ReadView, Store
from smartclient.use_cases.commands.connection import note_network

REPORT_LASTS: Final = timedelta(minutes=30)
"""How long a system's report to a window counts for programs without one, unless the window
confirms it, which it does with every sync and probe."""

_CONFIRMED_AGAIN_AFTER: Final = timedelta(minutes=1)


class NetworkWatch:
    """Looks at the network; what the system reported to a window counts for more.

    A program without a window sees less, on Windows and macOS nothing at all. What it sees replaces
    the report only where it is of another network, or where the report is too old. May be used from
    any thread.
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
        now = self._clock.now()
        with self._store.view() as view:
            known, reported_at = view.meta.network or NetworkHint(), view.meta.network_reported_at
            found = self._found(view, now)
        if is_local(url):
            # no network is needed
            found = replace(found, reachable=None, captive=None)
        at = self._reported_at(reported_at, now, is_known=found == known)
        if found == known and at == reported_at:
            return False
        with self._store.work() as work:
            work.meta.network_reported_at = at
            is_new = note_network(work, found, now)
            work.commit()
        return is_new

    def _found(self, view: ReadView, now: datetime) -> NetworkHint:
        found = network_hint()
        reported = self._reported
        if reported is None:
            return _beside_report(view, found, now)
        is_unknown = reported.transport is Transport.UNKNOWN
        transport = found.transport if is_unknown else reported.transport
        return replace(reported, name=reported.name or found.name, transport=transport)

    def _reported_at(
        self, before: datetime | None, now: datetime, *, is_known: bool
    ) -> datetime | None:
        """When the hint to be stored was reported to a window."""
        if self._reported is None:
            return before if is_known else None
        is_recent = before is not None and _passed(before, now) < _CONFIRMED_AGAIN_AFTER
        return before if is_known and is_recent else now


def _beside_report(view: ReadView, found: NetworkHint, now: datetime) -> NetworkHint:
    """What a program without a window takes for the network, of what it found and what is known."""
    known, reported_at = view.meta.network or NetworkHint(), view.meta.network_reported_at
    is_fresh = reported_at is not None and _passed(reported_at, now) < REPORT_LASTS
    if found == NetworkHint():
        return known if is_fresh else found
    if (known.name, known.transport) == (found.name, found.transport):
        captive = known.captive if is_fresh else None
        return replace(found, metered=known.metered, captive=captive)
    return found


def _passed(earlier: datetime, now: datetime) -> timedelta:
    # after a clock that was put back
    return abs(now - earlier)
