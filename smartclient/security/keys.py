"""The store's key: random and in the keyring, or derived from a passphrase; never in a file.

``key.json`` in the home records which way it is, and nothing secret: for a passphrase the salt,
and for either way a check value by which a wrong key is told from a damaged store.
"""

import hmac
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import scrypt, sha256
from pathlib import Path

import msgspec

from smartclient.domain.errors import RefusedError, SetUpError, StoreError
from smartclient.security.keyrings import keep_secret, secret_of, usable_keyring

KEY_FILE = "key.json"
PASSPHRASE_VARIABLE = "SMARTCLIENT_PASSPHRASE"  # noqa: S105 (the name of a variable)
KEY_BYTES = 32
_SALT_BYTES = 16

# 32 MB and a tenth of a second: the cost that scrypt's author gives for interactive log-ins
_COST = 2**15
_BLOCK_SIZE = 8
_PARALLEL = 1
_MEMORY = 64 * 1024 * 1024

AskPassphrase = Callable[[bool], str]
"""Asks for the passphrase; told True when it is a new one, to be typed twice."""


class KeyWay(StrEnum):
    """Where the key comes from."""

    KEYRING = "keyring"
    PASSPHRASE = "passphrase"  # noqa: S105 (the name of a way)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRecord:
    """What ``key.json`` holds. ``user`` names the keyring's entry, ``salt`` is hexadecimal."""

    version: int = 1
    way: KeyWay
    check: str
    user: str = ""
    salt: str = ""


def load_or_make_key(home: Path, ask_passphrase: AskPassphrase | None = None) -> bytes:
    """Return the key of the store in ``home``, 32 bytes; make it when there is none yet.

    Raises RefusedError for a wrong passphrase or a locked keyring, SetUpError when there is
    neither a keyring nor anyone to ask, StoreError when the key is lost.
    """
    record = key_record(home)
    if record is None:
        return _made_key(home, ask_passphrase)
    if record.way is KeyWay.KEYRING:
        return _kept_key(record)
    key = _derived(_passphrase(ask_passphrase, is_new=False), bytes.fromhex(record.salt))
    if not hmac.compare_digest(_check_value(key), record.check):
        raise RefusedError("The passphrase is not the right one. Type it again.")
    return key


def key_record(home: Path) -> KeyRecord | None:
    """Return how the key of ``home`` is kept, None when there is none yet."""
    path = home / KEY_FILE
    try:
        return msgspec.json.decode(path.read_bytes(), type=KeyRecord)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError, ValueError) as error:
        raise StoreError(
            "The file {name}, which tells how the data is locked, can't be read. "
            "Put back a copy of it; nothing was changed.",
            name=KEY_FILE,
            detail=f"{path}: {error}",
        ) from error


def _made_key(home: Path, ask_passphrase: AskPassphrase | None) -> bytes:
    if usable_keyring() is not None:
        user = _user_of(home)
        # a key left there by a home whose record was lost is the one that fits its store
        kept = secret_of(user)
        key = secrets.token_bytes(KEY_BYTES) if kept is None else bytes.fromhex(kept)
        if kept is not None or keep_secret(user, key.hex()):
            _save(home, KeyRecord(way=KeyWay.KEYRING, check=_check_value(key), user=user))
            return key
    salt = secrets.token_bytes(_SALT_BYTES)
    key = _derived(_passphrase(ask_passphrase, is_new=True), salt)
    _save(home, KeyRecord(way=KeyWay.PASSPHRASE, check=_check_value(key), salt=salt.hex()))
    return key


def _kept_key(record: KeyRecord) -> bytes:
    kept = secret_of(record.user)
    if kept is None:
        raise StoreError(
            "The key of the data is not in the keyring of this computer any more. The data is "
            "kept. Sign in to the computer as the person who set Smart Client up, or restore the "
            "keyring."
        )
    key = bytes.fromhex(kept)
    if not hmac.compare_digest(_check_value(key), record.check):
        raise StoreError(
            "The key in the keyring of this computer does not fit the data. The data is kept. "
            "Restore the keyring, or the folder with the data."
        )
    return key


def _passphrase(ask: AskPassphrase | None, *, is_new: bool) -> str:
    given = os.environ.get(PASSPHRASE_VARIABLE, "")
    if given:
        return given
    if ask is None:
        raise SetUpError(
            "This computer has no keyring to keep the key of the data in. Set {variable} to a "
            "passphrase, or start Smart Client where it can ask for one.",
            variable=PASSPHRASE_VARIABLE,
        )
    typed = ask(is_new)
    if not typed:
        raise RefusedError("The passphrase is empty. Type one of some length.")
    return typed


def _derived(passphrase: str, salt: bytes) -> bytes:
    return scrypt(
        passphrase.encode(),
        salt=salt,
        n=_COST,
        r=_BLOCK_SIZE,
        p=_PARALLEL,
        maxmem=_MEMORY,
        dklen=KEY_BYTES,
    )


def _check_value(key: bytes) -> str:
    return hmac.new(key, b"smartclient store key", sha256).hexdigest()


def _user_of(home: Path) -> str:
    return f"store-{sha256(str(home.resolve()).encode()).hexdigest()[:16]}"


def _save(home: Path, record: KeyRecord) -> None:
    """Write the record whole or not at all, readable by its owner only."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = home / f"{KEY_FILE}.part"
    unfinished.write_bytes(msgspec.json.encode(record))
    unfinished.chmod(0o600)
    unfinished.replace(home / KEY_FILE)
