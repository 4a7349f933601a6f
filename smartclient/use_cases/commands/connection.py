"""What changes the state of the connection: calls, the system's word, and the rep's switch."""

from datetime import datetime

from smartclient.read_models.connection import LinkHistory, NetworkHint
from smartclient.store.unit_of_work import UnitOfWork
from smartclient.use_cases.queries.connection import link_facts
from smartclient.use_cases.queries.fetching_ahead import link_degradation


def note_link_state(work: UnitOfWork, now: datetime, *, switched: bool = False) -> None:
    """Store the state that the connection is in by what the store knows of it.

    ``switched``: the rep has just chosen to work offline, or not to.
    """
    history = work.meta.link_history or LinkHistory()
    after = history.after(link_facts(work), now, switched=switched)
    if after != history:
        work.meta.link_history = after
    _note_degradation(work, now)


def _note_degradation(work: UnitOfWork, now: datetime) -> None:
    """Store how degraded the link is, and whether it got worse."""
    before, found = work.meta.link_degradation, link_degradation(work, now)
    if found != before:
        work.meta.link_degradation = found
    if found > before:
        work.meta.link_got_worse = True


def note_network(work: UnitOfWork, hint: NetworkHint, now: datetime) -> bool:
    """Store what the operating system says of the network; return whether that is new.

    How fast another network is has to be measured again.
    """
    known = work.meta.network or NetworkHint()
    if hint == known:
        return False
    if (hint.name, hint.transport) != (known.name, known.transport):
        work.meta.link_quality = None
    work.meta.network = hint
    note_link_state(work, now)
    return True
