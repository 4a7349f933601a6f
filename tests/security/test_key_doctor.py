"""What the doctor says where the key of a store can't be had, and that it costs no work."""

from collections.abc import Callable
from pathlib import Path

import pytest

from smartclient.diagnostics.folders import folder_finding
from smartclient.diagnostics.store import key_finding, store_finding
from smartclient.security.keys import KEY_FILE, load_or_make_key
from smartclient.store.database.opening import create_store
from tests.security.memory_keyring import MemoryKeyring

Spoil = Callable[[Path, MemoryKeyring], None]


def gone(home: Path, keyring: MemoryKeyring) -> None:
    keyring.secrets.clear()


def another(home: Path, keyring: MemoryKeyring) -> None:
    for entry in keyring.secrets:
        keyring.secrets[entry] = bytes(32).hex()


def locked(home: Path, keyring: MemoryKeyring) -> None:
    keyring.locked = True


def without_record(home: Path, keyring: MemoryKeyring) -> None:
    (home / KEY_FILE).unlink()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (gone, "not in the keyring of this computer any more. The data is kept."),
        (another, "does not fit the data. The data is kept."),
        (locked, "Unlock it, then start again."),
        (without_record, "Start Smart Client: the key may still be in the keyring."),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_a_key_that_can_not_be_had_is_explained_and_the_store_is_kept(
    tmp_path: Path, memory_keyring: MemoryKeyring, spoil: Spoil, words: str
) -> None:
    create_store(tmp_path / "store.db", load_or_make_key(tmp_path)).close()
    spoil(tmp_path, memory_keyring)
    before = (tmp_path / "store.db").read_bytes()
    secrets = dict(memory_keyring.secrets)

    key, about_key = key_finding(tmp_path, None, None)
    about_store = store_finding(tmp_path, key, signed_in=True, folder=folder_finding(tmp_path))

    assert key is None
    assert not about_key.ok
    assert words in f"{about_key.detail} {about_key.advice}"
    assert not about_store.ok
    assert "The store is kept as it is." in about_store.advice
    assert (tmp_path / "store.db").read_bytes() == before
    assert memory_keyring.secrets == secrets
