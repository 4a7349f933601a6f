"""The link's state, its pace and its clock."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartclient.contract.operations import PulseRequest
from smartclient.sync.link_state import Link, LinkEvent
from smartclient.sync.page_size import LEAST_ROWS, AdaptivePageSize

events = st.sampled_from(LinkEvent)


@given(reached=st.booleans(), happenings=st.lists(events))
def test_working_offline_lasts_until_it_is_ended(
    *, reached: bool, happenings: list[LinkEvent]
) -> None:
    link = Link(reached=reached, by_choice=True)
    for event in happenings:
        link = link.after(event)
        assert link.by_choice is (event is not LinkEvent.SWITCHED_ON)
        if not link.by_choice:
            return


@given(reached=st.booleans())
def test_what_was_seen_last_counts(*, reached: bool) -> None:
    link = Link(reached=reached)
    assert link.after(LinkEvent.REACHED).reached
    assert not link.after(LinkEvent.OUT_OF_REACH).reached


@given(
    reached=st.booleans(),
    late_answers=st.lists(st.sampled_from([LinkEvent.REACHED, LinkEvent.OUT_OF_REACH])),
)
def test_back_online_the_link_counts_as_it_was_before(
    *, reached: bool, late_answers: list[LinkEvent]
) -> None:
    link = Link(reached=reached).after(LinkEvent.SWITCHED_OFF)
    for event in late_answers:
        link = link.after(event)
    assert link.after(LinkEvent.SWITCHED_ON) == Link(reached=reached)


@given(st.integers(1, 5_000), st.lists(st.floats(0, 60)))
def test_a_page_is_never_larger_than_allowed_nor_empty(most: int, times: list[float]) -> None:
    pace = AdaptivePageSize.starting_at(most)
    for seconds in times:
        pace = pace.after(seconds)
        assert min(most, LEAST_ROWS) <= pace.rows <= most


def test_pages_are_smaller_on_a_slow_link_and_larger_on_a_fast_one() -> None:
    slow = AdaptivePageSize.starting_at(2_000).after(30.0).after(30.0)
    assert slow.rows == 500
    assert slow.after(3.0).rows == 500
    assert slow.after(0.1).after(0.1).rows == 2_000


def test_pages_grow_where_the_link_is_fast_and_was_not_cut_of_late() -> None:
    fast = AdaptivePageSize.starting_at(2_000, most=10_000)
    assert fast.rows == 2_000
    assert fast.after(0.1).after(0.1).after(0.1).rows == 10_000
    assert fast.after(3.0).rows == 2_000
    cut = AdaptivePageSize.starting_at(2_000, most=10_000, halvings=1)
    assert cut.rows == 1_000
    assert cut.after(0.1).after(0.1).rows == 2_000


@pytest.mark.parametrize(("seconds", "off"), [(0, False), (-299, False), (301, True), (-301, True)])
def test_a_clock_is_off_when_it_is_wrong_by_minutes(seconds: int, *, off: bool) -> None:
    from smartclient.sync.probe import Contact  # noqa: PLC0415

    contact = Contact(
        hello=PulseRequest(),
        pulse=None,  # type: ignore[arg-type]
        clock_offset=timedelta(seconds=seconds),
    )
    assert contact.clock_is_off is off
