"""A link that comes and goes: shown calmly, used as soon as it is back, and nothing goes twice."""

import socket
import time
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pytest

from smartclient.bootstrap import Session
from smartclient.read_models.connection import HOLD
from tests.link.link_world import BadLink

FLAPS = 12
BACK_WITHIN = 10.0
"""Seconds after the network is back until all is sent."""

pytestmark = pytest.mark.parametrize("office", ["https"], indirect=True)


@pytest.fixture
def nowhere() -> tuple[str, int]:
    """Return a place where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        host, port = listener.getsockname()
    return host, port


def to_send(session: Session) -> int:
    return session.use_cases.status.current().to_send


def test_work_saved_while_the_link_flaps_goes_once_and_soon_after_it_is_back(
    bad_link: BadLink,
    session: Session,
    place: Callable[[int], list[str]],
    nowhere: tuple[str, int],
) -> None:
    placed: list[str] = []
    session.start_background(lambda _: None)
    for _ in range(FLAPS):
        bad_link.link.lead_to(nowhere)
        bad_link.link.cut_now()
        placed += place(1)
        session.nudge()
        time.sleep(0.4)
        bad_link.link.lead_to(bad_link.office.target)
        time.sleep(0.3)
    bad_link.link.lead_to(nowhere)
    bad_link.link.cut_now()
    placed += place(1)
    session.nudge()
    time.sleep(2)
    bad_link.link.lead_to(bad_link.office.target)
    since = time.monotonic()
    while to_send(session) and time.monotonic() - since < BACK_WITHIN:
        time.sleep(0.1)
    assert not to_send(session)

    bad_link.answer()
    session.sync_now()
    held = Counter(bad_link.orders())
    assert {held[order] for order in placed} == {1}
    changes = session.use_cases.status.connection().changes
    assert all(later.at - sooner.at >= HOLD for sooner, later in pairwise(changes))
