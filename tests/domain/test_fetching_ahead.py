"""Fetching ahead: the worse the link is, the earlier, and never all the time."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as some

from smartclient.domain.fetching_ahead import HORIZONS, degradation, expires_soon, fetch_by
from smartclient.domain.link_quality import LinkBand

BEGIN = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

degraded_links = some.integers(0, len(HORIZONS) - 1)
lives = some.timedeltas(timedelta(0), timedelta(days=90))
FROM_BEST_TO_WORST = (LinkBand.EXCELLENT, LinkBand.GOOD, LinkBand.MODERATE, LinkBand.POOR)


@given(lives, degraded_links, degraded_links)
def test_the_worse_the_link_is_the_earlier_data_is_fetched(
    life: timedelta, one: int, other: int
) -> None:
    better, worse = sorted((one, other))
    end = BEGIN + life
    assert fetch_by(BEGIN, end, worse) <= fetch_by(BEGIN, end, better) <= end
    if expires_soon(end, BEGIN, better):
        assert expires_soon(end, BEGIN, worse)


@given(lives, degraded_links)
def test_data_is_used_for_half_of_its_time_at_least(life: timedelta, degraded: int) -> None:
    assert fetch_by(BEGIN, BEGIN + life, degraded) - BEGIN >= life / 2


def test_on_the_best_link_nothing_is_fetched_ahead() -> None:
    best = degradation(LinkBand.EXCELLENT, is_costly=False, is_unsteady=False)
    end = BEGIN + timedelta(minutes=1)
    assert fetch_by(BEGIN, end, best) == end
    assert not expires_soon(end, BEGIN, best)


@given(is_costly=some.booleans(), is_unsteady=some.booleans())
def test_each_lower_band_and_a_price_and_losses_degrade_a_link(
    *, is_costly: bool, is_unsteady: bool
) -> None:
    found = [
        degradation(band, is_costly=is_costly, is_unsteady=is_unsteady)
        for band in FROM_BEST_TO_WORST
    ]
    assert found == sorted(found)
    assert found[0] == is_costly + is_unsteady
    assert found[0] < found[-1] < len(HORIZONS)


def test_the_horizons_grow() -> None:
    assert list(HORIZONS) == sorted(set(HORIZONS))
