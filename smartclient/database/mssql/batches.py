"""Batches: texts of several statements, which are run to the end of the last one.

A message of the server, as every renaming sends one, is a result of its own. The driver returns
with the first result, and who closes the cursor then ends what is still running: the rest of the
batch is not run, or its error is never raised.
"""

from typing import Any, Final

from sqlalchemy import Connection

from smartclient.database.mssql.babelfish import adapt_sql

_IS_BATCH: Final = "smartclient_is_batch"


def run_batch(connection: Connection, statement: str, *values: object) -> None:
    """Run a text that gives no rows, as the engine understands it, and read its every result."""
    connection.exec_driver_sql(
        adapt_sql(statement, connection), values or None, execution_options={_IS_BATCH: True}
    )


def drain_batch(cursor: Any, statement: str, parameters: Any, context: Any) -> bool:  # noqa: ANN401 (the libraries' own)
    """Run a batch and read every result; leave any other statement to the dialect."""
    if not context.execution_options.get(_IS_BATCH, False):
        return False
    context.dialect.do_execute(cursor, statement, parameters, context)
    while cursor.nextset():
        pass
    return True
