"""Sealed secrets: each in the keyring, or in a file beside the store, encrypted under its key.

The file says which, and may hold something beside it that is no secret. A file that is there and
can't be read is an error: nothing is made in its place by itself. A secret that is gone, because
the folder was moved here without it, is none.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec

from smartclient.domain.errors import SchemaError, StoreError
from smartclient.security.keyrings import entry_of, forget_secret, keep_secret, secret_of
from smartclient.security.sealing import sealed, unsealed
from smartclient.settings.durable import not_written, write_durably

_VERSION: Final = 1


class _Record(msgspec.Struct, kw_only=True):
    """What the file holds: an entry of the keyring, or what is encrypted."""

    version: int = _VERSION
    user: str = ""
    sealed: str = ""
    certificate: str = ""


class SealedSecret:
    """One secret text of the device whose folder is ``home``, under the store's ``key``.

    ``kind`` names its entry in the keyring, ``purpose`` what it is encrypted for; ``unreadable``
    says what to do about a file that can't be read.
    """

    def __init__(
        self,
        path: Path,
        key: Callable[[], bytes],
        *,
        kind: str,
        purpose: bytes,
        unreadable: str,
    ) -> None:
        self._path = path
        self._key = key
        self._kind = kind
        self._purpose = purpose
        self._unreadable = unreadable

    def from_keyring(self) -> str | None:
        """The secret as the keyring has it; None where it is not there."""
        record = self._record()
        return secret_of(record.user) if record is not None and record.user else None

    def from_file(self) -> bytes | None:
        """The secret as the file has it; None where it is not there, or of another store."""
        record = self._record()
        if record is None or record.user:
            return None
        return unsealed(self._key(), self._purpose, record.sealed)

    def certificate(self) -> str:
        """What the file holds beside the secret, "" for nothing."""
        record = self._record()
        return "" if record is None else record.certificate

    def save(self, content: bytes, *, text: str, certificate: str = "") -> None:
        """Store the secret durably: as ``text`` in the keyring, else as ``content`` in the file.

        A crash leaves the old one or the new one.
        """
        record = _Record(certificate=certificate)
        user = entry_of(self._kind, self._path.parent)
        if keep_secret(user, text):
            record.user = user
        else:
            record.sealed = sealed(self._key(), self._purpose, content)
        try:
            write_durably(self._path, msgspec.json.encode(record))
        except OSError as error:
            raise not_written(self._path, error) from error

    def delete(self) -> None:
        """Delete the secret, and a file that can't be read; nothing happens where there is none."""
        try:
            record = self._record()
        except (StoreError, SchemaError):
            record = None
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
                self._unreadable, name=self._path.name, detail=f"{self._path}: {error}"
            ) from error
        if record.version > _VERSION:
            raise SchemaError(
                "This device was signed in by a newer Smart Client. Install the newer version."
            )
        return record
