"""Enrolment codes: what an admin reads out, and a device exchanges for its own credential.

A code is 15 random symbols of base 32 (75 bits) and a check symbol. Where the service has a
certificate of its own making, the first 80 bits of that certificate's fingerprint follow as 16
more symbols, so that a device knows it before it trusts it. The alphabet is Crockford's: I and L
are read as 1 and O as 0, in either case, and hyphens and blanks count for nothing.
"""

import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from smartclient.domain.errors import RefusedError

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SECRET_LENGTH: Final = 15
_PIN_LENGTH: Final = 16
_GROUP: Final = 4
_BITS: Final = 5
_READ: Final = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})


@dataclass(frozen=True, slots=True)
class EnrolmentCode:
    """A code. ``pin`` is the beginning of a certificate's fingerprint in symbols, or ""."""

    secret: str
    pin: str = ""

    def __str__(self) -> str:
        text = f"{self.secret}{_check_symbol(self.secret)}{self.pin}"
        return "-".join(text[i : i + _GROUP] for i in range(0, len(text), _GROUP))

    @property
    def digest(self) -> bytes:
        """What head office keeps of it: the SHA-256 of the secret's symbols."""
        return sha256(self.secret.encode()).digest()

    def fits(self, fingerprint: bytes) -> bool:
        """Whether a certificate with this SHA-256 fingerprint is the one that the code names."""
        return bool(self.pin) and secrets.compare_digest(self.pin, pin_of(fingerprint))


def new_code(fingerprint: bytes = b"") -> EnrolmentCode:
    """A fresh code; ``fingerprint`` is the SHA-256 of a certificate to be pinned, or empty."""
    symbols = (secrets.choice(_ALPHABET) for _ in range(_SECRET_LENGTH))
    return EnrolmentCode("".join(symbols), pin_of(fingerprint) if fingerprint else "")


def read_code(text: str) -> EnrolmentCode:
    """The code that somebody typed or followed; RefusedError where it is none."""
    symbols = text.upper().translate(_READ)
    symbols = "".join(symbols.split())
    secret, check, pin = (
        symbols[:_SECRET_LENGTH],
        symbols[_SECRET_LENGTH : _SECRET_LENGTH + 1],
        symbols[_SECRET_LENGTH + 1 :],
    )
    is_code = set(symbols) <= set(_ALPHABET) and len(pin) in (0, _PIN_LENGTH)
    if not is_code or check != _check_symbol(secret):
        raise RefusedError(
            "That is no code of head office: something is missing or mistyped. Compare it with "
            "what you were given."
        )
    return EnrolmentCode(secret, pin)


def sign_in_link(url: str, code: EnrolmentCode) -> str:
    """The link that a device follows to sign in; what follows # is never sent, nor logged."""
    return f"{url}/#code={code}"


def pin_of(fingerprint: bytes) -> str:
    """The first 80 bits of a fingerprint in symbols."""
    return _symbols(int.from_bytes(fingerprint[: _PIN_LENGTH * _BITS // 8]), _PIN_LENGTH)


def _check_symbol(secret: str) -> str:
    return _ALPHABET[sha256(f"check {secret}".encode()).digest()[0] % len(_ALPHABET)]


def _symbols(number: int, length: int) -> str:
    symbols = []
    for _ in range(length):
        number, place = divmod(number, len(_ALPHABET))
        symbols.append(_ALPHABET[place])
    return "".join(reversed(symbols))
