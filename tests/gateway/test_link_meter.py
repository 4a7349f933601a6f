"""The meter of a link: what arrives becomes samples once it is enough to say how fast it did."""

from smartclient.domain.link_quality import LinkSample
from smartclient.gateway.metrics import SAMPLE_BYTES, LinkMeter


def test_what_comes_without_a_wait_came_with_what_was_waited_for() -> None:
    meter = LinkMeter()
    meter.add_received(SAMPLE_BYTES // 2, 0.5)
    meter.add_received(SAMPLE_BYTES // 2, 0.5)
    meter.add_received(SAMPLE_BYTES, 0.0)
    assert not meter.take()
    meter.add_received(SAMPLE_BYTES // 2, 0.5)
    assert meter.take() == (LinkSample(kbit_per_s=2 * SAMPLE_BYTES * 8 / 1_000),)
    meter.end_answer()
    assert not meter.take()


def test_what_was_waiting_in_a_buffer_divides_by_no_zero() -> None:
    meter = LinkMeter()
    meter.add_received(SAMPLE_BYTES, 0.0)
    meter.end_answer()
    (sample,) = meter.take()
    assert sample.kbit_per_s == 1_000_000


def test_what_comes_together_with_the_first_chunk_says_nothing_of_the_link() -> None:
    meter = LinkMeter()
    arrival = meter.arrival()
    for size, seconds in ((8_000, 1.0), (SAMPLE_BYTES, 0.0), (SAMPLE_BYTES, 0.5)):
        arrival.add(size, seconds)
    arrival.end(1.0)
    assert meter.take() == (LinkSample(kbit_per_s=SAMPLE_BYTES * 8 / 1_000 / 0.5),)


def test_a_small_answer_is_a_round_trip() -> None:
    meter = LinkMeter()
    arrival = meter.arrival()
    arrival.add(500, 0.1)
    arrival.end(0.3)
    assert meter.take() == (LinkSample(round_trip_ms=300),)


def test_a_round_trip_is_in_milliseconds() -> None:
    meter = LinkMeter()
    meter.add_round_trip(0.25)
    assert meter.take() == (LinkSample(round_trip_ms=250),)
