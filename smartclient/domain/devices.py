"""Devices: those of a login, and how a provisional number names the one that assigned it."""

import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from smartclient.domain.ids import Login

SYMBOLS = "23456789BCDFGHJKMNPQRSTVWXZ"
"""Symbols of codes: none looks like another, and no vowels that would form words."""

CODE_LENGTH = 4
"""How long the code is that head office assigns to a device; no two in the company are the same."""

_OWN_LENGTH = 8

_INITIALS = 2
_PLACEHOLDER = "X"

_WITH_CODE = re.compile(
    rf"[^-]+-(?:[{SYMBOLS}]{{{CODE_LENGTH}}}|[{SYMBOLS}]{{{_OWN_LENGTH}}})-C?[0-9]{{4,}}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDevice:
    """A device that was signed in as a login of late. ``kind`` is laptop or browser."""

    device: str
    name: str
    kind: str
    enrolled_at: datetime


def own_code(device: str) -> str:
    """The code of a device that head office assigned none, derived from its random identity.

    It is longer than an assigned one. Of a thousand devices, two have the same once in half a
    million companies (27 symbols in 8 places).
    """
    number = int.from_bytes(sha256(device.encode()).digest())
    symbols = []
    for _ in range(_OWN_LENGTH):
        number, place = divmod(number, len(SYMBOLS))
        symbols.append(SYMBOLS[place])
    return "".join(symbols)


def provisional_number(letters: str, code: str, count: int, mark: str = "") -> str:
    """The provisional number ``count`` of a device, as ``AN-7K2Q-0001``."""
    return f"{letters}-{code}-{mark}{count:04d}"


def says_device(number: str) -> bool:
    """Whether a provisional number names the device that assigned it; older ones don't."""
    return _WITH_CODE.fullmatch(number) is not None


def initials(login: Login) -> str:
    """The two letters at the start of a rep's provisional numbers."""
    name = login.rpartition("\\")[2]
    letters = [char for char in name.upper() if char.isalpha()]
    return "".join(letters[:_INITIALS]).ljust(_INITIALS, _PLACEHOLDER)
