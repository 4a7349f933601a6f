"""Engines: what a transaction promises, and what becomes of a driver's errors."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine

from smartclient.database import engines
from smartclient.database.engines import create_office_file, open_engine, open_store
from smartclient.database.errors import ErrorTable
from smartclient.database.raw_sql import execute_raw
from smartclient.database.transactions import reading, writing
from smartclient.domain.errors import OutOfReachError, SetUpError, StoreError
from smartclient.settings.places import embedded_url


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    create_office_file(tmp_path / "office.db")
    engine = open_engine(f"sqlite:///{tmp_path / 'office.db'}")
    with writing(engine) as (connection, transaction):
        connection.exec_driver_sql("CREATE TABLE notes (text)")
        transaction.commit()
    yield engine
    engine.dispose()


def count(engine: Engine) -> int:
    with reading(engine) as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM notes").scalar_one())


def test_what_is_not_committed_is_rolled_back(engine: Engine) -> None:
    with writing(engine) as (connection, _):
        connection.exec_driver_sql("INSERT INTO notes VALUES ('lost')")
    assert count(engine) == 0


def test_what_is_committed_survives_an_error_after_it(engine: Engine) -> None:
    def commit_and_fail() -> None:
        with writing(engine) as (connection, transaction):
            connection.exec_driver_sql("INSERT INTO notes VALUES ('kept')")
            transaction.commit()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        commit_and_fail()
    assert count(engine) == 1


def test_a_reader_sees_one_moment_and_does_not_wait_for_the_writer(engine: Engine) -> None:
    with reading(engine) as reader:
        before = reader.exec_driver_sql("SELECT count(*) FROM notes").scalar_one()
        with writing(engine) as (writer, transaction):
            writer.exec_driver_sql("INSERT INTO notes VALUES ('new')")
            transaction.commit()
        assert reader.exec_driver_sql("SELECT count(*) FROM notes").scalar_one() == before
    assert count(engine) == before + 1


def test_writers_wait_for_each_other_and_none_is_lost(engine: Engine) -> None:
    def add() -> None:
        for _ in range(20):
            with writing(engine) as (connection, transaction):
                held = connection.exec_driver_sql("SELECT count(*) FROM notes").scalar_one()
                connection.exec_driver_sql("INSERT INTO notes VALUES (?)", (held,))
                transaction.commit()

    threads = [threading.Thread(target=add) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading(engine) as connection:
        held = connection.exec_driver_sql("SELECT text FROM notes ORDER BY text").scalars().all()
    assert held == list(range(60))


def test_what_fails_at_its_beginning_keeps_no_write_lock(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    def fail(connection: Connection, statement: str, **errors: ErrorTable) -> object:
        if "user_version =" in statement:
            raise OutOfReachError("The disk broke.")
        return execute_raw(connection, statement, **errors)

    with monkeypatch.context() as broken:
        broken.setattr(engines, "execute_raw", fail)
        with pytest.raises(OutOfReachError), writing(engine):
            pass
    other = open_engine(f"sqlite:///{tmp_path / 'office.db'}")
    for item in (other, engine):
        with writing(item) as (connection, transaction):
            connection.exec_driver_sql("INSERT INTO notes VALUES ('written')")
            transaction.commit()
    other.dispose()
    assert count(engine) == 2


def test_what_is_committed_is_flushed_to_the_disk(engine: Engine) -> None:
    with reading(engine) as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"


@pytest.mark.parametrize(
    "url", ["", "not a url", "postgresql://server/db", "sqlite://", "sqlite:///:memory:"]
)
def test_an_address_that_can_not_be_used_says_how_to_write_one(url: str) -> None:
    with pytest.raises(SetUpError, match="sqlite:///FILE"):
        open_engine(url)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(SetUpError, match="nowhere"):
        open_engine(f"sqlite:///{tmp_path / 'nowhere' / 'office.db'}")


def test_a_head_office_file_that_can_not_be_opened_is_out_of_reach(tmp_path: Path) -> None:
    (tmp_path / "office.db").mkdir()
    engine = open_engine(f"sqlite:///{tmp_path / 'office.db'}")
    with pytest.raises(OutOfReachError), reading(engine):
        pass
    engine.dispose()


@pytest.mark.parametrize("name", ["office.db", "a ? % # & file.db", "Büro/…/office.db"])
def test_opening_a_head_office_creates_no_file(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    engine = open_engine(embedded_url(file))
    with pytest.raises(OutOfReachError), writing(engine):
        pass
    assert list(file.parent.iterdir()) == []
    create_office_file(file)
    with writing(engine) as (connection, transaction):
        connection.exec_driver_sql("CREATE TABLE notes (text)")
        transaction.commit()
    assert count(engine) == 0
    assert file.stat().st_size > 0
    engine.dispose()


@pytest.mark.skipif(sys.platform == "win32", reason="an open file can't be moved there")
def test_a_file_that_vanishes_is_out_of_reach_until_it_is_back(
    tmp_path: Path, engine: Engine
) -> None:
    file, moved = tmp_path / "office.db", tmp_path / "moved.db"
    with writing(engine) as (connection, transaction):
        connection.exec_driver_sql("INSERT INTO notes VALUES ('kept')")
        transaction.commit()
    file.rename(moved)
    for _ in range(2):
        with pytest.raises(OutOfReachError), writing(engine):
            pass
        with pytest.raises(OutOfReachError):
            count(engine)
    assert not file.exists()
    moved.rename(file)
    assert count(engine) == 1
    with writing(engine) as (connection, transaction):
        connection.exec_driver_sql("INSERT INTO notes VALUES ('more')")
        transaction.commit()
    assert count(engine) == 2


def test_a_store_that_can_not_be_opened_never_counts_as_being_offline(tmp_path: Path) -> None:
    (tmp_path / "store.db").mkdir()
    engine = open_store(tmp_path / "store.db", bytes(32))
    with pytest.raises(StoreError), reading(engine):
        pass
    engine.dispose()


def test_a_head_office_file_that_is_something_else_is_reported(tmp_path: Path) -> None:
    (tmp_path / "office.db").write_bytes(b"a shopping list " * 100)
    engine = open_engine(f"sqlite:///{tmp_path / 'office.db'}")
    with pytest.raises(StoreError, match="head office file"), reading(engine):
        pass
    engine.dispose()
