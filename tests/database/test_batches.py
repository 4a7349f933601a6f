"""What an upgrade sends to SQL Server is run to its end; it runs without one."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import StaticPool

from smartclient.database.mssql.babelfish import IS_SQL_SERVER
from smartclient.database.mssql.transaction_guard import install_transaction_guard
from smartclient.headoffice.database.mssql.maintenance import migrate


class _RenamingRefusedError(Exception):
    """The server's error for the third statement of a batch."""


class _Cursor:
    """A cursor whose statement gives three results, the last of them an error."""

    description = None
    rowcount = -1
    read = 1

    def execute(self, *_: object) -> None: ...

    def setinputsizes(self, *_: object) -> None: ...

    def nextset(self) -> bool:
        self.read += 1
        if self.read == 3:
            raise _RenamingRefusedError
        return True

    def close(self) -> None: ...


class _Driver:
    def cursor(self) -> _Cursor:
        return _Cursor()

    def rollback(self) -> None: ...

    def close(self) -> None: ...


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = create_engine(
        "mssql+pyodbc://", creator=_Driver, poolclass=StaticPool, _initialize=False
    )
    install_transaction_guard(engine)

    def is_sql_server(_: object, record: Any) -> None:  # noqa: ANN401 (SQLAlchemy's own)
        record.info[IS_SQL_SERVER] = True

    event.listen(engine, "connect", is_sql_server)
    with engine.connect() as opened:
        yield opened


def test_a_statement_of_an_upgrade_is_run_to_its_end(connection: Connection) -> None:
    """A batch of renamings was left at the first one's message, and the rest was cancelled."""
    with pytest.raises(_RenamingRefusedError):
        migrate(connection, "EXEC sp_rename N'a', N'b'; EXEC sp_rename N'c', N'd'")


def test_other_statements_are_left_at_their_first_result(connection: Connection) -> None:
    connection.exec_driver_sql("UPDATE sync.info SET value = N''")
