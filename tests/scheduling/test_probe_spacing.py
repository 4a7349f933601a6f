"""Probes come soon enough to use what is back within ten seconds, and rarely where they mislead."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from smartclient.scheduling.probing import LONGEST_WAIT, ProbeSpacing

TEN_SECONDS = timedelta(seconds=10)


@given(st.integers(0, 2_000), st.floats(0, 1, exclude_max=True))
def test_however_long_it_is_away_the_next_probe_is_within_ten_seconds(
    failed: int, share: float
) -> None:
    spacing = ProbeSpacing(lambda: share)
    spacing.sync_failed()
    for _ in range(failed):
        spacing.probe_failed()
    assert timedelta(0) < spacing.wait() <= LONGEST_WAIT < TEN_SECONDS


def test_the_wait_grows() -> None:
    spacing, waits = ProbeSpacing(lambda: 1.0), []
    for _ in range(5):
        spacing.probe_failed()
        waits.append(spacing.wait().total_seconds())
    assert waits == [1, 2, 4, 8, 8]


def test_where_probes_get_through_and_no_sync_does_they_become_rare() -> None:
    spacing = ProbeSpacing(lambda: 1.0)
    for _ in range(100):
        spacing.sync_failed()
    assert spacing.wait() == timedelta(minutes=1)
    spacing.reached()
    spacing.sync_failed()
    assert spacing.wait() == timedelta(seconds=1)
