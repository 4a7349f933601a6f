"""The listener for news: it nudges at once, rests after failures, and is silent while it is off."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from queue import Queue

import pytest

from smartclient.domain.errors import OutOfReachError, SignInError, SmartClientError
from smartclient.scheduling.news import NewsListener

PATIENCE = 10.0


class Office:
    """What waits get, one after the other; without more they wait until they are interrupted."""

    def __init__(self) -> None:
        self.answers: Queue[bool | SmartClientError] = Queue()
        self.waits: Queue[int] = Queue()
        self.rests: Queue[int] = Queue()
        self.nudges: Queue[int] = Queue()
        self.off = False
        self.interrupted = threading.Event()
        self.listener = NewsListener(
            wait=self.wait,
            interrupt=self.interrupted.set,
            is_off=lambda: self.off,
            on_news=self.nudge,
            backoff=self.rest,
        )

    def wait(self) -> bool:
        self.interrupted.clear()
        self.waits.put(1)
        if self.answers.empty():
            self.interrupted.wait(PATIENCE)
            raise OutOfReachError("The wait was interrupted.")
        answer = self.answers.get()
        if isinstance(answer, SmartClientError):
            raise answer
        return answer

    def nudge(self) -> None:
        self.nudges.put(1)
        threading.Timer(0.01, self.listener.synced).start()

    def rest(self, attempts: int) -> timedelta:
        self.rests.put(attempts)
        return timedelta(hours=1)

    def start(self) -> None:
        self.listener.start()
        self.listener.synced()


@pytest.fixture
def office() -> Iterator[Office]:
    office = Office()
    yield office
    office.listener.stop()
    assert not office.listener._thread.is_alive()


def _taken(queue: "Queue[int]", times: int = 1) -> list[int]:
    return [queue.get(timeout=PATIENCE) for _ in range(times)]


def test_news_brings_about_a_sync_and_the_next_wait(office: Office) -> None:
    for answer in (True, False, True):
        office.answers.put(answer)
    office.start()
    _taken(office.waits, 4)
    assert _taken(office.nudges, 2) == [1, 1]
    assert office.rests.empty()


def test_nothing_is_asked_before_the_first_sync(office: Office) -> None:
    office.listener.start()
    assert not _comes(office.waits)
    office.listener.synced()
    _taken(office.waits)


def test_news_that_no_sync_brings_is_not_asked_for_again_and_again(office: Office) -> None:
    for _ in range(10):
        office.answers.put(item=True)
    office.start()
    assert _taken(office.rests) == [1]
    assert office.waits.qsize() == 2


@pytest.mark.parametrize(
    ("error", "nudges"), [(OutOfReachError("Away."), 1), (SignInError("Signed out."), 1)]
)
def test_a_failure_is_followed_by_a_rest(
    office: Office, error: SmartClientError, nudges: int
) -> None:
    office.answers.put(error)
    office.start()
    assert _taken(office.rests) == [1]
    assert office.nudges.qsize() == nudges


def test_nothing_is_asked_while_it_is_off_and_at_once_when_it_is_on(office: Office) -> None:
    office.start()
    _taken(office.waits)
    office.off = True
    office.listener.look_again()
    assert not _comes(office.waits)
    assert office.nudges.empty()
    office.off = False
    office.listener.look_again()
    _taken(office.waits)


def test_it_is_stopped_at_once_whatever_it_does(office: Office) -> None:
    office.start()
    _taken(office.waits)
    stopped = threading.Thread(target=office.listener.stop)
    stopped.start()
    stopped.join(2)
    assert not stopped.is_alive()


def _comes(queue: "Queue[int]") -> bool:
    threading.Event().wait(0.2)
    return not queue.empty()
