"""The store's key: random, and in the keyring or wrapped under a passphrase; never in a file."""

import logging
import os
import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from smartclient.domain.errors import RefusedError, SetUpError, SmartClientError, StoreError
from smartclient.domain.text.passphrases import SHORTEST_PASSPHRASE, is_too_short, normalised
from smartclient.security.derivation import COST, KEY_BYTES, derived
from smartclient.security.key_record import (
    KEY_FILE,
    NFC,
    WRAPPED_VERSION,
    KeyRecord,
    KeyWay,
    check_value,
    key_record,
    save_record,
)
from smartclient.security.keyrings import (
    entry_of,
    forget_secret,
    keep_secret,
    secret_of,
    usable_keyring,
)

__all__ = [
    "KEY_FILE",
    "AskPassphrase",
    "KeyWay",
    "delete_key",
    "key_record",
    "load_or_make_key",
    "open_with_key",
]

PASSPHRASE_VARIABLE = "SMARTCLIENT_PASSPHRASE"  # noqa: S105 (the name of a variable)
_SALT_BYTES = 16

AskPassphrase = Callable[[bool], str]
"""Asks for the passphrase; True when it is a new one, to be typed twice."""

Opened = TypeVar("Opened")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Passphrase:
    text: str
    from_variable: bool


def load_or_make_key(home: Path, ask_passphrase: AskPassphrase | None = None) -> bytes:
    """The key of the store in ``home``, 32 bytes; make it when there is none yet.

    Raises RefusedError for a wrong or too short passphrase or a locked keyring, SetUpError when
    there is neither a keyring nor anyone to ask, StoreError when the key is lost.
    """
    record = key_record(home)
    if record is None:
        return _made_key(home, ask_passphrase)
    if record.way is KeyWay.KEYRING:
        return _kept_key(record)
    return _unlocked(record, _passphrase(ask_passphrase, is_new=False))


def open_with_key(
    home: Path, ask_passphrase: AskPassphrase | None, opens: Callable[[bytes], Opened]
) -> tuple[Opened, bytes]:
    """What ``opens`` returns for the key, and the key.

    Then a record of an older version is written again at today's cost, with the same key. Raises
    what ``load_or_make_key`` and ``opens`` raise.
    """
    record = key_record(home)
    if record is None or record.way is KeyWay.KEYRING or record.version >= WRAPPED_VERSION:
        key = load_or_make_key(home, ask_passphrase)
        return opens(key), key
    passphrase = _passphrase(ask_passphrase, is_new=False)
    key = _unlocked(record, passphrase)
    opened = opens(key)
    _renew(home, key, passphrase.text)
    return opened, key


def delete_key(home: Path) -> None:
    """Delete the key of the store in ``home``: what is encrypted with it can't be read again."""
    record = key_record(home)
    if record is not None and record.way is KeyWay.KEYRING:
        forget_secret(record.user)
    (home / KEY_FILE).unlink(missing_ok=True)


def _made_key(home: Path, ask_passphrase: AskPassphrase | None) -> bytes:
    if usable_keyring() is not None:
        user = entry_of("store", home)
        # a key left there by a home whose record was lost is the one that fits its store
        kept = secret_of(user)
        key = secrets.token_bytes(KEY_BYTES) if kept is None else bytes.fromhex(kept)
        if kept is not None or keep_secret(user, key.hex()):
            save_record(home, KeyRecord(way=KeyWay.KEYRING, check=check_value(key), user=user))
            return key
    passphrase = _passphrase(ask_passphrase, is_new=True)
    key = secrets.token_bytes(KEY_BYTES)
    save_record(home, _wrapped(key, passphrase.text))
    return key


def _wrapped(key: bytes, passphrase: str) -> KeyRecord:
    """The record of a key that is wrapped under a passphrase, at today's cost."""
    salt = secrets.token_bytes(_SALT_BYTES)
    pad = derived(normalised(passphrase), salt, COST)
    return KeyRecord(
        version=WRAPPED_VERSION,
        way=KeyWay.PASSPHRASE,
        check=check_value(key),
        salt=salt.hex(),
        cost=COST.n,
        block_size=COST.r,
        parallel=COST.p,
        form=NFC,
        wrapped=_xor(key, pad).hex(),
    )


def _unlocked(record: KeyRecord, passphrase: _Passphrase) -> bytes:
    for form in _forms(record, passphrase.text):
        key = derived(form, bytes.fromhex(record.salt), record.derivation)
        if record.wrapped:
            key = _xor(key, bytes.fromhex(record.wrapped))
        if record.fits(key):
            return key
    if passphrase.from_variable:
        raise RefusedError(
            "The passphrase in {variable} is not the right one. Correct the variable, or take it "
            "away to be asked.",
            variable=PASSPHRASE_VARIABLE,
        )
    raise RefusedError("The passphrase is not the right one. Type it again.")


def _forms(record: KeyRecord, passphrase: str) -> list[str]:
    """The Unicode forms of a passphrase to try: version 1 did not normalize it."""
    if record.form == NFC:
        return [normalised(passphrase)]
    forms = (passphrase, normalised(passphrase), unicodedata.normalize("NFD", passphrase))
    return list(dict.fromkeys(forms))


def _renew(home: Path, key: bytes, passphrase: str) -> None:
    """Write the record again; where that can't be done now, the old one stays valid."""
    try:
        save_record(home, _wrapped(key, passphrase))
    except SmartClientError as error:
        _log.warning("the key's record stays as it was: %s", error.detail or error)
    else:
        _log.info("the key is wrapped at today's cost")


def _xor(first: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(first, other, strict=True))


def _kept_key(record: KeyRecord) -> bytes:
    kept = secret_of(record.user)
    if kept is None:
        raise StoreError(
            "The key of the data is not in the keyring of this computer any more. The data is "
            "kept. Sign in to the computer as the person who set Smart Client up, or restore the "
            "keyring."
        )
    key = bytes.fromhex(kept)
    if not record.fits(key):
        raise StoreError(
            "The key in the keyring of this computer does not fit the data. The data is kept. "
            "Restore the keyring, or the file {name}.",
            name=KEY_FILE,
        )
    return key


def _passphrase(ask: AskPassphrase | None, *, is_new: bool) -> _Passphrase:
    given = os.environ.get(PASSPHRASE_VARIABLE, "")
    if given:
        if is_new and is_too_short(given):
            raise RefusedError(
                "The passphrase in {variable} is too short. Use at least {count} characters. "
                "A few words do well.",
                variable=PASSPHRASE_VARIABLE,
                count=SHORTEST_PASSPHRASE,
            )
        return _Passphrase(given, from_variable=True)
    if ask is None:
        raise SetUpError(
            "This computer has no keyring to keep the key of the data in. Set {variable} to a "
            "passphrase, or start Smart Client where it can ask for one.",
            variable=PASSPHRASE_VARIABLE,
        )
    entered = ask(is_new)
    if not entered:
        raise RefusedError("The passphrase is empty. Type one of some length.")
    if is_new and is_too_short(entered):
        raise RefusedError(
            "The passphrase is too short. Use at least {count} characters. A few words do well.",
            count=SHORTEST_PASSPHRASE,
        )
    return _Passphrase(entered, from_variable=False)
