"""The background sync: one thread that syncs at an interval, and sooner when it is nudged."""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import SystemRandom

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from smartclient.domain.clock import Clock, SystemClock
from smartclient.domain.errors import ContendedError, DeviceWipedError, SmartClientError
from smartclient.read_models.sync_progress import LinkState, SyncSummary
from smartclient.scheduling.probing import ProbeSpacing

logger = logging.getLogger(__name__)

_JOB = "sync"
_PROBE = "probe"
_spread = SystemRandom().random
"""Spreads laptops that were asked to come again at the same time."""

_SOONEST = timedelta(seconds=1)
_MOST_INSTANCES = 3
"""The run in progress, one that a nudge queued meanwhile, and the one planned at its end."""


class BackgroundSync:
    """Runs syncs on a thread of its own, one after the other, until it is stopped.

    Each run plans the next: after ``every``, or earlier when a request becomes due for its next
    try, but no earlier than head office asked for. ``on_finished`` is called on that thread after
    each run, and must not stop it.

    While head office is out of reach, ``probe`` is called every few seconds; once it returns True,
    which is that a sync is worth a try, there is one.
    """

    def __init__(
        self,
        *,
        run: Callable[[], SyncSummary],
        probe: Callable[[], bool],
        next_try: Callable[[], datetime | None],
        on_finished: Callable[[SyncSummary], None],
        every: timedelta,
        clock: Clock,
    ) -> None:
        self._run = run
        self._probe = probe
        self._probes = ProbeSpacing(_spread)
        self._next_try = next_try
        self._on_finished = on_finished
        self._every = every
        self._clock = clock
        self._run_lock = threading.Lock()
        self._planning = threading.Lock()
        self._stopping = threading.Event()
        self._nudged = False
        self._scheduler = BackgroundScheduler(
            executors={"default": ThreadPoolExecutor(max_workers=1)},
            job_defaults={
                "coalesce": True,
                "max_instances": _MOST_INSTANCES,
                "misfire_grace_time": None,  # a laptop that slept syncs when it wakes
            },
            timezone=UTC,
        )

    def start(self) -> None:
        """Begin, with a sync at once."""
        self._scheduler.start()
        self.nudge()

    def nudge(self) -> None:
        """Sync now; while one is running, once more after it."""
        with self._planning:
            if self._stopping.is_set():
                return
            # one that is planned and not handed out yet may wait for a clock that was put back
            if self._nudged and self._scheduler.get_job(_JOB) is None:
                return
            self._nudged = True
            self._plan(timedelta(0), _JOB, self._tick)

    def set_interval(self, every: timedelta) -> None:
        """Run at this interval from now on, beginning with a sync at once."""
        self._every = every
        self.nudge()

    def stop(self) -> None:
        """Wait for the run in progress, and end the thread; a second call does nothing."""
        with self._planning:
            self._stopping.set()
        # the scheduler waits for its threads holding a lock that planning needs, so a run must
        # be over before it is shut down
        with self._run_lock:
            pass
        if self._scheduler.running:
            # one that is shut down while its thread hands out a job can't find that job again
            self._scheduler.pause()
            self._scheduler.get_jobs()  # waits until the thread is through
            self._scheduler.shutdown(wait=True)

    def _tick(self) -> None:
        with self._run_lock:
            if self._stopping.is_set():
                return
            with self._planning:
                self._nudged = False
            summary = self._outcome()
            if summary is not None:
                self._on_finished(summary)
                self._note_reach(summary)
            self._plan_next(timedelta(0) if summary is None else summary.retry_after)

    def _note_reach(self, summary: SyncSummary) -> None:
        """Plan a probe where head office was not reached, and no person has to do something."""
        if summary.link is LinkState.UNREACHABLE and not summary.has_failed:
            self._probes.sync_failed()
            self._plan_probe()
        else:
            self._probes.reached()
            with self._planning:
                if self._scheduler.get_job(_PROBE) is not None:
                    self._scheduler.remove_job(_PROBE)

    def _try_probe(self) -> None:
        with self._run_lock:
            if self._stopping.is_set():
                return
            if self._probe():
                self.nudge()
            else:
                self._probes.probe_failed()
                self._plan_probe()

    def _plan_probe(self) -> None:
        with self._planning:
            if not self._stopping.is_set():
                self._plan(self._probes.wait(), _PROBE, self._try_probe)

    def _outcome(self) -> SyncSummary | None:
        """The summary of a run; None when another sync was running, which will report itself."""
        try:
            return self._run()
        except ContendedError as error:
            logger.info("no sync this time: %s", error.detail or error)
            return None
        except SmartClientError as error:
            logger.warning("the sync failed: %s", error.detail or error)
            return SyncSummary(
                link=LinkState.UNREACHABLE,
                why=error.template,
                arguments=error.arguments,
                is_wiped=isinstance(error, DeviceWipedError),
                has_failed=True,
            )
        except Exception:
            # the boundary of this thread: the next sync may succeed, and nothing is lost
            logger.exception("the sync failed with an unexpected error")
            return SyncSummary(
                link=LinkState.UNREACHABLE,
                why="The sync failed. Your work is kept. Call support if it happens again.",
                has_failed=True,
            )

    def _plan_next(self, soonest: timedelta) -> None:
        delay = max(self._delay(), soonest * (1 + _spread()))
        with self._planning:
            if not self._stopping.is_set():
                self._plan(timedelta(0) if self._nudged else delay, _JOB, self._tick)

    def _delay(self) -> timedelta:
        due = self._next_try()
        if due is None:
            return self._every
        return max(_SOONEST, min(self._every, due - self._clock.now()))

    def _plan(self, delay: timedelta, name: str, job: Callable[[], None]) -> None:
        self._scheduler.add_job(
            job,
            "date",
            run_date=SystemClock().now() + delay,
            id=name,
            replace_existing=True,
        )
