"""The state and the queue of each service."""

from collections.abc import Iterable

from smartclient.domain.clock import Clock
from smartclient.domain.mail import MailReadiness, mail_readiness
from smartclient.domain.services import MAIL, OFFLINE_WITHOUT, OfflineWithout, ServiceName
from smartclient.domain.tasks import AT_HEAD_OFFICE, TO_SEND, SubjectType
from smartclient.read_models.connection import AWAY, ConnectionState, LinkCause, LinkHistory
from smartclient.read_models.services import ServiceReport
from smartclient.store.unit_of_work import ReadView
from smartclient.use_cases.queries.link_terms import link_terms


def service_reports(
    view: ReadView, clock: Clock, services: Iterable[ServiceName] = tuple(OFFLINE_WITHOUT)
) -> tuple[ServiceReport, ...]:
    """Each service as it is now, in their order; mail only where head office sends any."""
    is_mailing = mail_readiness(view.meta.mail) is not MailReadiness.OFF
    return tuple(
        _service_report(view, clock, service)
        for service in services
        if service != MAIL or is_mailing
    )


def _service_report(view: ReadView, clock: Clock, service: ServiceName) -> ServiceReport:
    link, queue = view.meta.of_service(service), view.outbox.of_service(service)
    outage = link.last_outage
    history = (link.link_history or LinkHistory()).at(clock.now())
    found = ConnectionState.ONLINE if link.reached else ConnectionState.UNREACHABLE
    seen = history.observed
    is_captive = seen is not None and seen.cause is LinkCause.CAPTIVE
    without = view.rule_context.policies().offline_without
    return ServiceReport(
        service=service,
        state=history.state if history.changes else found,
        observed=found if seen is None or (seen.state in AWAY) is link.reached else seen.state,
        is_offline_without=without.get(service) is not OfflineWithout.NO,
        counts_always=is_captive
        or (outage is not None and outage.until is None and outage.is_refusal),
        waiting=_waiting(view, service),
        next_try=queue.next_try_at(clock.now(), link_terms(view)),
        last_contact=link.last_contact,
        was_called=bool(history.known_changes),
    )


def _waiting(view: ReadView, service: ServiceName) -> int:
    """How many requests wait for a service; of mails, those that head office holds, too."""
    if service == MAIL:
        return view.tasks.count_about(SubjectType.MAIL, TO_SEND | AT_HEAD_OFFICE)
    return view.outbox.of_service(service).count_undelivered()
