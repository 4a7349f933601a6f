"""The background: one run after the other, soon when nudged, and quiet about failures."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from queue import Queue

import pytest

from smartclient.domain.clock import SystemClock
from smartclient.domain.errors import ContendedError, SignInError
from smartclient.read_models.sync_progress import LinkState, SyncSummary
from smartclient.scheduling.background import BackgroundSync

AN_HOUR = timedelta(hours=1)
PATIENCE = 30.0


class Watched:
    """A background sync whose runs a test can see, hold up and fail."""

    def __init__(self) -> None:
        self.finished: Queue[SyncSummary] = Queue()
        self.runs: Queue[int] = Queue()
        self.due: datetime | None = None
        self.error: Exception | None = None
        self.retry_after = timedelta(0)
        self.go_on = threading.Event()
        self.go_on.set()
        self.link = LinkState.ONLINE
        self.probes: Queue[bool] = Queue()
        self.gets_through = False
        self.under_way = 0
        self.most_at_once = 0
        self._count = 0

    def run(self) -> SyncSummary:
        self.under_way += 1
        self.most_at_once = max(self.most_at_once, self.under_way)
        self._count += 1
        self.runs.put(self._count)
        self.go_on.wait(PATIENCE)
        self.under_way -= 1
        if self.error is not None:
            raise self.error
        return SyncSummary(link=self.link, sent=self._count, retry_after=self.retry_after)

    def probe(self) -> bool:
        self.probes.put(self.gets_through)
        return self.gets_through

    def next_try(self) -> datetime | None:
        return self.due


Start = Callable[[timedelta], BackgroundSync]


@pytest.fixture
def watched() -> Watched:
    return Watched()


@pytest.fixture
def start(watched: Watched) -> Iterator[Start]:
    started: list[BackgroundSync] = []

    def begin(every: timedelta) -> BackgroundSync:
        background = BackgroundSync(
            run=watched.run,
            probe=watched.probe,
            next_try=watched.next_try,
            on_finished=watched.finished.put,
            every=every,
            clock=SystemClock(),
        )
        background.start()
        started.append(background)
        return background

    yield begin
    watched.go_on.set()
    for background in started:
        background.stop()


def test_it_syncs_at_once_and_shows_what_was_done(start: Start, watched: Watched) -> None:
    start(AN_HOUR)
    assert watched.finished.get(timeout=PATIENCE).sent == 1


def test_it_syncs_again_and_again(start: Start, watched: Watched) -> None:
    start(timedelta(seconds=1))
    assert [watched.finished.get(timeout=PATIENCE).sent for _ in range(2)] == [1, 2]


def test_it_comes_back_when_a_request_is_due_again(start: Start, watched: Watched) -> None:
    watched.due = datetime(2020, 1, 1, tzinfo=UTC)
    start(AN_HOUR)
    assert [watched.finished.get(timeout=PATIENCE).sent for _ in range(2)] == [1, 2]


def test_a_nudge_syncs_now(start: Start, watched: Watched) -> None:
    background = start(AN_HOUR)
    watched.finished.get(timeout=PATIENCE)
    background.nudge()
    assert watched.finished.get(timeout=PATIENCE).sent == 2


def test_many_nudges_during_a_run_make_one_more_and_never_two_at_once(
    start: Start, watched: Watched
) -> None:
    watched.go_on.clear()
    background = start(AN_HOUR)
    watched.runs.get(timeout=PATIENCE)
    for _ in range(20):
        background.nudge()
    watched.go_on.set()
    assert [watched.finished.get(timeout=PATIENCE).sent for _ in range(2)] == [1, 2]
    background.stop()
    assert watched.most_at_once == 1


@pytest.mark.parametrize("error", [SignInError("Who are you?"), ValueError("a mistake of ours")])
def test_a_failure_is_reported_and_does_not_end_it(
    start: Start, watched: Watched, error: Exception
) -> None:
    watched.error = error
    background = start(AN_HOUR)
    reported = watched.finished.get(timeout=PATIENCE)
    assert reported.why
    assert reported.has_failed
    watched.error = None
    background.nudge()
    assert watched.finished.get(timeout=PATIENCE).why == ""


def test_a_sync_that_runs_elsewhere_is_left_to_report_itself(
    start: Start, watched: Watched
) -> None:
    watched.error = ContendedError("Already syncing.")
    background = start(AN_HOUR)
    watched.runs.get(timeout=PATIENCE)
    watched.error = None
    background.nudge()
    assert watched.finished.get(timeout=PATIENCE).why == ""


def test_stopping_waits_for_the_run_under_way_and_starts_none(
    start: Start, watched: Watched
) -> None:
    watched.go_on.clear()
    background = start(AN_HOUR)
    watched.runs.get(timeout=PATIENCE)
    threading.Timer(0.05, watched.go_on.set).start()
    background.stop()
    assert watched.under_way == 0
    background.nudge()
    assert watched.runs.empty()


def test_stopping_while_a_job_is_handed_out_fails_in_no_thread(
    start: Start, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed: list[object] = []
    monkeypatch.setattr(threading, "excepthook", failed.append)
    for turn in range(400):
        background = start(timedelta(microseconds=1))
        threading.Event().wait(turn % 40 / 10_000)
        background.stop()
    assert not failed
    assert watched.most_at_once <= 1


def test_a_new_pace_is_kept_at_once(start: Start, watched: Watched) -> None:
    background = start(AN_HOUR)
    watched.finished.get(timeout=PATIENCE)

    background.set_interval(timedelta(milliseconds=20))

    for _ in range(3):
        watched.finished.get(timeout=PATIENCE)


def test_a_nudge_syncs_at_once_though_the_clock_was_put_back_after_an_earlier_one(
    start: Start, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    background = start(AN_HOUR)
    watched.finished.get(timeout=PATIENCE)

    class Ahead(SystemClock):
        def now(self) -> datetime:
            return super().now() + timedelta(hours=2)

    with monkeypatch.context() as patch:
        patch.setattr("smartclient.scheduling.background.SystemClock", Ahead)
        background.nudge()
    background.nudge()

    assert watched.finished.get(timeout=PATIENCE).sent == 2


def test_a_head_office_that_asks_for_time_is_left_alone_for_it(
    watched: Watched, start: Start
) -> None:
    watched.retry_after = AN_HOUR
    background = start(timedelta(seconds=1))
    watched.finished.get(timeout=PATIENCE)
    (job,) = _planned(background)
    assert job - SystemClock().now() > AN_HOUR - timedelta(minutes=1)
    # somebody who nudges is served at once
    background.nudge()
    watched.finished.get(timeout=PATIENCE)


def _planned(background: BackgroundSync) -> list[datetime]:
    """When the next runs are, once the one that ended has planned them."""
    with background._run_lock:
        return [job.next_run_time for job in background._scheduler.get_jobs()]


def test_out_of_reach_it_probes_and_syncs_as_soon_as_one_gets_through(
    watched: Watched, start: Start
) -> None:
    watched.link = LinkState.UNREACHABLE
    start(AN_HOUR)
    assert watched.finished.get(timeout=PATIENCE).link is LinkState.UNREACHABLE
    assert watched.probes.get(timeout=PATIENCE) is False
    assert watched.probes.get(timeout=PATIENCE) is False
    assert watched.finished.empty()
    watched.link, watched.gets_through = LinkState.ONLINE, True
    assert watched.finished.get(timeout=PATIENCE).link is LinkState.ONLINE


def test_it_probes_no_more_once_head_office_was_reached(watched: Watched, start: Start) -> None:
    watched.link, watched.gets_through = LinkState.UNREACHABLE, False
    background = start(AN_HOUR)
    watched.finished.get(timeout=PATIENCE)
    watched.link = LinkState.ONLINE
    background.nudge()
    assert watched.finished.get(timeout=PATIENCE).link is LinkState.ONLINE
    assert background._scheduler.get_job("probe") is None


def test_what_only_a_person_can_put_right_is_not_probed(watched: Watched, start: Start) -> None:
    watched.error = SignInError("Signed out.")
    background = start(AN_HOUR)
    assert watched.finished.get(timeout=PATIENCE).has_failed
    watched.runs.get(timeout=PATIENCE)
    assert background._scheduler.get_job("probe") is None
