"""The link's state, its pace and its clock."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartclient.connectivity.link import LinkEvent, next_link
from smartclient.connectivity.pace import LEAST_ROWS, Pace
from smartclient.domain.progress import LinkState

events = st.sampled_from(LinkEvent)


@given(st.lists(events))
def test_offline_by_choice_lasts_until_it_is_ended(happenings: list[LinkEvent]) -> None:
    state = LinkState.OFFLINE
    for event in happenings:
        state = next_link(state, event)
        if event is LinkEvent.SWITCHED_ON:
            assert state is not LinkState.OFFLINE
            return
        assert state is LinkState.OFFLINE


@given(st.sampled_from([LinkState.ONLINE, LinkState.UNREACHABLE]))
def test_what_was_seen_last_counts(state: LinkState) -> None:
    assert next_link(state, LinkEvent.REACHED) is LinkState.ONLINE
    assert next_link(state, LinkEvent.OUT_OF_REACH) is LinkState.UNREACHABLE
    assert next_link(state, LinkEvent.SWITCHED_ON) is state


def test_after_working_offline_the_link_counts_as_unreachable_until_it_is_reached() -> None:
    assert next_link(LinkState.OFFLINE, LinkEvent.SWITCHED_ON) is LinkState.UNREACHABLE


@given(st.integers(1, 5_000), st.lists(st.floats(0, 60)))
def test_a_page_is_never_larger_than_allowed_nor_empty(most: int, times: list[float]) -> None:
    pace = Pace.starting_at(most)
    for seconds in times:
        pace = pace.after(seconds)
        assert min(most, LEAST_ROWS) <= pace.rows <= most


def test_a_slow_link_is_asked_for_less_and_a_quick_one_for_more_again() -> None:
    slow = Pace.starting_at(2_000).after(30.0).after(30.0)
    assert slow.rows == 500
    assert slow.after(3.0).rows == 500
    assert slow.after(0.1).after(0.1).rows == 2_000


@pytest.mark.parametrize(("seconds", "off"), [(0, False), (-299, False), (301, True), (-301, True)])
def test_a_clock_is_off_when_it_is_wrong_by_minutes(seconds: int, *, off: bool) -> None:
    from smartclient.connectivity.probe import Contact  # noqa: PLC0415

    contact = Contact(pulse=None, clock_offset=timedelta(seconds=seconds))  # type: ignore[arg-type]
    assert contact.clock_is_off is off
