"""Plain statements: in the same transaction, and with the same errors."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from smartclient.database.engines import open_store
from smartclient.database.raw_sql import execute_raw, fetch_all, fetch_one
from smartclient.database.transactions import reading, writing
from smartclient.domain.errors import FatalError, SmartClientError


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = open_store(tmp_path / "store.db", bytes(range(32)))
    with writing(opened) as (connection, transaction):
        connection.exec_driver_sql("CREATE TABLE things (name TEXT PRIMARY KEY)")
        transaction.commit()
    yield opened
    opened.dispose()


def test_they_belong_to_the_open_transaction(engine: Engine) -> None:
    with writing(engine) as (connection, _):
        execute_raw(connection, "INSERT INTO things VALUES (?)", ("lost",))
        assert fetch_one(connection, "SELECT name FROM things") == ("lost",)
    with writing(engine) as (connection, transaction):
        assert fetch_one(connection, "SELECT name FROM things") is None
        execute_raw(connection, "INSERT INTO things VALUES (?)", ("kept",))
        transaction.commit()
    with reading(engine) as connection:
        assert fetch_all(connection, "SELECT name FROM things") == [("kept",)]


def test_an_error_that_is_known_becomes_ours(engine: Engine) -> None:
    with writing(engine) as (connection, _):
        connection.exec_driver_sql("PRAGMA query_only = ON")
        with pytest.raises(FatalError):
            execute_raw(connection, "INSERT INTO things VALUES ('x')")
        connection.exec_driver_sql("PRAGMA query_only = OFF")


def test_a_mistake_of_ours_stays_one(engine: Engine) -> None:
    with writing(engine) as (connection, _):
        with pytest.raises(Exception, match="syntax") as caught:
            execute_raw(connection, "INSERT nonsense")
        assert not isinstance(caught.value, SmartClientError)
