"""Text and amounts at the border: what is stored means the same on every database."""

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartclient.domain.errors import RefusedError, SmartClientError
from smartclient.domain.money import from_scaled, to_scaled
from smartclient.domain.sales.order_diff import percent_text
from smartclient.domain.text.canonical import (
    canonical_login,
    canonical_sku,
    canonical_text,
    utf16_length,
)

amounts = st.decimals(-(10**9), 10**9, places=4)


@given(st.text(max_size=50))
def test_canonical_text_is_canonical_already(text: str) -> None:
    try:
        once = canonical_text(text, field="note", longest=200)
    except RefusedError:
        return
    assert canonical_text(once, field="note", longest=200) == once


def test_text_is_stored_composed_whatever_form_it_was_typed_in() -> None:
    typed = unicodedata.normalize("NFD", " Café Österreich ")
    assert canonical_text(typed, field="name", longest=40) == "Café Österreich"
    assert canonical_text("e\u0301" * 20, field="name", longest=20) == "é" * 20


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b", "abcd"])
def test_what_can_not_be_stored_is_refused_by_the_fields_name(text: str) -> None:
    with pytest.raises(RefusedError, match="phone"):
        canonical_text(text, field="phone", longest=3)


def test_lengths_are_counted_as_the_database_counts_them() -> None:
    assert utf16_length("a🚲") == 3


def test_numbers_and_logins_have_one_spelling() -> None:
    assert canonical_sku("  wb-h098 ") == "WB-H098"
    assert canonical_login("Adventure-Works\\JOS\u00c9 1") == "adventure-works\\jos\u00e9 1"


@given(amounts)
def test_an_amount_survives_being_stored(amount: Decimal) -> None:
    assert from_scaled(to_scaled(amount)) == amount


@pytest.mark.parametrize(("percent", "text"), [("5.0000", "5"), ("2.50", "2.5"), ("30", "30")])
def test_percentages_have_no_needless_zeros(percent: str, text: str) -> None:
    assert percent_text(Decimal(percent)) == text


def test_an_error_has_a_sentence_that_can_be_translated() -> None:
    error = SmartClientError("There are {count} left.", count=2, detail="for the log")
    assert error.user_message == "There are 2 left."
    assert (error.template, error.arguments) == ("There are {count} left.", {"count": "2"})
