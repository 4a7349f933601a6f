"""An open laptop: the use cases, the sync and the background, over one store."""

import logging
import random
import threading
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from smartclient.bootstrap.link import HeadOfficeLink
from smartclient.bootstrap.network_watch import NetworkWatch
from smartclient.bootstrap.signing import ensure_signing_key
from smartclient.bootstrap.wipe_on_request import PATIENCE, WipeOnRequest
from smartclient.domain.clock import Clock, HeadOfficeClock
from smartclient.domain.errors import (
    RefusedError,
    TransientError,
)
from smartclient.domain.link_price import CostlyMark
from smartclient.read_models.connection import NetworkHint
from smartclient.read_models.sync_progress import LinkState, SyncProgress, SyncSummary
from smartclient.settings.file import load_settings, save_settings
from smartclient.settings.model import Settings
from smartclient.settings.places import SYNC_LOCK_FILE, unconfirmed_wipes
from smartclient.store.unit_of_work import Store
from smartclient.use_cases.commands.expiry import remove_expired
from smartclient.use_cases.commands.network_mark import mark_network
from smartclient.use_cases.queries.expired_data import next_refresh
from smartclient.use_cases.queries.fetching_ahead import fetch_ahead_at
from smartclient.use_cases.queries.link_terms import link_terms
from smartclient.use_cases.replies.delivery import next_try_at
from smartclient.use_cases.use_cases import UseCases

if TYPE_CHECKING:
    from smartclient.bootstrap.carrying import Carrying
    from smartclient.bootstrap.check_outs import CheckOuts
    from smartclient.bootstrap.own_mailbox import OwnMailbox
    from smartclient.diagnostics.finding import Finding
    from smartclient.scheduling.background import BackgroundSync
    from smartclient.scheduling.news import NewsListener
    from smartclient.sync.engine import SyncEngine
    from smartclient.sync.service_push import ServicePush

logger = logging.getLogger(__name__)

# ruff: noqa: PLC0415 (what only a sync needs is imported with the first: the window opens sooner)

SERVICE_PATIENCE = timedelta(seconds=5)
"""How long closing waits for what is being sent to a service: of that nobody would know."""


