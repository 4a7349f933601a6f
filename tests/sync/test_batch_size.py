"""Bites: smaller after each cut, larger after each sync that came to its end."""

from hypothesis import given
from hypothesis import strategies as st

from smartclient.sync.batch_size import LEAST, MAX_HALVINGS, after_cut, after_success, batch_size


def test_each_cut_halves_what_crosses_at_once() -> None:
    assert [batch_size(1_000, halvings) for halvings in range(MAX_HALVINGS + 1)] == [
        *(1_000, 500, 250, 125, 62, 31, 15),
    ]


@given(st.integers(1, 5_000), st.lists(st.sampled_from([after_cut, after_success])))
def test_something_always_crosses_and_never_more_than_the_most(most: int, steps: list) -> None:  # type: ignore[type-arg]
    halvings = 0
    for step in steps:
        halvings = step(halvings)
        assert min(most, LEAST) <= batch_size(most, halvings) <= most
