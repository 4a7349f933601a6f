"""The engine with which head office itself works on SQL Server."""

import re
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext

from smartclient.database.mssql.address import address_of
from smartclient.database.mssql.babelfish import FIRST_TEMPORARY_TABLE, adapt_sql
from smartclient.database.mssql.connecting import connect, error_context, warn_if_insecure
from smartclient.database.mssql.drivers import find_driver, load_pyodbc
from smartclient.database.mssql.errors import connection_state_unknown, translate_if_known
from smartclient.database.mssql.parameter_sizes import declare_parameters
from smartclient.database.mssql.transaction_guard import (
    ImplicitTransactionConnection,
    install_transaction_guard,
)
from smartclient.domain.errors import SmartClientError

PENDING: Final = "smartclient_before_next_change"
"""The key in a connection's ``info`` of what to run before its next change: each statement with
its parameters, by what it is for."""

ERROR_CONTEXT: Final = "smartclient_error_context"
"""The execution option of an engine with what sentences about its errors name."""

LOCK_TIMEOUT_MS: Final = 10_000

# row counts are not switched off: a lease is held only if the update that renews it met its row
_PREPARE: Final = (
    # a statement that fails must not leave half of a transaction to be committed
    "SET XACT_ABORT ON",
    "SET TRANSACTION ISOLATION LEVEL READ COMMITTED",
    f"SET LOCK_TIMEOUT {LOCK_TIMEOUT_MS}; {FIRST_TEMPORARY_TABLE}",
)

_CHANGED: Final = re.compile(r"(?:UPDATE|DELETE FROM) (\w+\.\w+) ")
_LISTED: Final = "OPENJSON(?)"

_HINTED: Final = re.compile(
    r"(UPDATE|DELETE FROM) (\w+\.\w+) (WITH \([A-Z, ]+\)) (SET .+? )?WHERE ", re.DOTALL
)


def sqlserver_engine(url: str) -> Engine:
    """An engine for the SQL Server that ``url`` names; it does not connect yet.

    Raises SetUpError for an invalid address, or where there is no driver.
    """
    address = address_of(url)
    pyodbc = load_pyodbc()
    driver = find_driver(address.driver)
    warn_if_insecure(address)

    def connected() -> Any:  # noqa: ANN401 (pyodbc's connection)
        nonlocal address
        connection = ImplicitTransactionConnection(connect(address, autocommit=True, driver=driver))
        address = replace(address, known=True)
        try:
            cursor = connection.cursor()
            for statement in _PREPARE:
                cursor.execute(statement)
            cursor.close()
            connection.autocommit = False
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine(
        "mssql+pyodbc://",
        module=pyodbc,
        creator=connected,
        fast_executemany=not driver.freetds,
        pool_recycle=1800,
        # the connection used last has its statements compiled already
        pool_use_lifo=True,
    )
    error_names = error_context(address)
    engine.update_execution_options(**{ERROR_CONTEXT: error_names})

    def handle(context: ExceptionContext) -> None:
        if isinstance(context.original_exception, SmartClientError):
            return
        if connection_state_unknown(context.original_exception):
            context.is_disconnect = True
            context.invalidate_pool_on_disconnect = False
        known = translate_if_known(context.original_exception, error_names)
        if known is not None:
            raise known from context.original_exception

    event.listen(engine, "handle_error", handle)
    install_statement_events(engine)
    event.listen(engine, "begin", _drop_pending)
    install_transaction_guard(engine)
    return engine


def install_statement_events(engine: Engine) -> None:
    """Word the statements of ``engine`` as the server takes them, and declare their parameters."""
    event.listen(engine, "before_cursor_execute", _reword, retval=True)
    declare_parameters(engine)
    event.listen(engine, "before_cursor_execute", _run_pending)


def _run_pending(
    connection: Connection,
    _cursor: object,
    statement: str,
    _parameters: object,
    _context: object,
    _many: object,
) -> None:
    """Run what is pending before a statement that changes something: one that reads needs none."""
    pending = connection.info.get(PENDING)
    if pending and not statement.startswith("SELECT"):
        del connection.info[PENDING]
        for waiting, parameters in pending.values():
            connection.exec_driver_sql(waiting, parameters)


def _drop_pending(connection: Connection) -> None:
    """Drop what was pending in a transaction that ended without another change."""
    connection.info.pop(PENDING, None)


def _reword(
    connection: Connection,
    _cursor: object,
    statement: str,
    parameters: Any,  # noqa: ANN401 (whatever the driver takes)
    _context: object,
    _many: object,
) -> tuple[str, Any]:
    """Word a statement as the server takes it, where SQLAlchemy words it differently.

    The columns of a changed table are named without it: the driver queries the server for the types
    of an array's parameters, and Babelfish then looks for a column called like the schema, and
    silently rolls the transaction back.
    """
    found = _CHANGED.match(statement)
    if found is not None and "SELECT" not in statement:
        statement = statement.replace(f"{found[1]}.", "")
    hinted = _HINTED.match(statement)
    if hinted is not None:
        # hints are allowed in FROM only (error 1069)
        verb, table, hints, setting = hinted.groups(default="")
        beginning = f"{verb.split()[0]} hinted {setting}FROM {table} AS hinted {hints} WHERE "
        statement = f"{beginning}{statement[hinted.end() :]}".replace(f"{table}.", "hinted.")
    return adapt_sql(statement, connection) if _LISTED in statement else statement, parameters
