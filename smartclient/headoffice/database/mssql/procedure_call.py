"""Calling a procedure by itself: none of schema ``sync`` may be called in a transaction."""

from typing import Any

from sqlalchemy import Engine

from smartclient.database.mssql.drivers import load_pyodbc
from smartclient.database.mssql.engine import ERROR_CONTEXT
from smartclient.database.mssql.errors import translated


def call_procedure(engine: Engine, statement: str, text: str, *names: str) -> list[tuple[Any, ...]]:
    """Run a statement of one ASCII text outside any transaction; return its first result's rows.

    ``names`` are its further parameters. Raises one of our errors, whose cause is pyodbc's.
    """
    pyodbc = load_pyodbc()
    pooled = engine.raw_connection()
    try:
        connection: Any = pooled.driver_connection
        try:
            connection.autocommit = True
            cursor = connection.cursor()
            # a guess by its length would send a long one as ntext, which OPENJSON refuses
            cursor.setinputsizes([(pyodbc.SQL_VARCHAR, 0, 0)])
            cursor.execute(statement, text, *names)
            rows = [tuple(row) for row in cursor.fetchall()]
            while cursor.nextset():
                pass
            cursor.close()
            connection.autocommit = False
        except pyodbc.Error as error:
            # in the middle of a call: the state of the connection is unknown
            pooled.invalidate(error)
            raise translated(error, engine.get_execution_options()[ERROR_CONTEXT]) from error
        return rows
    finally:
        pooled.close()
