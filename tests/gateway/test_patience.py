"""Patience: a call that hangs is left behind, one that makes progress is not."""

import threading
import time
from collections.abc import Iterator

import pytest

from smartclient.domain.errors import OutOfReachError
from smartclient.gateway.timeout_thread import ABORT_SECONDS, OnActivity, TimeoutThread


@pytest.fixture
def thread() -> Iterator[TimeoutThread]:
    timeout_thread = TimeoutThread("patience")
    yield timeout_thread
    timeout_thread.end(lambda: None, timeout=5)


@pytest.fixture
def hanging() -> Iterator[threading.Event]:
    go_on = threading.Event()
    yield go_on
    go_on.set()


def test_what_a_call_returns_or_raises_reaches_who_waits(thread: TimeoutThread) -> None:
    aborting = threading.Event()
    assert thread.call(lambda _: 7, timeout=5, aborting=aborting) == 7
    with pytest.raises(KeyError):
        thread.call(lambda _: dict[str, int]()["nothing"], timeout=5, aborting=aborting)
    assert not thread.hung
    assert thread.call(lambda _: threading.get_ident(), timeout=5, aborting=aborting) != (
        threading.get_ident()
    )


def test_a_call_that_hangs_is_given_up(hanging: threading.Event) -> None:
    thread = TimeoutThread("hangs")
    began = time.monotonic()
    with pytest.raises(OutOfReachError, match="did not answer in time"):
        thread.call(lambda _: hanging.wait(60), timeout=0.3, aborting=threading.Event())
    assert time.monotonic() - began < 3
    assert thread.hung
    done = threading.Event()
    thread.end(done.set, timeout=60)
    assert not done.is_set()
    hanging.set()
    assert done.wait(5)


def test_the_timeout_restarts_with_everything_that_arrives(thread: TimeoutThread) -> None:
    pause = threading.Event()

    def slowly(heard: OnActivity) -> str:
        for _ in range(6):
            pause.wait(0.15)
            heard()
        return "all of it"

    assert thread.call(slowly, timeout=0.6, aborting=threading.Event()) == "all of it"


def test_closing_does_not_wait_for_the_timeout(hanging: threading.Event) -> None:
    thread = TimeoutThread("is left")
    aborting = threading.Event()
    aborting.set()
    began = time.monotonic()
    with pytest.raises(OutOfReachError):
        thread.call(lambda _: hanging.wait(60), timeout=60, aborting=aborting)
    assert time.monotonic() - began < ABORT_SECONDS + 2
    hanging.set()
    thread.end(lambda: None, timeout=5)
