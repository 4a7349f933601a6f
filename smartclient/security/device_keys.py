"""Device keys: what this device proves itself with where no link does, kept encrypted.

They are in the keyring, or beside the store, encrypted under a key that is derived from the
store's. The file ``signing.json`` says which.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from smartclient.security.keyrings import entry_of, forget_secret, keep_secret, secret_of
from smartclient.security.sealing import sealed, unsealed
from smartclient.settings.durable import not_written, write_durably

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SIGNING_FILE: Final = "signing.json"
_PURPOSE: Final = b"smartclient signing key"
_SEED_BYTES: Final = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceKey:
    """The secret of a device, of 32 random bytes, from which all that it proves is derived."""

    seed: bytes = field(repr=False)

    @property
    def public(self) -> str:
        """The public half with which head office checks a signature, as 64 hexadecimal digits."""
        return self._private().public_key().public_bytes_raw().hex()

    def signature(self, content: bytes) -> bytes:
        """The 64 bytes that prove that the device with this key signed ``content`` (Ed25519)."""
        return self._private().sign(content)

    def _private(self) -> "Ed25519PrivateKey":
        from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 (slow)
            Ed25519PrivateKey,
        )

        return Ed25519PrivateKey.from_private_bytes(self.seed)


def new_device_key() -> DeviceKey:
    """A key that no other device has."""
    return DeviceKey(seed=secrets.token_bytes(_SEED_BYTES))


class _Record(msgspec.Struct, kw_only=True):
    """What ``signing.json`` holds: an entry of the keyring, or what is encrypted."""

    version: int = 1
    user: str = ""
    sealed: str = ""


class DeviceKeyFile:
    """The key of the device whose folder is ``home``."""

    def __init__(self, home: Path, key: Callable[[], bytes]) -> None:
        """``key`` returns the store's key."""
        self._path = home / SIGNING_FILE
        self._user = entry_of("signing", home)
        self._key = key

    def load(self) -> DeviceKey | None:
        """The key; None where there is none, or none that can be read: another one is made."""
        record = self._record()
        if record is None:
            return None
        if record.user:
            text = secret_of(record.user)
            seed = None if text is None else bytes.fromhex(text)
        else:
            seed = unsealed(self._key(), _PURPOSE, record.sealed)
        return None if seed is None else DeviceKey(seed=seed)

    def save(self, key: DeviceKey) -> None:
        """Store the key durably."""
        if keep_secret(self._user, key.seed.hex()):
            record = _Record(user=self._user)
        else:
            record = _Record(sealed=sealed(self._key(), _PURPOSE, key.seed))
        try:
            write_durably(self._path, msgspec.json.encode(record))
        except OSError as error:
            raise not_written(self._path, error) from error

    def delete(self) -> None:
        """Delete the key; nothing happens where there is none."""
        record = self._record()
        if record is not None and record.user:
            forget_secret(record.user)
        self._path.unlink(missing_ok=True)

    def _record(self) -> _Record | None:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=_Record)
        except (OSError, msgspec.MsgspecError):
            return None
