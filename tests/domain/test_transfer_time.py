"""How long a transfer takes follows from its size and from what was measured of the link."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from smartclient.domain.link_quality import LinkQuality
from smartclient.domain.transfer_time import ROUND_TRIPS, transfer_time

sizes = st.integers(0, 10**10)
links = st.builds(
    LinkQuality,
    kbit_per_s=st.floats(0.1, 10**6),
    round_trip_ms=st.none() | st.floats(0, 10_000),
)


def test_a_megabyte_at_a_hundred_kbit_takes_eighty_seconds_and_its_round_trips() -> None:
    link = LinkQuality(kbit_per_s=100, round_trip_ms=500)
    assert transfer_time(1_000_000, link) == timedelta(seconds=80 + ROUND_TRIPS * 0.5)


def test_nothing_is_said_of_a_link_that_was_not_measured() -> None:
    assert transfer_time(1_000, LinkQuality(round_trip_ms=20)) is None


@given(sizes, sizes, links)
def test_more_never_takes_less(size: int, more: int, link: LinkQuality) -> None:
    shorter, longer = transfer_time(size, link), transfer_time(size + more, link)
    assert shorter is not None
    assert longer is not None
    assert timedelta(0) <= shorter <= longer
