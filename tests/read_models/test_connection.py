"""What is shown of the connection: the first state that holds, and changes that don't flap."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartclient.read_models.connection import (
    HOLD,
    MOST_CHANGES,
    ConnectionState,
    LinkCause,
    LinkFacts,
    LinkHistory,
)

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
REACHED = LinkFacts(reached=True)
CUT = LinkFacts(reached=False, why="The link was cut.")

facts = st.builds(
    LinkFacts,
    by_choice=st.just(value=False),
    has_network=st.booleans(),
    is_captive=st.booleans(),
    reached=st.booleans(),
    why=st.sampled_from(["", "The link was cut."]),
    has_worker=st.booleans(),
    is_poor=st.booleans(),
    price=st.integers(0, 9),
)
pauses = st.floats(0, 100)
observations = st.lists(st.tuples(pauses, facts), max_size=60)


def observed(*seen: tuple[float, LinkFacts]) -> LinkHistory:
    history, now = LinkHistory(), START
    for pause, each in seen:
        now += timedelta(seconds=pause)
        history = history.after(each, now)
    return history


@given(observations)
def test_what_is_shown_changes_at_most_once_in_thirty_seconds(
    seen: list[tuple[float, LinkFacts]],
) -> None:
    changes = observed(*seen).at(START + timedelta(days=1)).known_changes
    for sooner, later in pairwise(changes):
        assert later.at - sooner.at >= HOLD
        assert not later.repeats(sooner)


@given(observations)
def test_the_last_observation_is_shown_in_the_end(seen: list[tuple[float, LinkFacts]]) -> None:
    history = observed(*seen)
    later = START + timedelta(days=1)
    if seen:
        assert history.at(later).state is seen[-1][1].state
        assert history.at(later).held_until is None


@given(observations, facts.filter(lambda each: each.change(START).is_known))
def test_before_anything_is_known_the_first_that_is_known_is_shown_at_once(
    seen: list[tuple[float, LinkFacts]], first: LinkFacts
) -> None:
    history = observed(*((pause, LinkFacts()) for pause, _ in seen))
    assert (history.current, history.known_changes, history.held_until) == (None, (), None)
    now = START + timedelta(seconds=sum(pause for pause, _ in seen))
    known = history.after(first, now)
    assert (known.state, known.held_until) == (first.state, None)
    assert known.changes == known.known_changes == (known.current,)


@given(observations, facts)
def test_looking_often_changes_nothing(
    seen: list[tuple[float, LinkFacts]], last: LinkFacts
) -> None:
    looked_at, now = LinkHistory(), START
    for pause, each in seen:
        for part in (0.3, 0.6, 1.0):
            looked_at = looked_at.at(now + timedelta(seconds=pause * part))
        now += timedelta(seconds=pause)
        looked_at = looked_at.after(each, now)
    assert looked_at.after(last, now + HOLD) == observed(*seen, (HOLD.total_seconds(), last))


@given(observations, facts)
def test_the_switch_of_the_rep_is_shown_at_once(
    seen: list[tuple[float, LinkFacts]], last: LinkFacts
) -> None:
    history = observed(*seen)
    now = START + timedelta(seconds=sum(pause for pause, _ in seen))
    off = history.after(replace(last, by_choice=True), now, switched=True)
    assert off.state is ConnectionState.OFFLINE
    assert off.after(last, now, switched=True).state is last.state


@given(observations)
def test_the_switch_holds_no_later_change_back(seen: list[tuple[float, LinkFacts]]) -> None:
    history = observed(*seen)
    now = START + timedelta(seconds=sum(pause for pause, _ in seen) + 1) + 2 * HOLD
    off = history.after(LinkFacts(by_choice=True), now, switched=True)
    on = off.after(CUT, now, switched=True)
    assert on.after(REACHED, now).state is ConnectionState.ONLINE


def test_the_history_is_never_longer_than_two_hundred_changes() -> None:
    history = observed(*[(40.0, each) for _ in range(MOST_CHANGES) for each in (REACHED, CUT)])
    assert len(history.changes) == MOST_CHANGES
    assert history.changes[-1].at == START + timedelta(seconds=40 * 2 * MOST_CHANGES)


def test_twelve_alternating_syncs_are_one_change_in_thirty_seconds() -> None:
    history = observed(*[(2.0, each) for _ in range(6) for each in (REACHED, CUT)])
    assert [change.state for change in history.changes] == [ConnectionState.ONLINE]
    assert history.held_until == history.changes[0].at + HOLD
    assert history.at(START + timedelta(minutes=1)).changes[1].at == history.held_until


def test_a_clock_that_is_put_back_holds_nothing_for_longer() -> None:
    history = observed((0, REACHED))
    earlier = START - timedelta(days=300)
    assert history.after(CUT, earlier).state is ConnectionState.UNREACHABLE


@pytest.mark.parametrize(
    ("seen", "state", "cause"),
    [
        (LinkFacts(by_choice=True), ConnectionState.OFFLINE, LinkCause.SWITCHED_OFF),
        (LinkFacts(has_network=False), ConnectionState.NO_NETWORK, LinkCause.NO_NETWORK),
        (LinkFacts(), ConnectionState.UNREACHABLE, LinkCause.NOT_TRIED),
        (CUT, ConnectionState.UNREACHABLE, LinkCause.FAILED),
        (replace(CUT, is_captive=True), ConnectionState.UNREACHABLE, LinkCause.CAPTIVE),
        (replace(REACHED, is_captive=True), ConnectionState.ONLINE, LinkCause.REACHED),
        (
            replace(REACHED, has_worker=False, is_poor=True),
            ConnectionState.NOT_ANSWERING,
            LinkCause.NO_WORKER,
        ),
        (replace(REACHED, is_poor=True, price=6), ConnectionState.POOR, LinkCause.SLOW),
        (replace(REACHED, price=6), ConnectionState.COSTLY, LinkCause.PRICE),
        (REACHED, ConnectionState.ONLINE, LinkCause.REACHED),
        (replace(REACHED, has_network=False), ConnectionState.ONLINE, LinkCause.REACHED),
    ],
)
def test_the_first_state_that_holds_is_the_state(
    seen: LinkFacts, state: ConnectionState, cause: LinkCause
) -> None:
    change = seen.change(START)
    assert (change.state, change.cause) == (state, cause)
