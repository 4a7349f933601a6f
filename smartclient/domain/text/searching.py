"""Searching: the form in which text is compared with what a person types.

Case, accents, width and letters such as ``ł``, ``ø`` or ``ß`` make no difference. Scripts that are
written without spaces are taken character by character, so that any part of a Chinese, Japanese or
Thai name finds it. The indexes of the store and whatever is in none of them use this one form.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_PLAIN_LETTERS = {
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ɖ": "d",
    "þ": "th",
    "ħ": "h",
    "\u0131": "i",  # the Turkish i without a dot
    "ŧ": "t",
    "ŋ": "n",
    "ĸ": "k",
}
"""Letters, in lower case, that Unicode does not decompose, and what is typed for them."""

_ACCENTS = (
    range(0x0300, 0x0370),  # Latin, Greek, Cyrillic
    range(0x0591, 0x05C8),  # Hebrew points
    range(0x0610, 0x061B),  # Arabic marks
    range(0x064B, 0x0660),  # Arabic vowels, and the hamza above and below
    range(0x0670, 0x0671),
    range(0x1AB0, 0x1B00),
    range(0x1DC0, 0x1E00),
    range(0x20D0, 0x2100),
    range(0xFE20, 0xFE30),
)
"""Marks that a person leaves out when typing. Vowel signs of other scripts are kept."""

_UNSPACED = (
    range(0x0E00, 0x0F00),  # Thai, Lao
    range(0x0F00, 0x1000),  # Tibetan
    range(0x1000, 0x10A0),  # Burmese
    range(0x1780, 0x1800),  # Khmer
    range(0x2E80, 0x3000),  # radicals
    range(0x3005, 0x3008),  # 々〆〇
    range(0x3040, 0x3100),  # Hiragana, Katakana
    range(0x3100, 0x3130),  # Bopomofo
    range(0x31A0, 0x3200),
    range(0x3400, 0x4DC0),  # Han
    range(0x4E00, 0xA000),
    range(0xAC00, 0xD7A4),  # Hangul: Korean compounds are not spaced
    range(0xF900, 0xFB00),
    range(0x20000, 0x32400),
)
"""Scripts whose words are not parted by spaces."""


def words_of(text: str) -> tuple[str, ...]:
    """The words of ``text`` as they are compared: letters and digits alone."""
    return tuple("".join(map(_searched, folded(text))).split())


def search_text(text: str | None) -> str:
    """``text`` as the indexes take it in: its words, parted by spaces.

    Their tokenizer parts ASCII text itself, and folds its case.
    """
    if not text or text.isascii():
        return text or ""
    return " ".join(words_of(text))


def folded(text: str) -> str:
    """``text`` without differences of case, accents and width, in one piece."""
    if text.isascii():
        return text.lower()
    # what folding decomposes may be compatible with something else, as in “ŉ”
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(map(_folded, plain))


def holds(text: str | None, part: str) -> bool:
    """Whether ``part``, which is folded, stands anywhere in ``text``."""
    return bool(text) and part in folded(text or "")


def matches(text: str, fields: Iterable[str]) -> bool:
    """Whether ``fields`` match what a rep typed, as the indexes would have it.

    For the few records that are in no index: those the rep changed and head office has not
    answered.
    """
    held = [words_of(value) for value in fields]
    wanted = [words for word in text.split() if (words := words_of(word))]
    return bool(wanted) and all(any(_begins(words, phrase) for words in held) for phrase in wanted)


def _begins(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    """Whether ``phrase`` stands somewhere in ``words``, its last word perhaps unfinished."""
    whole, last = phrase[:-1], phrase[-1]
    return any(
        words[start : start + len(whole)] == whole and words[start + len(whole)].startswith(last)
        for start in range(len(words) - len(whole))
    )


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    """A character in lower case without its accents."""
    if char.isascii() or _is_unspaced(char):
        return char
    parts = (part for part in unicodedata.normalize("NFD", char) if not _within(_ACCENTS, part))
    return "".join(_PLAIN_LETTERS.get(part, part) for part in parts)


@lru_cache(maxsize=4096)
def _searched(char: str) -> str:
    """What the indexes hold of a folded character: itself, a space, or nothing."""
    category = unicodedata.category(char)
    if category == "Cf":
        return ""
    if category[0] not in "LNM":
        return " "
    return f" {char} " if _is_unspaced(char) else char


def _is_unspaced(char: str) -> bool:
    return _within(_UNSPACED, char)


def _within(ranges: Iterable[range], char: str) -> bool:
    return any(ord(char) in codes for codes in ranges)
