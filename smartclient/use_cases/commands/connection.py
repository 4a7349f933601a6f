"""What changes the state of the connection: calls, the system's word, and the rep's switch."""

from datetime import datetime

from smartclient.domain.services import HEAD_OFFICE, ServiceName
from smartclient.read_models.connection import LinkHistory, NetworkHint
from smartclient.store.unit_of_work import UnitOfWork
from smartclient.use_cases.queries.connection import link_facts
from smartclient.use_cases.queries.fetching_ahead import link_degradation
from smartclient.use_cases.queries.services import known_services


def note_link_states(work: UnitOfWork, now: datetime, *, switched: bool = False) -> None:
    """Store the states that the links to all services are in by what the store knows of them.

    ``switched``: the rep has just chosen to work offline, or not to.
    """
    for service in known_services(work):
        note_link_state(work, now, service, switched=switched)


def note_link_state(
    work: UnitOfWork,
    now: datetime,
    service: ServiceName = HEAD_OFFICE,
    *,
    switched: bool = False,
) -> None:
    """Store the state that the link to a service is in; ``switched`` as for all of them."""
    link = work.meta.of_service(service)
    history = link.link_history or LinkHistory()
    after = history.after(link_facts(work, service), now, switched=switched)
    if after != history:
        link.link_history = after
    if service == HEAD_OFFICE:
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
        for service in known_services(work):
            work.meta.of_service(service).link_quality = None
    work.meta.network = hint
    note_link_states(work, now)
    return True
