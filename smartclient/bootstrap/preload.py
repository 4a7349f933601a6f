"""Preloading: the store is opened while the window's own modules are still being imported."""

from pathlib import Path
from threading import Thread

from smartclient.bootstrap.number_files import given_numbers
from smartclient.security.key_preload import KeyPreloader, PassphraseNeededError, ask_nobody
from smartclient.security.keys import key_record, open_with_key
from smartclient.settings.file import load_settings
from smartclient.settings.places import STORE_FILE, WIPING_FILE
from smartclient.store.database.opening import open_store_file
from smartclient.store.unit_of_work import Store


class StorePreloader:
    """The store in ``home``, opened on a thread of its own where that needs no person.

    ``key`` may have its key already. Reading the disk leaves Python free for other threads.
    Whoever claims the store owns it; one that nobody claimed is closed with this.
    """

    def __init__(self, home: Path, key: KeyPreloader | None = None) -> None:
        self._home = home
        self._key = key
        self._opened: tuple[Store, bytes] | None = None
        self._wrong: Exception | None = None
        self._thread = Thread(target=self._open, name="opening", daemon=True)
        self._thread.start()

    def claim(self) -> tuple[Store, bytes] | None:
        """The store and its key, None where there is none yet or a passphrase must be entered.

        Raises what opening it raised.
        """
        self._thread.join()
        opened, self._opened = self._opened, None
        wrong, self._wrong = self._wrong, None
        if wrong is not None:
            raise wrong
        return opened

    def close(self) -> None:
        """Close the store unless it was claimed."""
        self._thread.join()
        if self._opened is not None:
            self._opened[0].close()
            self._opened = None

    def _open(self) -> None:
        path = self._home / STORE_FILE
        try:
            if (self._home / WIPING_FILE).exists():
                return
            signed_in = load_settings(self._home).is_signed_in and path.is_file()
            if signed_in and key_record(self._home) is not None:
                self._opened = self._open_file(path)
        except PassphraseNeededError:
            pass
        except Exception as error:  # noqa: BLE001 (the edge of this thread: raised by claim)
            self._wrong = error

    def _open_file(self, path: Path) -> tuple[Store, bytes]:
        key = None if self._key is None else self._key.claim()
        if key is not None:
            return open_store_file(path, key, numbers=given_numbers()), key
        return open_with_key(
            self._home,
            ask_nobody,
            lambda key: open_store_file(path, key, numbers=given_numbers()),
        )
