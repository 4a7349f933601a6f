"""Passphrases: how long a new one is at least, and the one form in which it is used."""

import unicodedata
from typing import Final

SHORTEST_PASSPHRASE: Final = 8
"""How many characters a new passphrase has at least: what it locks may lie in a lost laptop."""


def normalised(passphrase: str) -> str:
    """A passphrase as RFC 8265 has it used: in NFC, whatever keyboard it was typed on."""
    return unicodedata.normalize("NFC", passphrase)


def is_too_short(passphrase: str) -> bool:
    """Whether a new passphrase has too few characters."""
    return len(normalised(passphrase)) < SHORTEST_PASSPHRASE
