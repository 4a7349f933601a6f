"""Guards transactions: one that the server rolled back unseen is never committed in part.

Many rows go to the server as an array: one call, one statement for each row. When one of them
fails, XACT_ABORT rolls the transaction back, and the rows after it are run all the same: the
session begins a new transaction for them. Where the error is reported the caller rolls that back
too, but it need not be reported for every row of an array. So every result of an array is read, and
before a commit the server is queried whether the transaction is still the one that was begun.
"""

from typing import Any, Final

from sqlalchemy import Connection, Engine, event

from smartclient.database.mssql.babelfish import adapt_sql
from smartclient.database.mssql.batches import drain_batch
from smartclient.database.transactions import WRITES
from smartclient.domain.errors import UnforeseenError

_BEGUN: Final = "smartclient_transaction"
_NOW_OPEN: Final = "SELECT @@TRANCOUNT AS depth, CURRENT_TRANSACTION_ID() AS id"
# the server begins a transaction with the first table that is read
_BEGIN: Final = (
    "SELECT @@TRANCOUNT AS depth, CURRENT_TRANSACTION_ID() AS id, COUNT(*) AS seen FROM sys.schemas"
)


class ImplicitTransactionConnection:
    """A connection of pyodbc's whose transactions are begun and ended by statements.

    Left to the driver, a transaction that the server rolled back is followed by none: the later
    rows of an array are then committed one by one. A session that begins transactions by itself
    begins another for them, which is rolled back with the error.
    """

    def __init__(self, connection: Any) -> None:  # noqa: ANN401 (pyodbc's)
        self._connection = connection
        self._autocommit = True

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (whatever pyodbc's has)
        return getattr(self._connection, name)

    @property
    def autocommit(self) -> bool:
        """Whether each statement is committed by itself."""
        return self._autocommit

    @autocommit.setter
    def autocommit(self, wanted: bool) -> None:
        self._execute(f"SET IMPLICIT_TRANSACTIONS {'OFF' if wanted else 'ON'}")
        self._autocommit = wanted

    def commit(self) -> None:
        """Commit whatever is open, however deep it was begun."""
        self._execute("WHILE @@TRANCOUNT > 0 COMMIT TRANSACTION")

    def rollback(self) -> None:
        """Roll back whatever is open."""
        self._execute("IF @@TRANCOUNT > 0 ROLLBACK TRANSACTION")

    def _execute(self, statement: str) -> None:
        cursor = self._connection.cursor()
        cursor.execute(statement)
        cursor.close()


class PartialTransactionError(UnforeseenError):
    """The server rolled back what was done so far, and went on with the rest."""


def install_transaction_guard(engine: Engine) -> None:
    """Refuse to commit on ``engine`` what is not the whole of a writing transaction."""
    event.listen(engine, "do_execute", drain_batch)
    event.listen(engine, "do_executemany", drain_executemany)
    event.listen(engine, "begin", _note_transaction)
    event.listen(engine, "commit", _check_transaction)


def drain_executemany(cursor: Any, statement: str, parameters: Any, context: Any) -> bool:  # noqa: ANN401 (the libraries' own)
    """Run an array and read every result: each later row's error is raised by its own result."""
    context.dialect.do_executemany(cursor, statement, parameters, context)
    while cursor.nextset():
        pass
    return True


def _note_transaction(connection: Connection) -> None:
    connection.info.pop(_BEGUN, None)
    if not connection.get_execution_options().get(WRITES, False):
        return
    row = connection.exec_driver_sql(adapt_sql(_BEGIN, connection)).one()
    if not row.depth:
        connection.exec_driver_sql("BEGIN TRANSACTION")
        row = connection.exec_driver_sql(adapt_sql(_NOW_OPEN, connection)).one()
    connection.info[_BEGUN] = row.id


def _check_transaction(connection: Connection) -> None:
    begun = connection.info.pop(_BEGUN, None)
    if begun is None:
        return
    row = connection.exec_driver_sql(adapt_sql(_NOW_OPEN, connection)).one()
    if not row.depth or row.id != begun:
        connection.invalidate()
        raise PartialTransactionError(
            "Head office's database gave up in the middle of something. Nothing of it was kept.",
            detail=f"transaction {begun} was rolled back; {row.id} would have been committed",
        )
