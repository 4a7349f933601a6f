"""Savepoints in a SQLite file. SQLAlchemy's own cost more than answering a request under one."""

from sqlalchemy import Connection


def begin(connection: Connection) -> None:
    """Set a savepoint."""
    connection.exec_driver_sql("SAVEPOINT request")


def release(connection: Connection) -> None:
    """Keep what was done since the savepoint."""
    connection.exec_driver_sql("RELEASE request")


def roll_back(connection: Connection) -> None:
    """Undo what was done since the savepoint, and leave it."""
    connection.exec_driver_sql("ROLLBACK TO request")
    connection.exec_driver_sql("RELEASE request")
