"""Backoff: grows, is capped, and never lets one run offer something twice."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from smartclient.sync.backoff import Backoff


@given(st.integers(-3, 10_000), st.floats(0, 1, exclude_max=True))
def test_a_wait_is_between_the_least_and_the_cap(attempts: int, share: float) -> None:
    backoff = Backoff(random=lambda: share)
    assert backoff.least <= backoff(attempts) <= backoff.cap


@given(st.integers(1, 30))
def test_each_attempt_may_wait_longer_than_the_one_before(attempts: int) -> None:
    backoff = Backoff(random=lambda: 1.0)
    assert backoff(attempts) <= backoff(attempts + 1)


def test_the_first_waits_double_from_the_base() -> None:
    backoff = Backoff(random=lambda: 1.0, base=timedelta(seconds=10))
    assert [backoff(n).total_seconds() for n in (1, 2, 3)] == [10, 20, 40]
