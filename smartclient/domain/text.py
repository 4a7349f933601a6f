"""Canonical text: what is trimmed, normalised and refused where data enters the program.

SQL Server compares without case and ignores trailing blanks, SQLite does neither; text that is
canonical at the border means the same to both. Lengths are counted in UTF-16 units, as
``nvarchar`` counts them.
"""

import unicodedata

from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import CustomerNumber, Login, Sku

_SURROGATES = range(0xD800, 0xE000)


def utf16_length(text: str) -> int:
    """Return the length of ``text`` in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def canonical_text(text: str, *, field: str, longest: int) -> str:
    """Return ``text`` trimmed and in NFC.

    Raises RefusedError, naming ``field``, for NUL, a lone surrogate, or more than ``longest``
    UTF-16 units.
    """
    if text.isascii() and text.isprintable() and len(text) <= longest:
        return text.strip()
    if "\x00" in text or any(ord(char) in _SURROGATES for char in text):
        raise RefusedError(
            "The {field} holds a character that can't be stored. Type it again.", field=field
        )
    tidy = unicodedata.normalize("NFC", text).strip()
    if utf16_length(tidy) > longest:
        raise RefusedError(
            "The {field} is too long. It may have at most {longest} characters.",
            field=field,
            longest=longest,
        )
    return tidy


def canonical_sku(text: str) -> Sku:
    """Return a product number as it is stored: trimmed, NFC, upper-case."""
    return Sku(_name_of(text, field="product number"))


def canonical_customer_number(text: str) -> CustomerNumber:
    """Return a customer number as it is stored: trimmed, NFC, upper-case."""
    return CustomerNumber(_name_of(text, field="customer number"))


def canonical_login(text: str) -> Login:
    """Return a login as it is compared: trimmed, NFC, case-folded."""
    return Login(canonical_text(text, field="login", longest=128).casefold())


def _name_of(text: str, *, field: str) -> str:
    name = canonical_text(text, field=field, longest=40).upper()
    if not name.isprintable():
        raise RefusedError(
            "The {field} holds a character that can't be seen. Type it again.", field=field
        )
    return name
