"""The state and the queue of each service."""

from collections.abc import Iterable

from smartclient.domain.clock import Clock
from smartclient.domain.mail import MailReadiness, mail_readiness
from smartclient.domain.services import (
    MAIL,
    OFFLINE_WITHOUT,
    OWN_MAIL,
    OfflineWithout,
    RegisteredService,
    ServiceName,
)
from smartclient.domain.tasks import AT_HEAD_OFFICE, TO_SEND, SubjectType
from smartclient.read_models.connection import AWAY, ConnectionState, LinkCause, LinkHistory
from smartclient.read_models.services import ServiceReport
from smartclient.store.unit_of_work import ReadView
from smartclient.use_cases.queries.link_terms import link_terms


def known_services(view: ReadView) -> tuple[ServiceName, ...]:
    """The services that come with the program, and those that were registered at the last sync."""
    others = (each.name for each in view.meta.registered_services)
    return tuple(dict.fromkeys((*OFFLINE_WITHOUT, *others)))


def service_reports(
    view: ReadView, clock: Clock, services: Iterable[ServiceName] | None = None
) -> tuple[ServiceReport, ...]:
    """Each service as it is now, in their order, None for all of them.

    Mail only where head office sends any, and from this device where that is set up.
    """
    wanted = known_services(view) if services is None else services
    return tuple(_service_report(view, clock, each) for each in wanted if _is_in_use(view, each))


def _is_in_use(view: ReadView, service: ServiceName) -> bool:
    if service == MAIL:
        return mail_readiness(view.meta.mail) is not MailReadiness.OFF
    if service == OWN_MAIL:
        return bool(view.meta.of_service(OWN_MAIL).account) or _waiting(view, OWN_MAIL) > 0
    return True


def _registered(view: ReadView, service: ServiceName) -> RegisteredService | None:
    return next((each for each in view.meta.registered_services if each.name == service), None)


def _service_report(view: ReadView, clock: Clock, service: ServiceName) -> ServiceReport:
    link, queue = view.meta.of_service(service), view.outbox.of_service(service)
    outage = link.last_outage
    history = (link.link_history or LinkHistory()).at(clock.now())
    found = ConnectionState.ONLINE if link.reached else ConnectionState.UNREACHABLE
    seen = history.observed
    is_captive = seen is not None and seen.cause is LinkCause.CAPTIVE
    registered = _registered(view, service)
    without = view.rule_context.policies().offline_without.get(
        service, OfflineWithout.YES if registered is None else registered.offline_without
    )
    return ServiceReport(
        service=service,
        label="" if registered is None else registered.label,
        state=history.state if history.changes else found,
        observed=found if seen is None or (seen.state in AWAY) is link.reached else seen.state,
        is_offline_without=without is not OfflineWithout.NO,
        counts_always=is_captive
        or (outage is not None and outage.until is None and outage.is_refusal),
        waiting=_waiting(view, service),
        next_try=queue.next_try_at(clock.now(), link_terms(view)),
        last_contact=link.last_contact,
        was_called=bool(history.known_changes),
        current=history.current,
    )


def _waiting(view: ReadView, service: ServiceName) -> int:
    """How many requests wait for a service; of mails, those that head office holds, too."""
    if service == MAIL:
        mails = view.tasks.count_about(SubjectType.MAIL, TO_SEND | AT_HEAD_OFFICE)
        return mails - view.outbox.of_service(OWN_MAIL).count_undelivered()
    return view.outbox.of_service(service).count_undelivered()
