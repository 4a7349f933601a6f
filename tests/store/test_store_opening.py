"""Opening the store: what it promises about keys, versions, damage and crashes."""

import multiprocessing
import os
import shutil
import signal
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from smartclient.database.engines import open_store
from smartclient.database.transactions import reading
from smartclient.domain.errors import RefusedError, SchemaError, StoreError
from smartclient.store.database.migrations import MIGRATIONS
from smartclient.store.database.opening import (
    StoreCondition,
    create_store,
    examine_store,
    open_store_file,
)
from smartclient.store.unit_of_work import Store


def raw(path: Path, key: bytes) -> sqlcipher.Connection:
    connection = sqlcipher.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


def remember(store: Store, value: str) -> None:
    with store.work() as work:
        work.meta.set("kept", value)
        work.commit()


def read_everything(store: Store) -> None:
    with store.view() as view:
        for place in range(2_000):
            view.meta.get(f"name {place}")


def remembered(path: Path, key: bytes) -> str | None:
    store = open_store_file(path, key)
    try:
        with store.view() as view:
            return view.meta.get("kept")
    finally:
        store.close()


def test_what_was_committed_is_there_when_the_store_is_opened_again(
    store: Store, store_path: Path, key: bytes
) -> None:
    remember(store, "yes")
    store.close()
    assert remembered(store_path, key) == "yes"


def test_nothing_in_the_file_can_be_read_without_the_key(store: Store, store_path: Path) -> None:
    remember(store, "Professional Sales and Service")
    store.close()
    for file in store_path.parent.iterdir():
        content = file.read_bytes()
        assert b"Professional" not in content
        assert b"SQLite format" not in content


def test_an_emptied_file_is_no_new_store(store_path: Path, key: bytes) -> None:
    store_path.touch()
    with pytest.raises(StoreError, match="is empty"):
        open_store_file(store_path, key)
    assert store_path.stat().st_size == 0


