"""On a live SQL Server: of a transaction that the server rolled back, nothing is committed."""

import contextlib
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from smartclient.database.engines import open_engine
from smartclient.database.mssql.drivers import load_pyodbc
from smartclient.database.mssql.transaction_guard import PartialTransactionError, drain_executemany
from smartclient.database.transactions import reading, writing
from tests.live_sqlserver import LiveServer, new_server

ROWS = [(1, "a"), (2, "b"), (2, "again"), (3, "c"), (4, "d")]
"""What is put in as one array, whose third row is refused."""


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    created = new_server()
    with created.administrator() as cursor:
        cursor.execute("CREATE TABLE many (id int PRIMARY KEY, word nvarchar(20))")
        cursor.execute("CREATE TABLE before_them (word nvarchar(20))")
        cursor.execute("CREATE TABLE seen (id int)")
        cursor.execute(
            "CREATE TRIGGER many_seen ON many AFTER INSERT AS BEGIN "
            "SET NOCOUNT ON; INSERT seen SELECT id FROM inserted; END"
        )
    yield created
    created.clear()


@pytest.fixture
def engine(server: LiveServer) -> Iterator[Engine]:
    with server.administrator() as cursor:
        for table in ("many", "before_them", "seen"):
            cursor.execute(f"DELETE FROM {table}")
    created = open_engine(server.url)
    yield created
    created.dispose()


def assert_nothing_was_kept(engine: Engine) -> None:
    """Look at the tables: left to the driver, later rows of an array were committed."""
    assert counts(engine) == (0, 0, 0)


def counts(engine: Engine) -> tuple[int, ...]:
    with reading(engine) as connection:
        return tuple(
            connection.exec_driver_sql(f"SELECT COUNT(*) FROM {table}").scalar_one()
            for table in ("before_them", "many", "seen")
        )


def test_what_the_server_goes_on_with_after_an_error_is_not_committed(engine: Engine) -> None:
    """The driver reports the error here; this is what would happen if it did not."""
    with writing(engine) as (connection, transaction):
        connection.execute(text("INSERT INTO before_them (word) VALUES (N'first')"))
        raw = connection.connection.cursor()
        raw.fast_executemany = True  # type: ignore[attr-defined]
        with contextlib.suppress(load_pyodbc().Error):
            raw.executemany("INSERT INTO many (id, word) VALUES (?, ?)", ROWS)
        raw.close()
        connection.execute(text("INSERT INTO before_them (word) VALUES (N'last')"))
        with pytest.raises(PartialTransactionError, match="Nothing of it was kept"):
            transaction.commit()
    assert_nothing_was_kept(engine)


def test_what_follows_a_rollback_that_nobody_asked_for_is_not_committed(engine: Engine) -> None:
    with writing(engine) as (connection, transaction):
        connection.execute(text("INSERT INTO before_them (word) VALUES (N'first')"))
        connection.exec_driver_sql("ROLLBACK TRANSACTION")
        connection.execute(text("INSERT INTO many (id, word) VALUES (1, N'last')"))
        with pytest.raises(PartialTransactionError):
            transaction.commit()
    assert_nothing_was_kept(engine)


def test_an_error_in_a_later_row_of_an_array_is_reported(engine: Engine) -> None:
    rows = [{"id": number, "word": word} for number, word in ROWS]
    insert = text("INSERT INTO many (id, word) VALUES (:id, :word)")
    with writing(engine) as (connection, _):
        connection.execute(text("INSERT INTO before_them (word) VALUES (N'first')"))
        with pytest.raises(IntegrityError):
            connection.execute(insert, rows)
    assert_nothing_was_kept(engine)


def test_what_comes_back_of_an_array_is_read_to_its_end() -> None:
    """An error that the driver reports only with a later row's result is raised all the same."""

    class Dialect:
        def do_executemany(self, cursor: "Cursor", *_: object) -> None:
            cursor.left = 2

    class Cursor:
        left = 0

        def nextset(self) -> bool:
            self.left -= 1
            if self.left == 0:
                raise RuntimeError("the third row was refused")
            return True

    class Context:
        dialect = Dialect()

    with pytest.raises(RuntimeError, match="third row"):
        drain_executemany(Cursor(), "INSERT", [], Context())


def test_whole_transactions_are_committed(engine: Engine) -> None:
    for number in range(2):
        with writing(engine) as (connection, transaction):
            connection.execute(text("INSERT INTO before_them (word) VALUES (N'first')"))
            connection.execute(
                text("INSERT INTO many (id, word) VALUES (:id, :word)"),
                [{"id": number * 10 + n, "word": "x"} for n in range(3)],
            )
            transaction.commit()
    assert counts(engine) == (2, 6, 6)
