"""The store's key: never in a file, never lost silently, never made twice."""

import json
import os
import sys
import unicodedata
from pathlib import Path
from typing import Any, Literal

import pytest

from smartclient.domain.errors import RefusedError, SchemaError, SetUpError, StoreError
from smartclient.security.derivation import Cost
from smartclient.security.keys import KEY_FILE, KeyWay, key_record, load_or_make_key, open_with_key
from smartclient.store.database.opening import create_store, open_store_file
from tests.old_laptop import write_key_record
from tests.security.memory_keyring import MemoryKeyring, PlainKeyring


class Person:
    """Somebody who types passphrases, and remembers being asked."""

    def __init__(self, *passphrases: str) -> None:
        self._passphrases = list(passphrases)
        self.asked: list[bool] = []

    def __call__(self, is_new: bool) -> str:  # noqa: FBT001 (the port's own shape)
        self.asked.append(is_new)
        return self._passphrases.pop(0)


def read(home: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((home / KEY_FILE).read_text())
    return found


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


def test_a_key_gone_from_the_keyring_is_reported_and_no_new_one_made(
    home: Path, memory_keyring: MemoryKeyring
) -> None:
    load_or_make_key(home)
    memory_keyring.secrets.clear()
    with pytest.raises(StoreError, match="not in the keyring"):
        load_or_make_key(home)
    assert memory_keyring.secrets == {}


def test_another_key_in_the_keyring_is_reported(home: Path, memory_keyring: MemoryKeyring) -> None:
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


@pytest.mark.usefixtures("no_variable", "shipped_cost")
def test_without_a_keyring_the_person_is_asked_for_a_passphrase(home: Path) -> None:
    person = Person("horse battery", "horse battery")
    key = load_or_make_key(home, person)
    assert load_or_make_key(home, person) == key
    assert person.asked == [True, False]
    record = read(home)
    assert record["way"] == "passphrase"
    assert (record["cost"], record["block_size"], record["parallel"]) == (131_072, 8, 1)
    assert record["form"] == "NFC"
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
def test_with_nobody_to_ask_the_person_learns_what_to_set(home: Path) -> None:
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


def test_a_damaged_record_is_reported_and_kept(home: Path) -> None:
    load_or_make_key(home)
    (home / KEY_FILE).write_text("{")
    with pytest.raises(StoreError, match=KEY_FILE):
        load_or_make_key(home)
    assert (home / KEY_FILE).read_text() == "{"


def test_the_key_opens_the_store_it_was_made_for(home: Path) -> None:
    path = home / "store.db"
    create_store(path, load_or_make_key(home)).close()
    open_store_file(path, load_or_make_key(home)).close()


# the forms of one passphrase, and how a new one must be -------------------------------------------

TYPED = "pässphräse is lóng enough"
NFC, NFD = (unicodedata.normalize(form, TYPED) for form in ("NFC", "NFD"))


@pytest.mark.usefixtures("no_variable")
@pytest.mark.parametrize(("made", "typed"), [(NFC, NFD), (NFD, NFC)])
def test_either_form_of_a_passphrase_opens_the_same_store(
    home: Path, made: str, typed: str
) -> None:
    key = load_or_make_key(home, Person(made))
    assert load_or_make_key(home, Person(typed)) == key


@pytest.mark.usefixtures("no_variable")
@pytest.mark.parametrize("short", ["1234567", unicodedata.normalize("NFD", "äöüäöü")])
def test_a_new_passphrase_has_a_least_length(
    home: Path, short: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(RefusedError, match="at least 8"):
        load_or_make_key(home, Person(short))
    monkeypatch.setenv("SMARTCLIENT_PASSPHRASE", short)
    with pytest.raises(RefusedError, match="SMARTCLIENT_PASSPHRASE is too short"):
        load_or_make_key(home)
    assert not (home / KEY_FILE).exists()


def test_a_wrong_variable_is_not_asked_to_be_typed_again(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_or_make_key(home)
    monkeypatch.setenv("SMARTCLIENT_PASSPHRASE", "some other one")
    with pytest.raises(RefusedError, match="SMARTCLIENT_PASSPHRASE is not the right one") as raised:
        load_or_make_key(home)
    assert "Type it" not in raised.value.user_message


# records of the first version ---------------------------------------------------------------------


@pytest.mark.usefixtures("no_variable")
@pytest.mark.parametrize("made", [NFC, NFD, "short"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_record_of_the_first_version_opens_as_typed_and_is_written_again(
    home: Path, passphrase_cost: Cost, made: str, form: Literal["NFC", "NFD"]
) -> None:
    key = write_key_record(home, made)

    opened, found = open_with_key(home, Person(unicodedata.normalize(form, made)), bytes.hex)

    assert (opened, found) == (key.hex(), key)
    assert read(home)["version"] == 2
    assert read(home)["cost"] == passphrase_cost.n
    # whoever guesses by the new record pays the new cost
    assert "salt" in read(home)
    assert open_with_key(home, Person(made), bytes.hex) == (key.hex(), key)


@pytest.mark.usefixtures("no_variable")
def test_one_typed_in_no_form_of_unicode_opens_as_typed(home: Path) -> None:
    mixed = f"{NFC} {NFD}"
    key = write_key_record(home, mixed)
    assert load_or_make_key(home, Person(mixed)) == key


@pytest.mark.usefixtures("no_variable")
def test_a_record_is_not_written_again_before_its_store_was_opened(home: Path) -> None:
    write_key_record(home, NFC)
    before = (home / KEY_FILE).read_bytes()

    def fails(_key: bytes) -> None:
        raise StoreError("damaged")

    with pytest.raises(StoreError):
        open_with_key(home, Person(NFC), fails)
    with pytest.raises(RefusedError):
        open_with_key(home, Person("not this one"), bytes.hex)
    assert (home / KEY_FILE).read_bytes() == before


@pytest.mark.usefixtures("no_variable")
def test_a_copy_of_the_old_record_still_opens_the_store(home: Path) -> None:
    write_key_record(home, NFC)
    copy = (home / KEY_FILE).read_bytes()
    _, key = open_with_key(home, Person(NFC), bytes.hex)
    (home / KEY_FILE).write_bytes(copy)
    assert load_or_make_key(home, Person(NFC)) == key


@pytest.mark.usefixtures("no_variable")
def test_where_the_record_can_not_be_written_again_the_old_one_goes_on(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_key_record(home, NFC)
    before = (home / KEY_FILE).read_bytes()

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    opened, _ = open_with_key(home, Person(NFC), bytes.hex)
    assert opened
    assert (home / KEY_FILE).read_bytes() == before
    assert [path.name for path in home.iterdir()] == [KEY_FILE]


def test_a_record_of_a_newer_program_is_refused_and_kept(home: Path) -> None:
    load_or_make_key(home)
    newer = json.dumps({**read(home), "version": 3})
    (home / KEY_FILE).write_text(newer)
    with pytest.raises(SchemaError, match="newer"):
        load_or_make_key(home)
    assert (home / KEY_FILE).read_text() == newer


def test_a_record_that_would_take_all_memory_is_taken_as_damaged(home: Path) -> None:
    load_or_make_key(home)
    (home / KEY_FILE).write_text(json.dumps({**read(home), "cost": 2**40}))
    with pytest.raises(StoreError, match=KEY_FILE):
        load_or_make_key(home)


# on the disk --------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not flushed there")
def test_the_record_is_on_the_disk_before_it_has_its_name(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    flush, rename = os.fsync, Path.replace

    def flushed(handle: int) -> None:
        steps.append("folder" if Path(f"/dev/fd/{handle}").is_dir() else "file")
        flush(handle)

    def renamed(path: Path, target: Path) -> Path:
        steps.append("name")
        return rename(path, target)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(Path, "replace", renamed)
    load_or_make_key(home)
    assert steps == ["file", "name", "folder"]
