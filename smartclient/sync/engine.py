"""The engine: one whole sync, from the handshake to the last photo."""

import logging
from collections.abc import Callable
from typing import Final

from smartclient.contract.operations import Operations, Pulse
from smartclient.domain.clock import HeadOfficeClock
from smartclient.domain.errors import (
    ClientTooOldError,
    ContendedError,
    OutOfReachError,
    SignInError,
    TransientError,
    WorkingOfflineError,
)
from smartclient.domain.worth import AT_ANY_PRICE
from smartclient.gateway.gateway import Gateway
from smartclient.read_models.sync_progress import SyncProgress, SyncStep, SyncSummary
from smartclient.store.unit_of_work import Store
from smartclient.sync.backoff import Backoff
from smartclient.sync.batch_size import after_cut, after_success, batch_size
from smartclient.sync.context import SyncContext
from smartclient.sync.handshake import handshake, note_outage
from smartclient.sync.link_quality import MeasuredQuality
from smartclient.sync.lock import SyncLock
from smartclient.sync.pull import Pull
from smartclient.sync.push import Push
from smartclient.sync.receive_replies import collect_replies
from smartclient.sync.service_push import ServicePush
from smartclient.sync.stats import SyncStats
from smartclient.use_cases.commands.connection import note_link_state
from smartclient.use_cases.commands.expiry import remove_expired
from smartclient.use_cases.commands.number_supply import supply_numbers
from smartclient.use_cases.queries.link_terms import link_terms
from smartclient.use_cases.queries.services import known_services
from smartclient.use_cases.replies.delivery import park_overdue
from smartclient.use_cases.replies.old_data import send_on_fresh_data

logger = logging.getLogger(__name__)

_HALVINGS: Final = "link_halvings"


