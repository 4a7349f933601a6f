"""Savepoints on SQL Server, set only when a statement follows that changes something.

Most requests need none of their own: what they read was loaded for all requests of the round, and
what they write is written for all.
"""

from typing import Final

from sqlalchemy import Connection

from smartclient.database.mssql.engine import PENDING

_SAVEPOINT: Final = "savepoint"
_SET: Final = "SAVE TRANSACTION request"


def begin(connection: Connection) -> None:
    """Have a savepoint set before the transaction's next change."""
    connection.info.setdefault(PENDING, {})[_SAVEPOINT] = _SET, ()


def release(connection: Connection) -> None:
    """Drop a savepoint that was not needed; a later one of the same name replaces it."""
    connection.info.get(PENDING, {}).pop(_SAVEPOINT, None)


def roll_back(connection: Connection) -> None:
    """Undo what was done since the newest savepoint; nothing where no change followed it."""
    if connection.info.get(PENDING, {}).pop(_SAVEPOINT, None) is None:
        connection.exec_driver_sql("ROLLBACK TRANSACTION request")
