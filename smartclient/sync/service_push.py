"""The push to services: sends what waits for those that this device sends to by itself.

Each is served by itself: one that is away, or refuses, stops nothing of another.
"""

import logging
import ssl
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from smartclient.domain.clock import Clock
from smartclient.domain.errors import SmartClientError
from smartclient.domain.mail import MailAccount
from smartclient.domain.services import ServiceName
from smartclient.domain.worth import LinkTerms
from smartclient.services.mail.delivery import Delivery, Outcome
from smartclient.services.service import DeviceService, Records, ServicePlace, ServiceTransport
from smartclient.store.unit_of_work import ReadView, Store
from smartclient.store.work.stored_request import StoredRequest
from smartclient.sync.handshake import note_outage, note_reached
from smartclient.use_cases.commands.connection import note_link_state
from smartclient.use_cases.replies.service_delivery import (
    check_may_be_sent,
    close_without_answer,
    hand_over,
    next_to_deliver,
    note_delivery,
    out_of_reach,
)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceCredentials:
    """How services sign in: where passwords are, and whose certificates are believed."""

    password: Callable[[MailAccount], str]
    trust: Callable[[], ssl.SSLContext]


class ServicePush:
    """Sends what waits for each registered service; the caller holds the lock of the sync."""

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        services: Sequence[DeviceService],
        records: Records,
        credentials: ServiceCredentials,
        backoff: Callable[[int], timedelta],
    ) -> None:
        self._store = store
        self._clock = clock
        self._services = services
        self._records = records
        self._credentials = credentials
        self._backoff = backoff
        self._current: ServiceTransport | None = None
        self._idle = threading.Event()
        self._idle.set()

    def run(self, stopped: Callable[[], bool], terms: Callable[[ReadView], LinkTerms]) -> None:
        """Send until nothing may go any more, or each service is away."""
        self._note_registered()
        for service in self._services:
            close_without_answer(self._store.work(), self._clock, service.registered.name)
            transport = self._opened(service)
            if transport is None:
                continue
            self._current = transport
            self._idle.clear()
            try:
                self._send_all(service, transport, stopped, terms)
            finally:
                self._current = None
                self._idle.set()

    def end(self, patience: timedelta) -> None:
        """End what another thread sends, once it has had so much time to end by itself."""
        current = self._current
        if not self._idle.wait(patience.total_seconds()) and current is not None:
            current.abort()

    def _note_registered(self) -> None:
        registered = tuple(service.registered for service in self._services)
        with self._store.view() as view:
            known = view.meta.registered_services
        if known != registered:
            with self._store.work() as work:
                work.meta.registered_services = registered
                work.commit()

    def _opened(self, service: DeviceService) -> ServiceTransport | None:
        with self._store.view() as view:
            account = view.meta.of_service(service.registered.name).account
        return service.open(
            ServicePlace(
                account=account,
                records=self._records,
                password=self._credentials.password,
                trust=self._credentials.trust,
            )
        )

    def _send_all(
        self,
        service: DeviceService,
        transport: ServiceTransport,
        stopped: Callable[[], bool],
        terms: Callable[[ReadView], LinkTerms],
    ) -> None:
        while not (stopped() or self._is_offline()):
            with self._store.view() as view:
                current = terms(view)
            work = self._store.work()
            stored = next_to_deliver(work, self._clock, service.registered, current)
            if stored is None:
                return
            delivery = self._deliver(transport, stored)
            note_delivery(self._store.work(), self._clock, stored, delivery, self._backoff)
            self._note_link(service.registered.name, delivery)
            if delivery.outcome is Outcome.SERVICE_AWAY:
                return

    def _deliver(self, transport: ServiceTransport, stored: StoredRequest) -> Delivery:
        handed_over = False

        def note() -> bool:
            nonlocal handed_over
            handed_over = not self._is_offline() and hand_over(
                self._store.work(), self._clock, stored
            )
            return handed_over

        try:
            with self._store.view() as view:
                check_may_be_sent(view, stored)
            return transport.deliver(stored.request, note)
        except SmartClientError as error:
            logger.info("a request can't be sent: %s", error.detail or error)
            arguments = {name: str(value) for name, value in error.arguments.items()}
            refused = Delivery(outcome=Outcome.REFUSED, why=error.template, arguments=arguments)
            return Delivery(outcome=Outcome.UNKNOWN) if handed_over else refused
        # a registered service may raise anything, and the rest of the sync goes on without it
        except Exception:
            logger.exception("a service failed")
            return Delivery(
                outcome=Outcome.UNKNOWN if handed_over else Outcome.SERVICE_AWAY,
                why="This service failed. Ask who provides it.",
            )

    def _is_offline(self) -> bool:
        with self._store.view() as view:
            return view.meta.offline_by_choice

    def _note_link(self, service: ServiceName, delivery: Delivery) -> None:
        now = self._clock.now()
        with self._store.work() as work:
            if delivery.outcome is Outcome.SERVICE_AWAY:
                note_outage(work, out_of_reach(delivery), now, service)
            else:
                note_reached(work.meta, now, service)
                note_link_state(work, now, service)
            work.commit()
