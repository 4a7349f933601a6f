"""The quality of a link changes its band after five samples, and well beyond a boundary."""

from hypothesis import given
from hypothesis import strategies as st

from smartclient.domain.link_quality import (
    HYSTERESIS,
    KBIT_BOUNDARIES,
    SAMPLES_TO_CHANGE,
    LinkBand,
    LinkQuality,
    LinkSample,
)

throughputs = st.floats(1, 100_000)
samples = st.builds(
    LinkSample,
    round_trip_ms=st.none() | st.floats(0, 20_000),
    kbit_per_s=st.none() | throughputs,
)


def quality_after(*throughputs_measured: float, quality: LinkQuality | None = None) -> LinkQuality:
    quality = quality or LinkQuality()
    for kbit in throughputs_measured:
        quality = quality.after(LinkSample(kbit_per_s=kbit))
    return quality


@given(st.lists(samples, max_size=60))
def test_a_band_lasts_for_at_least_five_samples(measured: list[LinkSample]) -> None:
    quality, since = LinkQuality(), 0
    for sample in measured:
        before, quality = quality, quality.after(sample)
        since += 1
        if before.band is not quality.band:
            assert since >= SAMPLES_TO_CHANGE
            since = 0


@given(
    st.sampled_from(KBIT_BOUNDARIES),
    st.lists(st.floats(1 - HYSTERESIS + 0.01, 1 + HYSTERESIS - 0.01), max_size=60),
)
def test_around_a_boundary_the_band_stays(boundary: float, shares: list[float]) -> None:
    quality = quality_after(*[boundary * 0.95] * SAMPLES_TO_CHANGE)
    for share in shares:
        after = quality.after(LinkSample(kbit_per_s=boundary * share))
        assert after.band is quality.band
        quality = after


@given(st.lists(samples, max_size=40), throughputs)
def test_a_steady_link_comes_to_the_band_of_its_throughput(
    before: list[LinkSample], kbit: float
) -> None:
    quality = LinkQuality()
    for sample in before:
        quality = quality.after(sample)
    for _ in range(80):
        quality = quality.after(LinkSample(kbit_per_s=kbit, round_trip_ms=1))
    above = [boundary for boundary in KBIT_BOUNDARIES if kbit >= boundary * (1 + HYSTERESIS)]
    below = [boundary for boundary in KBIT_BOUNDARIES if kbit < boundary * (1 - HYSTERESIS)]
    place = list(LinkBand).index(quality.band) - 1
    assert len(above) <= place <= len(KBIT_BOUNDARIES) - len(below)


def test_one_slow_call_makes_no_poor_link() -> None:
    good = quality_after(*[1_000] * 5)
    assert good.band is LinkBand.GOOD
    assert quality_after(20, 1_000, 1_000, 1_000, 1_000, quality=good).band is LinkBand.GOOD


def test_a_link_that_becomes_slow_is_poor_and_one_that_becomes_fast_is_not() -> None:
    poor = quality_after(*[5_000] * 5, *[40] * 30)
    assert poor.is_poor
    assert not quality_after(*[5_000] * 30, quality=poor).is_poor


def test_round_trips_of_seconds_make_a_link_poor_whatever_its_throughput() -> None:
    quality = LinkQuality()
    for _ in range(SAMPLES_TO_CHANGE):
        quality = quality.after(LinkSample(kbit_per_s=9_000, round_trip_ms=3_000))
    assert quality.is_poor


def test_what_a_link_that_became_worse_carried_before_is_not_promised_any_more() -> None:
    quality = quality_after(*[90_000.0] * SAMPLES_TO_CHANGE)
    for _ in range(20):
        quality = quality.after(LinkSample(round_trip_ms=1_900))
    assert (quality.band, quality.kbit_per_s) == (LinkBand.POOR, None)
    # a link of long ways that carries much is measured as what it is
    quality = quality_after(5_000, 5_000, quality=quality)
    assert (quality.band, round(quality.kbit_per_s or 0)) == (LinkBand.POOR, 5_000)


def test_nothing_is_known_of_a_link_before_five_samples() -> None:
    assert quality_after(*[40] * 4).band is LinkBand.UNKNOWN
    assert quality_after(*[40] * 5).is_poor
