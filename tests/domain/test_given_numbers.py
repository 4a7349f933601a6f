"""How numbers look: each form says by itself whether a device gave the number for good."""

from hypothesis import given
from hypothesis import strategies as st

from smartclient.domain.devices import (
    CODE_LENGTH,
    SYMBOLS,
    own_code,
    provisional_number,
    says_device,
)
from smartclient.domain.fields import ORDER
from smartclient.domain.sales.given_numbers import (
    MARK,
    Numbered,
    entered_as,
    guid_number,
    is_final,
    is_guid,
    prefix_of,
    prefixed_number,
    starred,
)
from smartclient.domain.text.canonical import canonical_customer_number

codes = st.text(SYMBOLS, min_size=CODE_LENGTH, max_size=CODE_LENGTH)
letters = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=3)
counts = st.integers(1, 10**6)
kinds = st.sampled_from(Numbered)


@given(kinds, letters, codes | st.uuids().map(str).map(own_code), counts)
def test_a_provisional_number_is_never_taken_for_a_final_one(
    kind: Numbered, rep: str, code: str, count: int
) -> None:
    number = provisional_number(rep, code, count, MARK[kind])
    assert says_device(number)
    assert not any(is_final(each, number) for each in Numbered)
    assert starred("", number) == f"{number}*"
    assert entered_as("SO-10001", number) == f"{number}*"


@given(kinds, codes, counts)
def test_a_prefixed_number_says_its_device_and_its_kind(
    kind: Numbered, code: str, count: int
) -> None:
    number = prefixed_number(kind, code, count)
    assert [prefix_of(each, number) for each in Numbered] == [
        code if each is kind else "" for each in Numbered
    ]
    _check_final(kind, number)


@given(kinds, st.uuids().map(str))
def test_a_number_made_of_an_identity_is_always_the_same(kind: Numbered, identity: str) -> None:
    number = guid_number(kind, identity)
    assert number == guid_number(kind, identity)
    assert [is_guid(each, number) for each in Numbered] == [each is kind for each in Numbered]
    _check_final(kind, number)


@given(st.sets(st.uuids().map(str), max_size=50))
def test_records_of_different_identity_have_different_numbers(identities: set[str]) -> None:
    numbers = {guid_number(Numbered.ORDERS, identity) for identity in identities}
    assert len(numbers) == len(identities)


def _check_final(kind: Numbered, number: str) -> None:
    assert is_final(kind, number)
    assert not says_device(number)
    assert len(number) <= ORDER["number"].longest
    assert canonical_customer_number(number.lower()) == number
    if kind is Numbered.ORDERS:
        assert starred("", number) == number
        assert entered_as(number, number) == ""
