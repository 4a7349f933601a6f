"""Savepoints on SQL Server, set only when a statement follows.

Most requests need no statement of their own: what they read was loaded for all requests of the
round, and what they write is written for all.
"""

from sqlalchemy import Connection

from smartclient.database.mssql.engine import PENDING_SAVEPOINT

_SET = "SAVE TRANSACTION request"


def begin(connection: Connection) -> None:
    """Have a savepoint set before the next statement of the transaction."""
    connection.info[PENDING_SAVEPOINT] = _SET


def release(connection: Connection) -> None:
    """Drop a savepoint that was not needed; a later one of the same name replaces it."""
    connection.info.pop(PENDING_SAVEPOINT, None)


def roll_back(connection: Connection) -> None:
    """Undo what was done since the newest savepoint; nothing where no statement followed it."""
    if connection.info.pop(PENDING_SAVEPOINT, None) is None:
        connection.exec_driver_sql("ROLLBACK TRANSACTION request")
