"""A laptop and its head office over a link that is slow, hangs, is cut and comes back.

Whatever happens on the way, in the end both sides agree: nothing is lost, nothing is doubled.
"""

import random
import time
from collections.abc import Callable

import pytest

from smartclient.bootstrap import Session
from smartclient.read_models.sync_progress import LinkState
from tests.link.link_world import BadLink

Place = Callable[[int], list[str]]


def _unanswered(session: Session) -> int:
    return (
        session.use_cases.status.current().to_send
        + session.use_cases.status.current().at_head_office
    )


def test_with_nothing_to_do_a_sync_is_one_round_trip(bad_link: BadLink, session: Session) -> None:
    session.sync_now()
    bad_link.link.forget()
    assert session.sync_now().link is LinkState.ONLINE
    crossed = bad_link.link.crossed()
    assert (crossed.round_trips, crossed.connections) == (1, 0)
    assert crossed.bytes <= 4_000


def test_many_orders_are_safe_after_few_round_trips(
    bad_link: BadLink, session: Session, place: Place
) -> None:
    before = len(bad_link.held())
    place(30)
    session.sync_now()
    place(30)
    bad_link.link.forget()
    assert session.sync_now().sent == 30
    # contact, the batch (announced and sent), and asking what is new after it
    assert bad_link.link.crossed().round_trips <= 5
    assert len(bad_link.held()) == before + 60


def test_whatever_is_cut_everything_arrives_once(
    bad_link: BadLink, session: Session, place: Place
) -> None:
    rng = random.Random(7)
    before = len(bad_link.held())
    placed: list[str] = []
    for _ in range(8):
        placed += place(5)
        bad_link.link.cut_in(rng.randrange(100, 30_000))
        session.sync_now()
        bad_link.answer()
    bad_link.link.stay_whole()
    syncs = 0
    while _unanswered(session):
        session.sync_now()
        bad_link.answer()
        syncs += 1
        assert syncs < 10
    held = bad_link.held()
    assert len(held) == len(set(held)) == before + 40
    orders = bad_link.orders()
    assert len(orders) == len(set(orders))
    assert set(placed) <= set(orders)


def test_a_cut_during_the_commit_is_resolved_by_asking_again(
    bad_link: BadLink, session: Session, place: Place
) -> None:
    place(1)
    session.sync_now()
    before = len(bad_link.held())
    place(3)
    bad_link.link.cut_at_turn(1 + bad_link.office.receipts_turn)  # the first is the contact's
    summary = session.sync_now()
    assert summary.sent == 3
    held = bad_link.held()
    assert len(held) == len(set(held)) == before + 3
    assert bad_link.link.crossed().connections >= 2


def test_the_kept_connection_survives_the_server_going_away_and_coming_back(
    bad_link: BadLink, session: Session, place: Place
) -> None:
    session.sync_now()
    for _ in range(3):
        bad_link.link.cut_now()
        place(1)
        summary = session.sync_now()
        assert (summary.link, summary.sent, summary.why) == (LinkState.ONLINE, 1, "")


def test_a_server_that_hangs_holds_up_neither_the_sync_nor_the_closing(
    bad_link: BadLink, session: Session, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bad_link.office.timeouts, "TIMEOUT_SECONDS", 2.0)
    place(1)
    bad_link.link.hang()
    began = time.monotonic()
    summary = session.sync_now()
    assert summary.link is LinkState.UNREACHABLE
    assert "in time" in summary.why
    assert time.monotonic() - began < 10
    bad_link.link.flow()
    monkeypatch.undo()
    assert session.sync_now().sent == 1
    bad_link.link.hang()
    began = time.monotonic()
    session.close()
    assert time.monotonic() - began < 10


def test_while_offline_by_choice_not_one_byte_is_sent(
    bad_link: BadLink, session: Session, place: Place
) -> None:
    session.sync_now()
    session.work_offline(on=True)
    bad_link.link.forget()
    place(2)
    assert session.sync_now().link is LinkState.OFFLINE
    assert bad_link.link.crossed().bytes == 0
    assert bad_link.link.crossed().connections == 0
    session.work_offline(on=False)
    assert session.sync_now().sent == 2


def test_over_a_throttled_link_of_80_ms_everything_comes_through(
    bad_link: BadLink, session: Session, place: Place
) -> None:
    bad_link.link.delay = 0.04
    bad_link.link.bytes_per_second = 64_000
    place(10)
    assert session.sync_now().sent == 10
    bad_link.answer()
    assert session.sync_now().confirmed == 10
