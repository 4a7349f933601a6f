"""Plain statements on the store: run on the driver itself, in SQLAlchemy's transaction.

A statement costs SQLAlchemy five to ten times what it costs SQLite to run it. Frequent
statements (each order saved, each key typed) bypass it; rows are tuples in the driver's own
terms (amounts as integers of 1/10,000, days and instants as text).
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from smartclient.database.errors import STORE_ERRORS, ErrorTable, translated_error

Values = Sequence[object]


def quoted(words: Iterable[str]) -> str:
    """Our own constants, such as statuses, as SQL literals: ``'adjusted', 'confirmed'``."""
    return ", ".join(f"'{word}'" for word in sorted(words))


def execute_raw(
    connection: Connection,
    statement: str,
    values: Values = (),
    *,
    errors: ErrorTable = STORE_ERRORS,
) -> Any:  # noqa: ANN401 (either driver's cursor)
    """Run a statement and return the driver's cursor; the driver's ``errors`` become ours."""
    driver = connection.connection.driver_connection
    assert driver is not None  # noqa: S101 (connected)
    try:
        return driver.execute(statement, values)
    except connection.dialect.loaded_dbapi.Error as error:
        translated = translated_error(error, errors)
        if translated is None:
            raise
        raise translated from error


def fetch_all(connection: Connection, statement: str, values: Values = ()) -> list[tuple[Any, ...]]:
    """Every row."""
    rows: list[tuple[Any, ...]] = execute_raw(connection, statement, values).fetchall()
    return rows


def fetch_one(
    connection: Connection, statement: str, values: Values = ()
) -> tuple[Any, ...] | None:
    """The one row there can be, or None."""
    row: tuple[Any, ...] | None = execute_raw(connection, statement, values).fetchone()
    return row
