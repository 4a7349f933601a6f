"""Device keys: what this device proves itself with where no link does, as a sealed secret."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from smartclient.security.sealed_secrets import SealedSecret

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SIGNING_FILE: Final = "signing.json"
_PURPOSE: Final = b"smartclient signing key"
_SEED_BYTES: Final = 32
_UNREADABLE: Final = (
    "The file {name}, with which this device signs work that is carried by hand, can't be read. "
    "Put back a copy of this one file, or delete it: the device makes another key. Your work is "
    "kept."
)


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


class DeviceKeyFile:
    """The key of the device whose folder is ``home``."""

    def __init__(self, home: Path, key: Callable[[], bytes]) -> None:
        """``key`` returns the store's key."""
        self._secret = SealedSecret(
            home / SIGNING_FILE, key, kind="signing", purpose=_PURPOSE, unreadable=_UNREADABLE
        )

    def load(self) -> DeviceKey | None:
        """The key; None where there is none any more, and another one is made."""
        text = self._secret.from_keyring()
        seed = self._secret.from_file() if text is None else bytes.fromhex(text)
        return None if seed is None else DeviceKey(seed=seed)

    def save(self, key: DeviceKey) -> None:
        """Store the key durably."""
        self._secret.save(key.seed, text=key.seed.hex())

    def delete(self) -> None:
        """Delete the key; nothing happens where there is none."""
        self._secret.delete()
