"""A raw connection that is kept open, with one open cursor for each statement.

An open cursor with the same text costs one round trip a call: the driver prepares a statement once
and closes it only with its cursor. Every result set is read to its end, so that nothing is left
on the connection when the next call is made.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from smartclient.contract.feeds import Row
from smartclient.database.mssql.address import ServerAddress
from smartclient.database.mssql.connecting import connect, error_context
from smartclient.database.mssql.drivers import find_driver, load_pyodbc
from smartclient.database.mssql.errors import connection_state_unknown, native_numbers, translated
from smartclient.domain.errors import OutOfReachError

FETCHED_AT_ONCE: Final = 500

WHOLE_BYTES: Final = 2**30
"""Up to what size a value goes with its statement. A larger one goes in parts, for which the
driver prepares the statement again each time: one round trip more."""


Take = Callable[[Sequence[Row]], None]
"""Takes rows as they come."""


class Kind(Enum):
    """What a parameter is sent as; a guess by its value would prepare the statement again."""

    TEXT = "text"
    LARGE = "large"
    FLAG = "flag"
    NUMBER = "number"
    HASH = "hash"
    WIDE = "wide"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement and what its parameters are.

    TEXT is ASCII, LARGE is ASCII of any length, WIDE is any text of up to ``WIDEST`` characters.
    """

    text: str
    parameters: tuple[Kind, ...]


HASH_BYTES: Final = 32
"""How long a HASH is: that of SHA-256."""


WIDEST: Final = 200
"""How many characters a WIDE text may have."""


class RawConnection:
    """One open connection. Used by one thread at a time; after an error it may be broken."""

    def __init__(self, address: ServerAddress) -> None:
        self._pyodbc = load_pyodbc()
        self._error_context = error_context(address)
        driver = find_driver(address.driver)
        # FreeTDS knows no varchar without a length; the procedures take its text for one
        self._large = self._pyodbc.SQL_LONGVARCHAR if driver.freetds else self._pyodbc.SQL_VARCHAR
        self._connection = connect(address, autocommit=True, driver=driver)
        self._connection.maxwrite = WHOLE_BYTES
        self._cursors: dict[Statement, Any] = {}
        self.broken = False

    def call(
        self,
        statement: Statement,
        values: Sequence[object],
        heard: Callable[[], None],
        take: Take | None = None,
    ) -> tuple[tuple[Row, ...], ...]:
        """The rows of each result set; ``heard`` is called whenever something arrived.

        With ``take`` the rows are handed to it as they come, and each result set is returned
        without any. Raises one of our errors, whose cause is pyodbc's.
        """
        try:
            cursor = self._held(statement)
            cursor.execute(statement.text, *values)
            heard()
            return self._drained(cursor, heard, take)
        except self._pyodbc.Error as error:
            self._drop(statement)
            known = translated(error, self._error_context)
            self.broken = (
                self.broken or isinstance(known, OutOfReachError) or connection_state_unknown(error)
            )
            raise known from error

    def close(self) -> None:
        """Close the connection, whether it is broken or not."""
        self._cursors.clear()
        self.broken = True
        try:
            self._connection.close()
        except self._pyodbc.Error:
            return

    def _held(self, statement: Statement) -> Any:  # noqa: ANN401 (pyodbc's cursor)
        cursor = self._cursors.get(statement)
        if cursor is None:
            cursor = self._connection.cursor()
            cursor.setinputsizes([self._size(kind) for kind in statement.parameters])
            self._cursors[statement] = cursor
        return cursor

    def _size(self, kind: Kind) -> tuple[int, int, int]:
        sql = self._pyodbc
        return {
            Kind.TEXT: (sql.SQL_VARCHAR, 128, 0),
            Kind.LARGE: (self._large, 0, 0),
            Kind.FLAG: (sql.SQL_BIT, 1, 0),
            Kind.NUMBER: (sql.SQL_BIGINT, 19, 0),
            Kind.WIDE: (sql.SQL_WVARCHAR, WIDEST, 0),
            Kind.HASH: (sql.SQL_BINARY, HASH_BYTES, 0),
        }[kind]

    def _drained(
        self,
        cursor: Any,  # noqa: ANN401 (pyodbc's)
        heard: Callable[[], None],
        take: Take | None,
    ) -> tuple[tuple[Row, ...], ...]:
        results = []
        while True:
            if cursor.description is not None:
                rows: list[Row] = []
                _read(cursor, heard, take or rows.extend)
                results.append(tuple(rows))
            if not cursor.nextset():
                return tuple(results)

    def _drop(self, statement: Statement) -> None:
        """Close a cursor that failed in the middle of a result."""
        cursor = self._cursors.pop(statement, None)
        if cursor is None:
            return
        try:
            cursor.close()
        except self._pyodbc.Error:
            self.broken = True


def native_error_codes(error: BaseException) -> frozenset[int]:
    """SQL Server's own numbers of what caused one of our errors."""
    return frozenset() if error.__cause__ is None else native_numbers(error.__cause__)


def _read(cursor: Any, heard: Callable[[], None], take: Take) -> None:  # noqa: ANN401
    while part := cursor.fetchmany(FETCHED_AT_ONCE):
        heard()
        take([tuple(row) for row in part])
