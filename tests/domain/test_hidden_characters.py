"""Hidden characters: refused where text enters, left out or escaped where it is there already."""

# ruff: noqa: RUF001 (letters of many scripts, some of which look alike)

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from smartclient.domain.errors import RefusedError
from smartclient.domain.fields import CUSTOMER, NOTE
from smartclient.domain.text.canonical import (
    canonical_customer_number,
    canonical_login,
    canonical_sku,
    folded,
    name_key,
    upper,
)
from smartclient.domain.text.hidden_characters import (
    escaped,
    first_hidden,
    with_plain_line_ends,
    without_hidden,
)

VISIBLE_FORMAT = frozenset(
    {
        *range(0x600, 0x606),
        *(0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD),
        *range(0x13430, 0x13460),
    }
)
"""Characters that Unicode calls format, but that have a shape of their own."""

HOSTILE = ["\x1b[2J", "\x9b2J", "\x07", "\x00", "\x7f", "\t", "\r", "\u200b", "\u202e", "\u2066"]
HOSTILE += ["\ufeff", "\xad", "\u2028", "\U000e0041", "\u3164", "\ud800", "\uffff", "\u2060"]

texts = st.text(
    st.one_of(
        st.sampled_from(
            "aZ \n\t\r\x1b\u200b\u200c\u200d\u200e\u202e\ufe0f\u2028كकמ👩🏽字\U000e0101"
        ),
        st.characters(),
    ),
    max_size=12,
)


@pytest.mark.parametrize("code", range(0, 0x110000, 0x1000))
def test_every_control_and_format_character_is_hidden(code: int) -> None:
    for char in map(chr, range(code, code + 0x1000)):
        category = unicodedata.category(char)
        if category in {"Cc", "Cs", "Zl", "Zp"} or (
            category == "Cf" and ord(char) not in VISIBLE_FORMAT
        ):
            assert first_hidden(f"a{char}b") == char, hex(ord(char))
        if category in {"Lu", "Ll", "Nd", "Po", "Sc", "Sm"}:
            assert not first_hidden(f"a{char}b"), hex(ord(char))


@pytest.mark.parametrize("hidden", HOSTILE)
def test_what_can_not_be_seen_is_refused_at_every_entry(hidden: str) -> None:
    for read in (
        CUSTOMER["name"].read,
        canonical_sku,
        canonical_customer_number,
        canonical_login,
    ):
        with pytest.raises(RefusedError, match="a character that can't be seen"):
            read(f"Ev{hidden}il")


def test_the_refusal_names_the_character_and_shows_nothing_of_it() -> None:
    with pytest.raises(RefusedError) as refused:
        CUSTOMER["name"].read("Evil\x1b[2J")
    assert refused.value.user_message == (
        r"The name holds a character that can't be seen: \x1b. Type it again."
    )


def test_notes_may_have_line_breaks_and_names_may_not() -> None:
    assert NOTE.read("one\r\ntwo\rthree\u2028four\tfive") == "one\ntwo\nthree\nfour five"
    with pytest.raises(RefusedError):
        CUSTOMER["name"].read("one\ntwo")
    with pytest.raises(RefusedError):
        NOTE.read("one\x1btwo")


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",  # Persian: what would join is kept apart
        "क्\u200dष",  # Devanagari: a half form
        "ශ්\u200dරී",  # Sinhala
        "שלום\u200f!",  # Hebrew: the mark puts the point on the left
        "ABC \u200eעברית",
        "👩\u200d🔧 Tools",
        "❤\ufe0f",
        "1\ufe0f\u20e3",
        "葛\U000e0100城",  # Japanese: the form of a family's name
    ],
)
def test_joiners_marks_and_selectors_are_allowed_where_scripts_need_them(text: str) -> None:
    assert CUSTOMER["name"].read(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    "text",
    [
        "pay\u200dpal",
        "a\u200cb",
        "\u200dम",
        "می\u200c\u200cخ",
        "abc\u200f",
        "שלום\u200f\u200f",
        "A\ufe0f",
        "👩\u200d",
        "👩\u200dA",
        "שלום\u202e",
        "\u2067שלום\u2069",
    ],
)
def test_the_same_are_refused_where_they_only_hide(text: str) -> None:
    with pytest.raises(RefusedError, match="can't be seen"):
        CUSTOMER["name"].read(text)


@given(texts, st.booleans())
def test_nothing_hidden_is_left_of_a_text_that_is_cleaned(text: str, lines: bool) -> None:  # noqa: FBT001
    clean = without_hidden(text, lines=lines)
    assert not first_hidden(clean, lines=lines)
    assert without_hidden(clean, lines=lines) == clean
    if not first_hidden(text, lines=lines):
        assert clean == with_plain_line_ends(text) if lines else clean == text


@given(texts)
def test_an_escaped_text_has_nothing_hidden_and_no_line_break(text: str) -> None:
    shown = escaped(text)
    assert not any(unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} for char in shown), shown
    assert "\u202e" not in shown


@given(texts)
def test_names_are_compared_by_one_form(name: str) -> None:
    key = name_key(name)
    assert name_key(key) == key
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert name_key(unicodedata.normalize(form, name)) == key
    assert name_key(f"  {name} ") == key


@given(texts)
@example("\u0390-1")
@example("\u01f0")
def test_a_change_of_case_ends_in_one_form(text: str) -> None:
    for change in (upper, folded):
        once = change(text)
        assert change(once) == once
        assert unicodedata.is_normalized("NFC", once)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Straße", "STRASSE"),
        ("wa", "WA"),
        ("Österreich", "o\u0308sterreich"),
        ("ΐ", "Ϊ́"),
        ("می\u200cخواهم", "میخواهم"),
        ("Gold ", "GOLD"),
        ("ＧＯＬＤ\u3000１", "gold 1"),  # full width
        ("ｶﾞﾌﾞ", "ガブ"),  # half width
        ("とうきょう", "トウキョウ"),
        ("キャノン", "キヤノン"),
        ("ﬁne ²", "FINE 2"),
    ],
)
def test_names_in_different_forms_are_one_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_a_number_whose_capitals_are_not_composed_is_found_again() -> None:
    # the capital of ΐ has two parts that Unicode composes differently
    for text in ("ΐ-1", "straße", "ŉ-1", "ﬁ-2"):
        number = canonical_sku(text)
        assert unicodedata.is_normalized("NFC", number)
        assert canonical_sku(number) == number
        assert canonical_sku(unicodedata.normalize("NFD", number)) == number


def test_a_number_may_not_become_too_long_in_capitals() -> None:
    with pytest.raises(RefusedError, match="too long"):
        canonical_sku("ß" * 25)
