"""The key's record, ``key.json``: in which way the store's key is stored, and nothing secret.

Version 1 derives the store's key from the passphrase itself. Version 2 derives from it what the
key is wrapped with, so that cost and form can change while the key, and with it the store and
every copy of it, stay as they are. A wrapping is an exclusive or with 32 derived bytes; its salt is
new each time, so these bytes are used once.
"""

import hmac
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec

from smartclient.domain.errors import SchemaError, StoreError
from smartclient.security.derivation import FIRST_COST, KEY_BYTES, Cost
from smartclient.settings.durable import not_written, write_durably

KEY_FILE: Final = "key.json"
NFC: Final = "NFC"
KEYRING_VERSION: Final = 1
WRAPPED_VERSION: Final = 2


class KeyWay(StrEnum):
    """Where the key comes from."""

    KEYRING = "keyring"
    PASSPHRASE = "passphrase"  # noqa: S105 (the name of a way)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRecord:
    """What ``key.json`` holds.

    ``check`` shows whether a key is wrong, ``user`` names the keyring's entry. For a
    passphrase: ``salt`` and ``wrapped`` are hexadecimal, ``cost``, ``block_size`` and ``parallel``
    are scrypt's parameters, ``form`` is the Unicode form the passphrase is brought into; a record
    of version 1 has neither of them.
    """

    version: int = KEYRING_VERSION
    way: KeyWay
    check: str
    user: str = ""
    salt: str = ""
    cost: int = FIRST_COST.n
    block_size: int = FIRST_COST.r
    parallel: int = FIRST_COST.p
    form: str = ""
    wrapped: str = ""

    @property
    def derivation(self) -> Cost:
        """What deriving from the passphrase costs."""
        return Cost(n=self.cost, r=self.block_size, p=self.parallel)

    def fits(self, key: bytes) -> bool:
        """Whether ``key`` is the one that this record is about."""
        return hmac.compare_digest(check_value(key), self.check)


def check_value(key: bytes) -> str:
    """What a record holds of a key, from which the key can't be found."""
    return hmac.new(key, b"smartclient store key", sha256).hexdigest()


def key_record(home: Path) -> KeyRecord | None:
    """The record of the key of ``home``, None when there is none yet.

    Raises StoreError for a record that can't be read, SchemaError for one of a newer program.
    """
    path = home / KEY_FILE
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(
            "The file {name}, which tells how the data is locked, may not be read. Check the "
            "rights on it and on its folder; nothing was changed.",
            name=KEY_FILE,
            detail=f"{path}: {error}",
        ) from error
    try:
        record = msgspec.json.decode(raw, type=KeyRecord)
        _check(record)
    except (msgspec.MsgspecError, ValueError) as error:
        raise StoreError(
            "The file {name}, which tells how the data is locked, can't be read. "
            "Put back a copy of this one file; nothing was changed.",
            name=KEY_FILE,
            detail=f"{path}: {error}",
        ) from error
    return record


def save_record(home: Path, record: KeyRecord) -> None:
    """Write the record whole or not at all, readable by its owner only."""
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_durably(home / KEY_FILE, msgspec.json.encode(record))
    except OSError as error:
        raise not_written(home / KEY_FILE, error) from error


def _check(record: KeyRecord) -> None:
    if record.version > WRAPPED_VERSION:
        raise SchemaError(
            "The data on this computer was locked by a newer Smart Client. Nothing was changed. "
            "Install the newer version to open it.",
            detail=f"{KEY_FILE} of version {record.version}",
        )
    if not record.derivation.believable:
        raise ValueError(f"not parameters of scrypt: {record.derivation}")
    if record.wrapped and len(bytes.fromhex(record.wrapped)) != KEY_BYTES:
        raise ValueError("what is wrapped is no key")
    bytes.fromhex(record.salt)
