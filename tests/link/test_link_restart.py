"""A SQL Server that is restarted under open connections: the link comes back, nothing is doubled.

``SMARTCLIENT_TEST_SQLSERVER_RESTART`` is the command that restarts the server and returns when it
takes connections again. Without it these tests are skipped.
"""

import os
import shlex
import subprocess
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from smartclient.bootstrap import Session
from smartclient.domain.clock import SystemClock
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.read_models.sync_progress import LinkState
from tests.link.link_world import BadLink
from tests.live_server import LiveOffice

VARIABLE = "SMARTCLIENT_TEST_SQLSERVER_RESTART"

pytestmark = [
    pytest.mark.skipif(
        not os.environ.get(VARIABLE), reason=f"no command that restarts the server in {VARIABLE}"
    ),
    pytest.mark.parametrize("office", ["mssql"], indirect=True),
]

Place = Callable[[int], list[str]]


def restart() -> None:
    subprocess.run(
        shlex.split(os.environ[VARIABLE]),
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def unanswered(session: Session) -> int:
    return (
        session.use_cases.status.current().to_send
        + session.use_cases.status.current().at_head_office
    )


def sync_until_answered(session: Session) -> None:
    end = time.monotonic() + 120
    while unanswered(session):
        assert time.monotonic() < end, "not everything was answered"
        session.sync_now()
        time.sleep(0.2)


@pytest.fixture
def serving(live: LiveOffice) -> Iterator[threading.Thread]:
    """Let a worker serve for as long as the test takes, as its process does."""
    stop = threading.Event()
    office = HeadOffice.open(live.url, SystemClock())
    server = threading.Thread(target=office.serve, args=(stop, lambda _: None))
    server.start()
    # it waits for a server that goes away, but only once it has reached it
    end = time.monotonic() + 60
    while not office.serving():
        assert time.monotonic() < end, "it does not serve"
        time.sleep(0.2)
    yield server
    stop.set()
    server.join(60)
    assert not server.is_alive()
    office.close()


def test_a_restart_is_not_even_noticed_by_a_sync_after_it(
    bad_link: BadLink, session: Session, place: Place
) -> None:
    place(1)
    assert session.sync_now().sent == 1
    sent = len(bad_link.held())
    for _ in range(2):
        restart()
        place(2)
        summary = session.sync_now()
        assert (summary.link, summary.sent, summary.why) == (LinkState.ONLINE, 2, "")
        sent += 2
    held = bad_link.held()
    assert len(held) == len(set(held)) == sent


def test_a_restart_in_the_middle_of_sending_and_answering_doubles_nothing(
    bad_link: BadLink, session: Session, place: Place, serving: threading.Thread
) -> None:
    sync_until_answered(session)
    sent = len(bad_link.held())
    for moment in (0.1, 0.4, 0.8):
        place(20)
        sent += 20
        bad_link.link.delay = 0.05
        bad_link.link.bytes_per_second = 60_000
        syncing = threading.Thread(target=session.sync_now)
        syncing.start()
        time.sleep(moment)
        restart()
        syncing.join(120)
        assert not syncing.is_alive()
        bad_link.link.delay = 0.0
        bad_link.link.bytes_per_second = None
    sync_until_answered(session)
    assert serving.is_alive()
    held, orders = bad_link.held(), bad_link.orders()
    assert len(held) == len(set(held)) == sent
    assert len(orders) == len(set(orders)) == sent
