"""Transactions on an engine: one that writes, and views that only read."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Connection, Engine, RootTransaction

WRITES: Final = "smartclient_writes"
"""The execution option of connections whose transactions will write."""


def begin_writing(engine: Engine) -> tuple[Connection, RootTransaction]:
    """A connection and the transaction begun on it, which holds the write lock."""
    connection = engine.connect().execution_options(**{WRITES: True})
    try:
        return connection, connection.begin()
    except BaseException:
        # the pool resets nothing: what failed after it had begun would keep the write lock
        connection.invalidate()
        connection.close()
        raise


@contextmanager
def writing(engine: Engine) -> Iterator[tuple[Connection, RootTransaction]]:
    """Open a transaction that holds the write lock from its start.

    Rolled back on leaving unless the caller committed it.
    """
    connection, transaction = begin_writing(engine)
    try:
        yield connection, transaction
    finally:
        if transaction.is_active:
            transaction.rollback()
        connection.close()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open one consistent view of the database, which never waits for a writer."""
    with engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def reading_only(
    engine: Engine, prepare: Callable[[Connection], None] | None = None
) -> Iterator[Connection]:
    """Open a consistent view of a SQLite database in which it refuses every write.

    ``prepare`` may make temporary views, which are gone when this one is closed.
    """
    with engine.connect() as connection, connection.begin() as transaction:
        if prepare is not None:
            prepare(connection)
        # executed on the driver itself: SQLAlchemy's way would double the cost of opening a view
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA query_only = ON")
        try:
            yield connection
        finally:
            if not connection.invalidated:
                if prepare is not None:
                    transaction.rollback()
                driver.execute("PRAGMA query_only = OFF")