def test_a_wrong_key_is_refused_and_the_file_kept_as_it_is(
    store: Store, store_path: Path, key: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    remember(store, "yes")
    store.close()
    before = store_path.read_bytes()
    with pytest.raises(StoreError, match="key does not fit"):
        open_store_file(store_path, bytes(32))
    assert store_path.read_bytes() == before
    assert remembered(store_path, key) == "yes"
    assert capfd.readouterr().err == ""


def test_a_missing_store_is_not_created_by_opening_it(store_path: Path, key: bytes) -> None:
    with pytest.raises(StoreError, match="not where it was"):
        open_store_file(store_path, key)
    assert not store_path.exists()


def test_a_store_is_never_created_over_another(store: Store, store_path: Path, key: bytes) -> None:
    remember(store, "yes")
    store.close()
    with pytest.raises(RefusedError):
        create_store(store_path, key)
    assert remembered(store_path, key) == "yes"


def test_an_empty_file_left_by_a_crash_becomes_a_store(store_path: Path, key: bytes) -> None:
    store_path.touch()
    create_store(store_path, key).close()
    assert examine_store(store_path, key) == StoreCondition()


def test_a_damaged_file_is_reported_and_kept(store: Store, store_path: Path, key: bytes) -> None:
    with store.work() as work:
        for place in range(6_000):
            work.meta.set(f"name {place}", "x" * 100)
        work.commit()
    store.close()
    damaged = bytearray(store_path.read_bytes())
    # every page of the second half: where the table lies depends on the schema
    for page in range(len(damaged) // 2 // 4096 * 4096, len(damaged), 4096):
        damaged[page + 500 : page + 600] = bytes(100)
    store_path.write_bytes(damaged)

    assert examine_store(store_path, key).damage
    store = open_store_file(store_path, key)
    try:
        with pytest.raises(StoreError, match="damaged"):
            read_everything(store)
    finally:
        store.close()
    assert store_path.read_bytes() == bytes(damaged)


def test_a_file_that_is_no_store_is_refused_and_kept(store_path: Path, key: bytes) -> None:
    store_path.write_bytes(b"a shopping list " * 1000)
    with pytest.raises(StoreError):
        open_store_file(store_path, key)
    assert store_path.read_bytes() == b"a shopping list " * 1000


def test_an_encrypted_database_of_something_else_is_refused(store_path: Path, key: bytes) -> None:
    other = raw(store_path, key)
    other.execute("CREATE TABLE recipes (name)")
    other.close()
    with pytest.raises(SchemaError, match="no store of Smart Client"):
        open_store_file(store_path, key)


def test_a_store_of_a_newer_program_is_refused_and_kept(
    store: Store, store_path: Path, key: bytes
) -> None:
    store.close()
    newer = raw(store_path, key)
    newer.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    newer.close()
    before = store_path.read_bytes()
    with pytest.raises(SchemaError, match="newer Smart Client"):
        open_store_file(store_path, key)
    assert store_path.read_bytes() == before


NEXT = (*MIGRATIONS, ("CREATE TABLE visits (id INTEGER PRIMARY KEY, day TEXT)",))


def test_an_upgrade_copies_the_file_first_and_keeps_what_is_in_it(
    store: Store, store_path: Path, key: bytes
) -> None:
    remember(store, "yes")
    store.close()
    upgraded = open_store_file(store_path, key, NEXT)
    with upgraded.view() as view:
        assert view.meta.get("kept") == "yes"
    upgraded.close()
    engine = open_store(store_path, key)
    with reading(engine) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM visits").scalar_one() == 0
    engine.dispose()
    copy = store_path.with_name(f"store.db.before-{len(NEXT)}")
    assert remembered(copy, key) == "yes"
    with pytest.raises(StoreError):
        remembered(copy, bytes(32))


def test_an_upgrade_that_fails_leaves_the_old_store_whole(
    store: Store, store_path: Path, key: bytes
) -> None:
    remember(store, "yes")
    store.close()
    broken = (*MIGRATIONS, ("CREATE TABLE visits (id INTEGER PRIMARY KEY)", "NOT SQL AT ALL"))
    with pytest.raises(Exception, match="syntax error"):
        open_store_file(store_path, key, broken)
    assert remembered(store_path, key) == "yes"
    left = raw(store_path, key)
    assert not left.execute("SELECT 1 FROM sqlite_schema WHERE name = 'visits'").fetchall()
    left.close()


def test_a_store_that_can_not_be_copied_is_not_upgraded(
    store: Store, store_path: Path, key: bytes
) -> None:
    store.close()
    blocked = store_path.with_name(f"store.db.before-{len(NEXT)}.part")
    blocked.mkdir()
    with pytest.raises((StoreError, OSError)):
        open_store_file(store_path, key, NEXT)
    blocked.rmdir()
    create_or_open = open_store_file(store_path, key)
    create_or_open.close()


def _die_with_a_commit_behind_and_work_ahead(path: Path, key: bytes) -> None:
    store = open_store_file(path, key)
    remember(store, "committed")
    with store.work() as work:
        work.meta.set("kept", "not committed")
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no way to kill at once here")
def test_a_killed_program_leaves_what_it_committed_and_nothing_else(
    store: Store, store_path: Path, key: bytes
) -> None:
    store.close()
    victim = multiprocessing.get_context("spawn").Process(
        target=_die_with_a_commit_behind_and_work_ahead, args=(store_path, key)
    )
    victim.start()
    victim.join()
    assert victim.exitcode == -signal.SIGKILL
    victim.close()
    assert remembered(store_path, key) == "committed"
    assert examine_store(store_path, key) == StoreCondition()


def test_a_copy_taken_by_hand_opens_elsewhere(
    store: Store, store_path: Path, key: bytes, tmp_path: Path
) -> None:
    remember(store, "yes")
    store.close()
    elsewhere = tmp_path / "other.db"
    shutil.copy(store_path, elsewhere)
    assert remembered(elsewhere, key) == "yes"


@pytest.mark.skipif(os.name == "nt", reason="rights are of another kind there")
def test_a_new_store_is_its_owners_alone_whatever_the_folder_allows(
    store_path: Path, key: bytes
) -> None:
    before = os.umask(0)
    try:
        created = create_store(store_path, key)
    finally:
        os.umask(before)
    remember(created, "yes")
    files = list(store_path.parent.glob(f"{store_path.name}*"))
    open_to_others = {file.name for file in files if file.stat().st_mode & 0o077}
    created.close()
    assert len(files) == 3
    assert not open_to_others
