"""The connection to head office as it is shown, and the facts that its state follows from."""

from smartclient.domain.clock import Clock
from smartclient.domain.link_price import CostlyMark
from smartclient.domain.link_quality import LinkQuality
from smartclient.domain.services import HEAD_OFFICE, ServiceName
from smartclient.read_models.connection import LinkFacts, LinkHistory, NetworkHint
from smartclient.read_models.link_report import LinkReport
from smartclient.store.unit_of_work import ReadView
from smartclient.use_cases.queries.link_terms import costly_mark, link_terms
from smartclient.use_cases.queries.services import service_reports
from smartclient.use_cases.queries.status import worker_outage


def link_report(*, view: ReadView, clock: Clock) -> LinkReport:
    """The connection as it is shown now."""
    meta = view.meta
    history = (meta.link_history or LinkHistory()).at(clock.now())
    network = meta.network or NetworkHint()
    return LinkReport(
        state=history.state,
        observed=history.state if history.observed is None else history.observed.state,
        current=history.current,
        held_until=history.held_until,
        network=network,
        costly=costly_mark(view, network) is CostlyMark.ON,
        price=link_terms(view).price,
        quality=meta.link_quality or LinkQuality(),
        last_contact=meta.last_contact,
        changes=history.known_changes,
        services=service_reports(view, clock),
    )


def link_facts(view: ReadView, service: ServiceName = HEAD_OFFICE) -> LinkFacts:
    """What the state of the link to a service follows from."""
    meta = view.meta
    link = meta.of_service(service)
    outage = link.last_outage
    failed = outage is not None and outage.until is None
    network = meta.network or NetworkHint()
    return LinkFacts(
        by_choice=meta.offline_by_choice,
        has_network=network.reachable is not False or bool(network.captive),
        is_captive=bool(network.captive),
        reached=link.reached,
        why=outage.why if outage is not None and failed else "",
        arguments=outage.arguments if outage is not None and failed else {},
        has_worker=service != HEAD_OFFICE or worker_outage(view=view) is None,
        is_poor=(link.link_quality or LinkQuality()).is_poor,
        price=link_terms(view).price,
    )
