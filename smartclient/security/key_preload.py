"""Preloading the key: what takes long about it is done while the program loads itself."""

from pathlib import Path
from threading import Thread
from typing import NoReturn

from smartclient.domain.errors import SmartClientError
from smartclient.security.key_record import WRAPPED_VERSION, KeyWay, key_record
from smartclient.security.keys import load_or_make_key


class KeyPreloader:
    """The key of the store in ``home``, had on a thread of its own where that needs no person.

    Deriving it takes some tenths of a second, and leaves Python free for other threads.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self._key: bytes | None = None
        self._wrong: Exception | None = None
        self._thread = Thread(target=self._load, name="key", daemon=True)
        self._thread.start()

    def claim(self) -> bytes | None:
        """32 bytes; None where there is no key yet, a person is needed, or its record is old.

        Raises what getting it raised.
        """
        self._thread.join()
        if self._wrong is not None:
            raise self._wrong
        return self._key

    def _load(self) -> None:
        try:
            record = key_record(self._home)
            if record is not None and (
                record.way is KeyWay.KEYRING or record.version >= WRAPPED_VERSION
            ):
                self._key = load_or_make_key(self._home, ask_nobody)
        except PassphraseNeededError:
            pass
        except Exception as error:  # noqa: BLE001 (the edge of this thread: raised by claim)
            self._wrong = error


class PassphraseNeededError(SmartClientError):
    """Only a person knows what the key is derived from."""


def ask_nobody(_new: bool) -> NoReturn:  # noqa: FBT001 (as it is asked for)
    """Stand in for a person where nobody is to be asked; raises PassphraseNeededError."""
    raise PassphraseNeededError("")