class SyncEngine:
    """Syncs one store with one head office; each run is whole in itself and may be cut anywhere.

    ``answer_now`` makes an embedded worker answer what was just sent, None
    where there is none. ``services`` sends to those that this device sends to by itself.
    """

    def __init__(
        self,
        *,
        store: Store,
        connect: Callable[[], Operations],
        clock: HeadOfficeClock,
        lock: SyncLock,
        random: Callable[[], float],
        answer_now: Callable[[], None] | None = None,
        batch_rows: int = 200,
        services: ServicePush | None = None,
    ) -> None:
        self._store = store
        self._connect = connect
        self._clock = clock
        self._lock = lock
        self._backoff = Backoff(random=random)
        self._answer_now = answer_now
        self._batch_rows = batch_rows
        self._services = services

    def run(
        self,
        progress: Callable[[SyncProgress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        *,
        urgent: bool = False,
        at_any_price: bool = False,
    ) -> SyncSummary:
        """Send, collect, pull; ``urgent`` also sends what waits for its next try.

        With ``at_any_price`` nothing waits for a cheaper connection, or for a faster one.

        Working offline, being out of reach and being held up are reported in the summary. Raises
        ContendedError when another sync of this store is running, and the errors that a
        person must see: SignInError, ClientTooOldError, FatalError.
        """
        stats = SyncStats(on_progress=progress)
        self._correct_clock()
        remove_expired(self._store, self._clock)
        if self._offline():
            park_overdue(self._store.work(), self._clock)
            return self._summary(stats, at_any_price=at_any_price)
        with self._lock:
            with self._store.view() as view:
                stats.begin(view)
            self._begin_fetching()
            gateway = Gateway(self._connect, offline=self._offline)
            context = SyncContext(
                store=self._store,
                gateway=gateway,
                clock=self._clock,
                backoff=self._backoff,
                stats=stats,
                stopped=cancelled or _never,
                quality=MeasuredQuality(self._store, gateway),
                cuts=self._halvings(),
                at_any_price=at_any_price,
            )
            try:
                self._run_handling_outages(context, urgent=urgent)
                if self._services is not None and not self._offline():
                    # whatever became of head office, unless it refuses this device
                    self._services.run(context.stopped, context.terms)
            finally:
                # by the time that a contact taught, where there was one
                park_overdue(self._store.work(), self._clock)
                self._note_quality(context)
                gateway.close()
        return self._summary(stats, at_any_price=at_any_price)

    def _run_handling_outages(self, context: SyncContext, *, urgent: bool) -> None:
        try:
            self._run(context, urgent=urgent)
        except WorkingOfflineError:
            logger.info("the sync ended: the rep works offline now")
        except OutOfReachError as error:
            logger.info("head office is out of reach: %s", error.detail or error)
            context.stats.note_trouble(error)
            self._note_outage(error)
        except (SignInError, ClientTooOldError) as error:
            self._note_outage(error)
            raise
        except TransientError as error:
            logger.info("the sync was held up: %s", error.detail or error)
            context.stats.note_trouble(error)

    def _run(self, context: SyncContext, *, urgent: bool) -> None:
        context.stats.report(SyncStep.CONNECTING)
        if urgent:
            self._retry_all_now()
        try:
            pulse = handshake(context)
        except ClientTooOldError:
            # head office gives this program no feeds any more, but it takes what is held here
            self._push(context).send_waiting()
            raise
        # what expired while the time was unproven, and before anything of it is read on
        remove_expired(self._store, self._clock)
        try:
            push = self._push(context)
            self._supply_numbers()
            pulse = self._exchange(context, push, pulse)
            if not context.stopped():
                Pull(context, pulse).run()
            # the policy that asks for it may have come only now
            supplied = self._supply_numbers()
            while not context.stopped() and (supplied or self._refreshed()):
                supplied = False
                pulse = self._exchange(context, push, pulse)
                if not context.stopped() and self._waits_for_fresh_data():
                    Pull(context, pulse).run()
        except WorkingOfflineError:
            raise
        except OutOfReachError:
            # it was there a moment ago: the link was cut in the middle of something
            self._note_halvings(after_cut(context.cuts))
            raise
        if context.stopped():
            context.stats.note_trouble(TransientError("The sync was stopped before its end."))
            return
        with self._store.work() as work:
            work.meta.last_sync = self._clock.now()
            work.commit()
        if context.cuts:
            self._note_halvings(after_success(context.cuts))
        context.stats.report(SyncStep.DONE, done=context.stats.pulled)

    def _exchange(self, context: SyncContext, push: Push, pulse: Pulse) -> Pulse:
        """Send and collect until nothing moves: an answer may release what waited for it."""
        sent = push.send_waiting()
        while not context.stopped():
            if self._answer():
                sent = max(sent, 1)
            if sent:
                pulse = handshake(context)
            collect_replies(context, pulse)
            sent = push.send_waiting()
            if not sent:
                break
        return pulse

    def _supply_numbers(self) -> bool:
        """Queue what the supply of final numbers needs; whether there is anything."""
        with self._store.work() as work:
            queued = supply_numbers(work, self._clock)
            work.commit()
        return queued

    def _refreshed(self) -> bool:
        """Whether anything that waited for fresh data may go now; each goes once."""
        if not self._waits_for_fresh_data():
            return False
        with self._store.work() as work:
            released = send_on_fresh_data(work, self._clock)
            work.commit()
        return released > 0

    def _waits_for_fresh_data(self) -> bool:
        with self._store.view() as view:
            return bool(view.tasks.waiting_for_fresh_data())

    def _push(self, context: SyncContext) -> Push:
        return Push(context, batch_rows=batch_size(self._batch_rows, context.halvings))

    def _answer(self) -> bool:
        if self._answer_now is None or self._offline():
            return False
        try:
            self._answer_now()
        except ContendedError as error:
            # another worker is answering; its replies come with a later sync
            logger.info("the embedded worker was held up: %s", error.detail or error)
        return True

    def _retry_all_now(self) -> None:
        with self._store.work() as work:
            for service in known_services(work):
                work.outbox.of_service(service).retry_all_now()
            work.commit()

    def _offline(self) -> bool:
        with self._store.view() as view:
            return view.meta.offline_by_choice

    def _correct_clock(self) -> None:
        """Correct the clock by the last contact, which may have been another program's."""
        with self._store.view() as view:
            self._clock.correct(view.meta.learnt_time())

    def _halvings(self) -> int:
        with self._store.view() as view:
            return int(view.meta.get(_HALVINGS) or 0)

    def _begin_fetching(self) -> None:
        """Note that what is to be fetched ahead on a link that got worse is fetched now."""
        with self._store.work() as work:
            if work.meta.link_got_worse:
                work.meta.link_got_worse = False
                work.commit()

    def _note_halvings(self, halvings: int) -> None:
        with self._store.work() as work:
            work.meta.set(_HALVINGS, str(halvings))
            work.commit()

    def _note_outage(self, error: OutOfReachError | SignInError | ClientTooOldError) -> None:
        with self._store.work() as work:
            note_outage(work, error, self._clock.now())
            work.commit()

    def _note_quality(self, context: SyncContext) -> None:
        """Store how fast the link was, and what follows for the state of the connection."""
        with self._store.work() as work:
            context.quality.save(work)
            note_link_state(work, self._clock.now())
            work.commit()

    def _summary(self, stats: SyncStats, *, at_any_price: bool) -> SyncSummary:
        with self._store.view() as view:
            terms = AT_ANY_PRICE if at_any_price else link_terms(view)
            return stats.summary(view, self._clock.now(), terms)


def _never() -> bool:
    return False
