"""What is left out of a hello and a pulse over HTTPS, and that it is understood all the same."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from smartclient.contract.devices import DeviceClaim
from smartclient.contract.feeds import FeedKind
from smartclient.contract.operations import Identity, Pulse, PulseRequest
from smartclient.contract.web.codec import hello_facts, pulse_answer
from smartclient.contract.web.wire import LASTING_FACTS, tag_of
from smartclient.domain.clock import SystemClock
from smartclient.domain.ids import Login, RequestId

NOW = SystemClock().now()
TEXTS = st.sampled_from(["", "a", "b"])
CLAIMS = st.builds(DeviceClaim, id=TEXTS, code=TEXTS, token=TEXTS, is_idle=st.booleans())
HELLOS = st.builds(
    PulseRequest,
    replies_after=st.integers(0, 2),
    waiting=st.integers(0, 2),
    receipts=st.sampled_from([(), (RequestId("r"),)]),
    position=TEXTS,
    device=st.none() | CLAIMS,
)


def pulse(**facts: object) -> Pulse:
    given_facts = {"watermark": 9, "generation": "g", "clock": NOW} | facts
    return Pulse(identity=Identity(login=Login("ann")), **given_facts)  # type: ignore[arg-type]


@given(HELLOS)
def test_a_hello_without_its_defaults_is_the_same_hello(hello: PulseRequest) -> None:
    facts = hello_facts(hello)
    assert msgspec.convert(facts, PulseRequest) == hello
    # what the other side has as a default may be another version's
    assert {"client_version", "link_version", "oldest_link"} <= set(facts)


def test_lasting_facts_are_said_once() -> None:
    first = pulse_answer(pulse(), renew=False)
    assert not first.is_known
    again = pulse_answer(pulse(watermark=10), renew=False, known=tag_of(first.facts, first.heads))
    assert again.is_known
    assert not set(again.facts) & LASTING_FACTS
    assert again.facts["bound"] == 10
    assert not again.heads


def test_a_position_is_said_again_where_it_is_another() -> None:
    first = pulse_answer(pulse(position="p"), renew=False)
    known = tag_of(first.facts, first.heads)
    same = pulse_answer(pulse(position="p"), renew=False, known=known, position="p")
    assert "position" not in same.facts
    other = pulse_answer(pulse(position="q"), renew=False, known=known, position="p")
    assert (other.is_known, other.facts["position"]) == (True, "q")
    none = pulse_answer(pulse(), renew=False, known=known, position="p")
    assert not none.is_known


def test_heads_that_moved_are_said_with_all_others() -> None:
    first = pulse_answer(pulse(heads={FeedKind.STOCK: 4}), renew=False)
    known = tag_of(first.facts, first.heads)
    moved = pulse_answer(pulse(heads={FeedKind.STOCK: 5}), renew=False, known=known)
    assert moved.heads == {"stock": 5}
    assert not moved.is_known


def test_a_lasting_fact_that_changed_is_said_with_all_others() -> None:
    first = pulse_answer(pulse(), renew=False)
    other = pulse_answer(
        pulse(generation="other"), renew=False, known=tag_of(first.facts, first.heads)
    )
    assert not other.is_known
    assert other.facts["generation"] == "other"
    assert other.facts["login"] == "ann"


def test_a_feed_without_rows_has_no_head() -> None:
    heads = {FeedKind.PRODUCTS: 4, FeedKind.PRICES: 0}
    assert pulse_answer(pulse(heads=heads), renew=False).heads == {"products": 4}
