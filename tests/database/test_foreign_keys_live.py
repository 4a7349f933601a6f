"""On a live SQL Server: rows that foreign keys name are deleted, whatever a connection did before.

What the tests do is no more than any program may; Babelfish needs help with it.
"""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from smartclient.database.engines import open_engine
from smartclient.database.mssql.batches import run_batch
from smartclient.database.transactions import reading, writing
from tests.live_sqlserver import LiveServer, new_server

_TRIGGER = """CREATE TRIGGER jobs.done_work ON jobs.done AFTER UPDATE AS
BEGIN
    SET NOCOUNT ON;
    DELETE w FROM jobs.work AS w
    JOIN deleted AS d ON d.id = w.id
    WHERE w.id > 0;
END"""


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    created = new_server()
    with created.administrator() as cursor:
        cursor.execute("CREATE SCHEMA jobs")
        cursor.execute("CREATE TABLE jobs.work (id int NOT NULL PRIMARY KEY)")
        cursor.execute("CREATE TABLE jobs.guard (work int NULL REFERENCES jobs.work (id))")
        cursor.execute("CREATE TABLE jobs.done (id int NOT NULL PRIMARY KEY)")
        cursor.execute("INSERT INTO jobs.done VALUES (2)")
    yield created
    created.clear()


@pytest.fixture
def engine(server: LiveServer) -> Iterator[Engine]:
    with server.administrator() as cursor:
        cursor.execute("DELETE FROM jobs.work")
        cursor.execute("INSERT INTO jobs.work VALUES (1), (2), (3)")
    created = open_engine(server.url)
    with writing(created) as (connection, transaction):
        run_batch(
            connection, "IF OBJECT_ID(N'jobs.done_work') IS NOT NULL DROP TRIGGER jobs.done_work"
        )
        run_batch(connection, _TRIGGER)
        transaction.commit()
    yield created
    created.dispose()


def change(engine: Engine, *statements: str) -> None:
    """Run each statement in a transaction of its own, on one connection."""
    with engine.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
            connection.commit()


def left(engine: Engine) -> list[int]:
    with reading(engine) as connection:
        return list(connection.exec_driver_sql("SELECT id FROM jobs.work ORDER BY id").scalars())


def test_a_trigger_deletes_from_a_table_that_its_connection_deleted_from(engine: Engine) -> None:
    change(engine, "DELETE FROM jobs.work WHERE id = 1", "UPDATE jobs.done SET id = id")
    assert left(engine) == [3]


def test_a_connection_deletes_from_a_table_that_its_trigger_deleted_from(engine: Engine) -> None:
    change(engine, "UPDATE jobs.done SET id = id", "DELETE FROM jobs.work WHERE id = 1")
    assert left(engine) == [3]


def test_a_connection_deletes_after_its_first_temporary_table(engine: Engine) -> None:
    change(
        engine,
        "DELETE FROM jobs.work WHERE id = 1",
        "DECLARE @some TABLE (id int); INSERT INTO @some VALUES (1)",
        "DELETE FROM jobs.work WHERE id = 2",
    )
    assert left(engine) == [3]
