"""The store's key: never in a file, never lost silently, never made twice."""

import json
from pathlib import Path

import pytest
from memory_keyring import MemoryKeyring, PlainKeyring

from smartclient.domain.errors import RefusedError, SetUpError, StoreError
from smartclient.security.keys import KEY_FILE, KeyWay, key_record, load_or_make_key
from smartclient.store.opening import create_store, open_store_file


class Person:
    """Somebody who types passphrases, and remembers being asked."""

    def __init__(self, *passphrases: str) -> None:
        self._passphrases = list(passphrases)
        self.asked: list[bool] = []

    def __call__(self, is_new: bool) -> str:  # noqa: FBT001 (the port's own shape)
        self.asked.append(is_new)
        return self._passphrases.pop(0)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SMARTCLIENT_PASSPHRASE", raising=False)


def test_a_key_is_random_and_kept_in_the_keyring_only(
    home: Path, memory_keyring: MemoryKeyring
) -> None:
    key = load_or_make_key(home)
    assert len(key) == 32
    assert load_or_make_key(home) == key
    assert list(memory_keyring.secrets.values()) == [key.hex()]
    assert key.hex() not in (home / KEY_FILE).read_text()
    record = key_record(home)
    assert record is not None
    assert record.way is KeyWay.KEYRING
    assert load_or_make_key(home.with_name("another")) != key


def test_the_record_is_readable_by_its_owner_only(
    home: Path, memory_keyring: MemoryKeyring
) -> None:
    load_or_make_key(home)
    assert (home / KEY_FILE).stat().st_mode & 0o077 == 0


def test_a_home_that_lost_its_record_finds_its_key_again(
    home: Path, memory_keyring: MemoryKeyring
) -> None:
    key = load_or_make_key(home)
    (home / KEY_FILE).unlink()
    assert load_or_make_key(home) == key


def test_a_home_that_was_moved_finds_its_key_again(
    home: Path, memory_keyring: MemoryKeyring
) -> None:
    key = load_or_make_key(home)
    moved = home.rename(home.with_name("moved"))
    assert load_or_make_key(moved) == key


def test_a_key_gone_from_the_keyring_is_told_and_no_new_one_made(
    home: Path, memory_keyring: MemoryKeyring
) -> None:
    load_or_make_key(home)
    memory_keyring.secrets.clear()
    with pytest.raises(StoreError, match="not in the keyring"):
        load_or_make_key(home)
    assert memory_keyring.secrets == {}


def test_another_key_in_the_keyring_is_told(home: Path, memory_keyring: MemoryKeyring) -> None:
    load_or_make_key(home)
    for entry in memory_keyring.secrets:
        memory_keyring.secrets[entry] = bytes(32).hex()
    with pytest.raises(StoreError, match="does not fit"):
        load_or_make_key(home)


def test_a_locked_keyring_is_to_be_unlocked(home: Path, memory_keyring: MemoryKeyring) -> None:
    load_or_make_key(home)
    memory_keyring.locked = True
    with pytest.raises(RefusedError, match="Unlock it"):
        load_or_make_key(home)


@pytest.mark.usefixtures("no_variable")
def test_without_a_keyring_the_person_is_asked_for_a_passphrase(home: Path) -> None:
    person = Person("horse battery", "horse battery")
    key = load_or_make_key(home, person)
    assert load_or_make_key(home, person) == key
    assert person.asked == [True, False]
    record = json.loads((home / KEY_FILE).read_text())
    assert record["way"] == "passphrase"
    assert key.hex() not in json.dumps(record)


@pytest.mark.usefixtures("no_variable")
def test_a_keyring_that_writes_plain_files_is_not_used(
    home: Path, plain_keyring: PlainKeyring
) -> None:
    load_or_make_key(home, Person("horse battery"))
    assert plain_keyring.secrets == {}


@pytest.mark.usefixtures("no_variable")
def test_a_wrong_passphrase_is_refused_before_the_store_is_touched(home: Path) -> None:
    load_or_make_key(home, Person("horse battery"))
    with pytest.raises(RefusedError, match="not the right one"):
        load_or_make_key(home, Person("horse butter"))


@pytest.mark.usefixtures("no_variable")
def test_with_nobody_to_ask_the_person_is_told_what_to_set(home: Path) -> None:
    with pytest.raises(SetUpError, match="SMARTCLIENT_PASSPHRASE"):
        load_or_make_key(home)
    assert not (home / KEY_FILE).exists()


@pytest.mark.usefixtures("no_variable")
def test_an_empty_passphrase_makes_no_key(home: Path) -> None:
    with pytest.raises(RefusedError, match="empty"):
        load_or_make_key(home, Person(""))
    assert not (home / KEY_FILE).exists()


def test_the_passphrase_may_come_from_the_environment(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMARTCLIENT_PASSPHRASE", "from outside")
    key = load_or_make_key(home)
    monkeypatch.setenv("SMARTCLIENT_PASSPHRASE", "another")
    with pytest.raises(RefusedError):
        load_or_make_key(home)
    monkeypatch.delenv("SMARTCLIENT_PASSPHRASE")
    assert load_or_make_key(home, Person("from outside")) == key


def test_the_same_passphrase_makes_another_key_in_another_home(home: Path) -> None:
    assert load_or_make_key(home) != load_or_make_key(home.with_name("another"))


def test_a_damaged_record_is_told_and_kept(home: Path) -> None:
    load_or_make_key(home)
    (home / KEY_FILE).write_text("{")
    with pytest.raises(StoreError, match=KEY_FILE):
        load_or_make_key(home)
    assert (home / KEY_FILE).read_text() == "{"


def test_the_key_opens_the_store_it_was_made_for(home: Path) -> None:
    path = home / "store.db"
    create_store(path, load_or_make_key(home)).close()
    open_store_file(path, load_or_make_key(home)).close()
