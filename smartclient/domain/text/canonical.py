"""Canonical text: what is trimmed, normalised and refused where data enters the program.

SQL Server compares without case and ignores trailing blanks, SQLite does neither; text that is
canonical at the border means the same to both, and names are compared by ``name_key`` alone.
Lengths are counted in UTF-16 units, as ``nvarchar`` counts them.
"""

import unicodedata
from collections.abc import Callable
from functools import lru_cache

from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import CustomerNumber, Login, Sku
from smartclient.domain.text.hidden_characters import (
    escaped_character,
    first_hidden,
    with_plain_line_ends,
    without_marks,
)

LONGEST_NUMBER = 40
"""The longest number of a product or a customer, in UTF-16 units."""


LONGEST_LOGIN = 128
"""The longest name of a login, in UTF-16 units, as SQL Server has them."""


def utf16_length(text: str) -> int:
    """The length of ``text`` in UTF-16 code units."""
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2


def canonical_text(text: str, *, field: str, longest: int, lines: bool = False) -> str:
    """``text`` trimmed and in NFC; ``lines``: it may have line breaks.

    Raises RefusedError, naming ``field``, for a hidden character, or more than ``longest`` UTF-16
    units.
    """
    if text.isascii() and text.isprintable() and len(text) <= longest:
        return text.strip()
    normalized = normalized_text(text, lines=lines)
    hidden = first_hidden(normalized, lines=lines)
    if hidden:
        raise RefusedError(
            "The {field} holds a character that can't be seen: {character}. Type it again.",
            field=field,
            character=escaped_character(hidden),
        )
    if utf16_length(normalized) > longest:
        raise RefusedError(
            "The {field} is too long. It may have at most {longest} characters.",
            field=field,
            longest=longest,
        )
    return normalized


def normalized_text(text: str, *, lines: bool = False) -> str:
    """``text`` trimmed and in NFC, whatever is in it; ``lines``: with plain line ends."""
    return with_plain_line_ends(composed(text)) if lines else composed(text)


def composed(text: str) -> str:
    """``text`` trimmed and in NFC, whatever is in it."""
    return unicodedata.normalize("NFC", text).strip()


def canonical_sku(text: str) -> Sku:
    """A product number as it is stored: trimmed, upper-case, NFC."""
    return Sku(canonical_number(text, field="product number"))


def canonical_customer_number(text: str) -> CustomerNumber:
    """A customer number as it is stored: trimmed, upper-case, NFC."""
    return CustomerNumber(canonical_number(text, field="customer number"))


def canonical_login(text: str) -> Login:
    """A login as it is compared: trimmed, case-folded, NFC."""
    return Login(folded(canonical_text(text, field="login", longest=LONGEST_LOGIN)))


def canonical_number(text: str, *, field: str, longest: int = LONGEST_NUMBER) -> str:
    """A number of something as it is stored: trimmed, upper-case, NFC.

    Raises RefusedError, naming ``field``, for what can't be seen and for what is too long.
    """
    number = upper(canonical_text(text, field=field, longest=longest))
    if not number.isprintable():
        hidden = next(char for char in number if not char.isprintable())
        raise RefusedError(
            "The {field} holds a character that can't be seen: {character}. Type it again.",
            field=field,
            character=escaped_character(hidden),
        )
    # one letter may become several
    return canonical_text(number, field=field, longest=longest)


def upper(text: str) -> str:
    """``text`` in upper case and NFC: what it returns, it leaves as it is."""
    return _steady(text, str.upper)


def folded(text: str) -> str:
    """``text`` case-folded and in NFC: what it returns, it leaves as it is."""
    return _steady(text, str.casefold)


_SMALL_KANA = dict(
    zip(
        "ァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ",
        "アイウエオツヤユヨワカケクシストヌハヒフヘホムラリルレロ",
        strict=True,
    )
)

_ONE_KANA = str.maketrans(
    {
        chr(katakana - 0x60): _SMALL_KANA.get(chr(katakana), chr(katakana))
        for katakana in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)
    }
    | _SMALL_KANA
)
"""Hiragana and small letters as the katakana that SQL Server's collation takes them for."""


@lru_cache(maxsize=50_000)
def name_key(name: str) -> str:
    """What names of countries, price lists, offers and the like are compared by.

    Names that differ only in letter case, in Unicode form, in width, in the kind of kana, in
    joiners or in blanks around them are one name, as SQL Server's collation has it.
    """
    if name.isascii() and name.isprintable():
        return name.strip().lower()
    return _steady(name, _without_forms)


def _without_forms(name: str) -> str:
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return without_marks(plain.translate(_ONE_KANA)).strip()


def same_name(one: str, other: str) -> bool:
    """Whether two names of a country, a price list, an offer or the like are one."""
    return one == other or name_key(one) == name_key(other)


def _steady(text: str, change: Callable[[str], str]) -> str:
    """Apply a change of case, whose result may need another one once it is composed."""
    before = text
    while (after := unicodedata.normalize("NFC", change(before))) != before:
        before = after
    return after
