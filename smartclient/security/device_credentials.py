"""Device credentials: what this device signs in with at head office's service, a sealed secret.

The file ``credential.json`` holds the certificate that was pinned beside them.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from smartclient.security.sealed_secrets import SealedSecret

CREDENTIAL_FILE: Final = "credential.json"
_CREDENTIAL_BYTES: Final = 32
_PURPOSE: Final = b"smartclient device credential"
_UNREADABLE: Final = (
    "The file {name}, which tells how this device signs in, can't be read. Put back a "
    "copy of this one file, or sign in with a new code; your work is kept."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceCredentials:
    """This device's credentials, "" for none.

    ``next`` is one that head office may not know yet: it is exchanged for the code with the digest
    ``code`` (hexadecimal), or, without a code, renews ``current``. With ``current`` alone ``code``
    is what that was exchanged for. ``certificate`` is what is pinned, in base64.
    """

    current: str = ""
    next: str = ""
    code: str = ""
    certificate: str = ""


class _Secret(msgspec.Struct, kw_only=True):
    current: str = ""
    next: str = ""
    code: str = ""


def pinned_certificate(home: Path) -> str:
    """The certificate that this device pinned, in base64; "" for none.

    Raises StoreError where that can't be read.
    """
    return CredentialFile(home, bytes).certificate()


def new_credential() -> str:
    """A credential of 256 random bits."""
    return secrets.token_urlsafe(_CREDENTIAL_BYTES)


class CredentialFile:
    """The credentials of the device whose folder is ``home``."""

    def __init__(self, home: Path, key: Callable[[], bytes]) -> None:
        """``key`` returns the store's key."""
        self._secret = SealedSecret(
            home / CREDENTIAL_FILE, key, kind="device", purpose=_PURPOSE, unreadable=_UNREADABLE
        )

    def load(self) -> DeviceCredentials:
        """What is stored; empty where nothing is, or where it was moved here from elsewhere."""
        text = self._secret.from_keyring() or self._secret.from_file()
        secret = msgspec.json.decode(text, type=_Secret) if text else _Secret()
        return DeviceCredentials(
            current=secret.current,
            next=secret.next,
            code=secret.code,
            certificate=self.certificate(),
        )

    def certificate(self) -> str:
        """The certificate that is pinned, "" for none; it is no secret."""
        return self._secret.certificate()

    def save(self, credentials: DeviceCredentials) -> None:
        """Store them durably; a crash leaves the old ones or the new ones."""
        secret = _Secret(current=credentials.current, next=credentials.next, code=credentials.code)
        content = msgspec.json.encode(secret)
        self._secret.save(content, text=content.decode(), certificate=credentials.certificate)

    def delete(self) -> None:
        """Delete them; nothing happens where there are none."""
        self._secret.delete()
