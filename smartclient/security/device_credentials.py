"""Device credentials: what this device signs in with at head office's service, kept encrypted.

They are in the keyring, or beside the store, encrypted under a key that is derived from the
store's. The file ``credential.json`` says which, and holds the certificate that was pinned.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from smartclient.domain.errors import SchemaError, StoreError
from smartclient.security.keyrings import entry_of, forget_secret, keep_secret, secret_of
from smartclient.security.sealing import sealed, unsealed
from smartclient.settings.durable import not_written, write_durably

CREDENTIAL_FILE: Final = "credential.json"
_VERSION: Final = 1
_CREDENTIAL_BYTES: Final = 32
_PURPOSE: Final = b"smartclient device credential"


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


class _Record(msgspec.Struct, kw_only=True):
    """What ``credential.json`` holds: an entry of the keyring, or what is encrypted."""

    version: int = _VERSION
    user: str = ""
    sealed: str = ""
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
        self._home = home
        self._path = home / CREDENTIAL_FILE
        self._key = key

    def load(self) -> DeviceCredentials:
        """What is stored; empty where nothing is, or where it was moved here from elsewhere."""
        record = self._record()
        if record is None:
            return DeviceCredentials()
        text = secret_of(record.user) if record.user else self._unsealed(record)
        secret = msgspec.json.decode(text, type=_Secret) if text else _Secret()
        return DeviceCredentials(
            current=secret.current,
            next=secret.next,
            code=secret.code,
            certificate=record.certificate,
        )

    def certificate(self) -> str:
        """The certificate that is pinned, "" for none; it is no secret."""
        record = self._record()
        return "" if record is None else record.certificate

    def save(self, credentials: DeviceCredentials) -> None:
        """Store them durably; a crash leaves the old ones or the new ones."""
        secret = _Secret(current=credentials.current, next=credentials.next, code=credentials.code)
        text = msgspec.json.encode(secret)
        record = _Record(certificate=credentials.certificate)
        user = entry_of("device", self._home)
        if keep_secret(user, text.decode()):
            record.user = user
        else:
            record.sealed = sealed(self._key(), _PURPOSE, text)
        try:
            write_durably(self._path, msgspec.json.encode(record))
        except OSError as error:
            raise not_written(self._path, error) from error

    def delete(self) -> None:
        """Delete them; nothing happens where there are none."""
        record = self._record()
        if record is not None and record.user:
            forget_secret(record.user)
        self._path.unlink(missing_ok=True)

    def _record(self) -> _Record | None:
        try:
            record = msgspec.json.decode(self._path.read_bytes(), type=_Record)
        except FileNotFoundError:
            return None
        except (OSError, msgspec.MsgspecError) as error:
            raise StoreError(
                "The file {name}, which tells how this device signs in, can't be read. Put back a "
                "copy of this one file, or sign in with a new code; your work is kept.",
                name=CREDENTIAL_FILE,
                detail=f"{self._path}: {error}",
            ) from error
        if record.version > _VERSION:
            raise SchemaError(
                "This device was signed in by a newer Smart Client. Install the newer version."
            )
        return record

    def _unsealed(self, record: _Record) -> bytes | None:
        return unsealed(self._key(), _PURPOSE, record.sealed)
