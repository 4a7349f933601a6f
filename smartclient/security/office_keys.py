"""Head office's keys: the private halves with which work that is carried by hand is opened."""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from smartclient.domain.errors import SetUpError
from smartclient.settings.durable import not_written, write_durably


class _Record(msgspec.Struct, kw_only=True):
    version: int = 1
    identities: list[str] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeKeyFile:
    """The keys in a file that only its owner reads; the newest comes last, and none is deleted."""

    path: Path

    def identities(self) -> tuple[str, ...]:
        """The private keys; SetUpError for a file that can't be read."""
        try:
            return tuple(msgspec.json.decode(self.path.read_bytes(), type=_Record).identities)
        except FileNotFoundError:
            return ()
        except (OSError, msgspec.MsgspecError) as error:
            raise SetUpError(
                "The file {path}, which holds head office's keys for carried work, can't be read. "
                "Check the rights on it, or put back a copy; nothing was changed.",
                path=self.path,
                detail=str(error),
            ) from error

    def add(self, identity: str) -> None:
        """Store another private key durably."""
        record = _Record(identities=[*self.identities(), identity])
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_durably(self.path, msgspec.json.format(msgspec.json.encode(record)))
        except OSError as error:
            raise not_written(self.path, error) from error