class Session:
    """An open laptop. Its methods may be called from any thread; close it when done."""

    def __init__(
        self,
        *,
        home: Path,
        settings: Settings,
        store: Store,
        key: bytes,
        link: HeadOfficeLink,
        clock: Clock,
    ) -> None:
        self.home = home
        self.settings = settings
        with store.view() as view:
            learnt = view.meta.learnt_time()
        self._clock = HeadOfficeClock(clock, learnt)
        self.use_cases = UseCases(store, self._clock)
        self._store = store
        remove_expired(store, self._clock)
        self._network = NetworkWatch(store, self._clock)
        self._key = key
        self._link = link
        self._closing = threading.Event()
        self._syncing = threading.Lock()
        self._background: BackgroundSync | None = None
        self._is_back = False
        self._news: NewsListener | None = None
        self._services: ServicePush | None = None
        self._wipe = WipeOnRequest(home=home, store=store, link=link, clock=self._clock)
        self._on_finished: Callable[[SyncSummary], None] = _ignore_summary

    def sync_now(
        self,
        progress: Callable[[SyncProgress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        *,
        at_any_price: bool = False,
    ) -> SyncSummary:
        """Send, collect and pull once, including what waits for its next try.

        With ``at_any_price`` nothing waits for a cheaper connection, or for a faster one.

        Being offline or out of reach is reported in the summary. Raises ContendedError when another
        sync goes on for longer than PATIENCE, SignInError, ClientTooOldError or a FatalError.
        """
        with self._syncing, self._wipe.heeded():
            return self._ended(
                self._engine(PATIENCE).run(
                    progress, self._stops(cancelled), urgent=True, at_any_price=at_any_price
                )
            )

    def prepare_sync(self) -> None:
        """Prompt now for what the next sync would prompt for while it shows its progress."""
        with self._store.view() as view:
            offline = view.meta.offline_by_choice
        if not offline:
            self._link.find_password()

    @property
    def carrying(self) -> "Carrying":
        """What is given somebody to carry to head office, and taken in; nothing is sent."""
        from smartclient.bootstrap.carrying import Carrying

        return Carrying(self.home, self._key, self._store, self._clock)

    @property
    def mailbox(self) -> "OwnMailbox":
        """The rep's own mailbox, from which this device sends mails by itself."""
        from smartclient.bootstrap.own_mailbox import OwnMailbox

        return OwnMailbox(self._store, self._clock)

    @property
    def check_outs(self) -> "CheckOuts":
        """What locks customers for the rep: asked of head office at once, and never queued."""
        return self._check_outs(PATIENCE)

    def request_consistency_check(self) -> None:
        """Have the next sync compare all that is stored here with head office, and repair it."""
        from smartclient.sync.repair import schedule_check

        schedule_check(self._store)

    def work_offline(self, on: bool) -> None:  # noqa: FBT001 (it is what is switched)
        """Go offline by choice, or back. A sync that is running stops before its next call."""
        from smartclient.sync.handshake import note_switch

        with self._store.work() as work:
            note_switch(work, self._clock.now(), offline=on)
            work.commit()
        if on:
            self._link.release()
        if self._news is not None:
            self._news.look_again()
        if not on:
            self.nudge()

    def note_network(self, hint: NetworkHint) -> None:
        """Store what the system says of the network, and sync now where that is new."""
        self._network.report(hint)
        if self._network.look(self.settings.url):
            self.nudge()

    def mark_network(self, mark: CostlyMark) -> None:
        """Remember whether the rep finds this network expensive, and sync by that.

        It may be another network than at the last sync.
        """
        self._network.look(self.settings.url)
        mark_network(mark, work=self._store.work(), clock=self._clock)
        if self._news is not None:
            self._news.look_again()
        self.nudge()

    def start_background(self, on_finished: Callable[[SyncSummary], None]) -> None:
        """Sync in the background until closed; ``on_finished`` is called on its thread.

        Where it does so already, ``on_finished`` replaces the callback given before.
        """
        self._on_finished = on_finished
        if self._background is not None:
            return
        from smartclient.scheduling.background import BackgroundSync

        self._background = BackgroundSync(
            run=self._run_in_background,
            probe=self._probe,
            next_try=self._next_try,
            on_finished=self._report_finished,
            every=timedelta(seconds=self.settings.sync_every_seconds),
            clock=self._clock,
        )
        self._background.start()
        self._listen_for_news()

    def sign_in_again(self, code: str) -> None:
        """Go on with a new code of head office's service, or a link that holds one.

        Raises RefusedError, SignInError for a code that does not count, and OutOfReachError.
        """
        from smartclient.bootstrap.code_exchange import renewed_sign_in
        from smartclient.security.device_credentials import CredentialFile

        renewed_sign_in(self.settings, CredentialFile(self.home, lambda: self._key), code)
        # opened again, it knows the new credential and certificate
        self._link.close()
        if self._news is not None:
            self._news.look_again()

    def save_preferences(self, settings: Settings) -> None:
        """Save the settings of this laptop; the background uses the new interval at once.

        Head office's address stays as it is now: it may have been changed meanwhile.
        """
        save_settings(self.home, replace(settings, url=load_settings(self.home).url))
        self.settings = settings
        if self._background is not None:
            self._background.set_interval(timedelta(seconds=settings.sync_every_seconds))

    def doctor(self) -> tuple["Finding", ...]:
        """Check everything that the program needs on this laptop."""
        from smartclient.diagnostics.laptop import laptop_findings

        return laptop_findings(
            self.home,
            self._clock.device,
            lambda _settings, _key: nullcontext(self._link),
            key=self._key,
        )

    def nudge(self) -> None:
        """Have the background sync now; nothing happens where none was started."""
        if self._background is not None:
            self._background.nudge()

    def close(self) -> None:
        """End the background, let a running sync stop at its next step, and close the store."""
        self._closing.set()
        self._link.abort()
        if self._services is not None:
            self._services.end(SERVICE_PATIENCE)
        if self._news is not None:
            self._news.stop()
            self._news = None
        if self._background is not None:
            self._background.stop()
            self._background = None
        with self._syncing:
            self._link.close()
            self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _engine(self, patience: timedelta) -> "SyncEngine":
        from smartclient.bootstrap.own_mailbox import service_push
        from smartclient.sync.engine import SyncEngine
        from smartclient.sync.lock import SyncLock

        self._network.look(self.settings.url)
        ensure_signing_key(self.home, self._key, self._store)
        if self._services is None:
            self._services = service_push(self._store, self._clock)
        return SyncEngine(
            store=self._store,
            connect=self._link.connect,
            answer_now=self._link.answer_now if self.settings.embedded else None,
            clock=self._clock,
            lock=SyncLock(self.home / SYNC_LOCK_FILE, timeout=patience),
            random=random.SystemRandom().random,
            batch_rows=self.settings.batch_rows,
            services=self._services,
        )

    def _probe(self) -> bool:
        """Whether a sync is worth a try by now; nothing is sent while the rep works offline."""
        from smartclient.bootstrap.probing import is_worth_a_try

        with self._store.view() as view:
            if view.meta.offline_by_choice:
                return False
        found = self._network.look(self.settings.url) or is_worth_a_try(self.settings.url)
        self._is_back = self._is_back or found
        return found

    def _run_in_background(self) -> SyncSummary:
        with self._wipe.heeded():
            # what waits for its next try waits because head office was away
            is_back, self._is_back = self._is_back, False
            engine = self._engine(timedelta(0))
            summary = engine.run(cancelled=self._stops(None), urgent=is_back)
            if summary.link is LinkState.ONLINE and not self._closing.is_set():
                self._renew_check_outs()
            return self._ended(summary)

    def _renew_check_outs(self) -> None:
        """Renew the rep's check-outs; what does not succeed is tried again after the next sync."""
        try:
            self._check_outs(timedelta(0)).renew_due()
        except (TransientError, RefusedError) as error:
            logger.info("check-outs are not renewed: %s", error.detail or error)

    def _check_outs(self, patience: timedelta) -> "CheckOuts":
        from smartclient.bootstrap.check_outs import CheckOuts

        return CheckOuts(
            store=self._store,
            link=self._link,
            clock=self._clock,
            is_embedded=self.settings.embedded,
            locked=lambda: self._wipe.alone(patience),
            wait=self._closing.wait,
        )

    def _ended(self, summary: SyncSummary) -> SyncSummary:
        """How a sync ended, after what is to be done with the connection then.

        It is closed while the rep works offline, or it would not be silent, and where it costs
        something to keep it. Where head office was
        reached, a wipe is confirmed of the device that was here before.
        """
        if summary.link is LinkState.OFFLINE or self._is_costly():
            self._link.release()
        if summary.link is LinkState.ONLINE and unconfirmed_wipes(self.home):
            from smartclient.bootstrap.wiping import confirm_wipes

            confirm_wipes(self.home, url=self.settings.url)
        return summary

    def _stops(self, cancelled: Callable[[], bool] | None) -> Callable[[], bool]:
        return lambda: self._closing.is_set() or (cancelled is not None and cancelled())

    def _report_finished(self, summary: SyncSummary) -> None:
        """Call the newest callback with how a sync in the background ended."""
        if self._news is not None:
            self._news.synced()
        self._on_finished(summary)

    def _listen_for_news(self) -> None:
        """Have head office's service say at once when there is something new."""
        if self._link.over_https() is None:
            return
        from smartclient.bootstrap.news import news_listener

        self._news = news_listener(
            self._link,
            self._store,
            self._clock,
            is_wiped=lambda: self._wipe.is_done,
            on_news=self.nudge,
        )
        self._news.start()

    def _is_costly(self) -> bool:
        with self._store.view() as view:
            return link_terms(view).price > 0

    def _next_try(self) -> datetime | None:
        if self._wipe.is_done:
            return None
        with self._store.view() as view:
            planned = (
                next_try_at(view, self._clock),
                next_refresh(view, self._clock),
                fetch_ahead_at(view, self._clock),
            )
        return min((at for at in planned if at is not None), default=None)


def _ignore_summary(_summary: SyncSummary) -> None:
    """Ignore how a sync ended: no callback was given yet."""
