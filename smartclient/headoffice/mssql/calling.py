"""Calling a procedure by itself: none of schema ``sync`` may be called in a transaction."""

from typing import Any

from sqlalchemy import Engine


def called(engine: Engine, statement: str, *values: object) -> list[tuple[Any, ...]]:
    """Run one statement outside any transaction and return the rows of its first result."""
    pooled = engine.raw_connection()
    try:
        connection: Any = pooled.driver_connection
        connection.autocommit = True
        try:
            cursor = connection.cursor()
            cursor.execute(statement, *values)
            rows = [tuple(row) for row in cursor.fetchall()]
            while cursor.nextset():
                pass
            cursor.close()
            return rows
        finally:
            connection.autocommit = False
    finally:
        pooled.close()
