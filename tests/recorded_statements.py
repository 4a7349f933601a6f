"""Statements as SQL Server would get them: their texts, and how their parameters are declared."""

# ruff: noqa: ANN401 (stand-ins take whatever the driver does)

import ast
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, Insert, Table, create_engine, event
from sqlalchemy.exc import ResourceClosedError
from sqlalchemy.pool import StaticPool

from smartclient import headoffice
from smartclient.database.mssql import transaction_guard
from smartclient.database.mssql.babelfish import IS_SQL_SERVER
from smartclient.database.mssql.engine import install_statement_events
from smartclient.headoffice.database.backend import install_backend
from smartclient.headoffice.database.mssql import rows as mssql_rows
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.opening import sql_server_backend

RECORDED = "recorded on the way to SQL Server"

Declared = tuple[object, ...]
"""How the parameters of a statement are declared."""

_RUNS = {"execute", "scalar", "scalars", "exec_driver_sql", "upsert"}
_PACKAGES = ("inbox", "sales", "handlers", "worker", "database")


class StatementLog:
    """The distinct statements, while it is switched on."""

    def __init__(self) -> None:
        self.statements: set[tuple[str, Declared]] = set()
        self.switched_on = False

    @contextmanager
    def recording(self) -> Iterator[None]:
        """Record what is run meanwhile."""
        self.switched_on = True
        try:
            yield
        finally:
            self.switched_on = False

    def add(self, statement: str, declared: Declared) -> None:
        if self.switched_on:
            self.statements.add((" ".join(statement.split()), declared))

    def texts(self) -> set[str]:
        """The distinct texts, however their parameters were declared."""
        return {text for text, _ in self.statements}


class RecordingCursor:
    """A cursor that notes each statement before ``cursor``, if there is one, runs it."""

    def __init__(self, log: StatementLog, cursor: Any = None) -> None:
        self._log = log
        self._cursor = cursor
        self._sizes: Sequence[Any] | None = None
        if cursor is None:
            self.description = None
            self.rowcount = 0

    def setinputsizes(self, sizes: Sequence[Any] | None) -> None:
        self._sizes = sizes
        if self._cursor is not None:
            self._cursor.setinputsizes(sizes)

    def execute(self, statement: str, *values: Any) -> Any:
        # the driver takes them one by one, or all in one sequence
        given = values[0] if len(values) == 1 and isinstance(values[0], list | tuple) else values
        sizes = self._sizes or [None] * len(given)
        declared = tuple(map(_declared, given, sizes))
        assert len(sizes) == len(given), statement
        self._log.add(statement, declared)
        return None if self._cursor is None else self._cursor.execute(statement, *values)

    def executemany(self, statement: str, rows: Sequence[Any]) -> Any:
        # an array's parameters are what the server says
        self._log.add(statement, ("array",))
        return None if self._cursor is None else self._cursor.executemany(statement, rows)

    def nextset(self) -> bool:
        return False if self._cursor is None else bool(self._cursor.nextset())

    def close(self) -> None:
        if self._cursor is not None:
            self._cursor.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)

    def __setattr__(self, name: str, value: object) -> None:
        if name == "fast_executemany" and self.__dict__.get("_cursor") is not None:
            setattr(self._cursor, name, value)
        else:
            super().__setattr__(name, value)


def _declared(value: object, size: Any) -> object:
    """How the driver declares a parameter: as it is told to, else by its value."""
    if size is not None and None not in size:
        return tuple(size)
    match value:
        case None:
            return "queried"
        case str():
            return "text", len(value)
        case Decimal():
            return "decimal", value.as_tuple().digits, value.as_tuple().exponent
        case bool():
            return "bit"
        case int():
            return "int" if abs(value) < 2**31 else "bigint"
        case _:
            return type(value).__name__


def recording_connection(log: StatementLog) -> Connection:
    """A connection for SQL Server without a server: statements are recorded, and find nothing."""

    class Driver:
        def cursor(self) -> RecordingCursor:
            return RecordingCursor(log)

        def rollback(self) -> None: ...

        def commit(self) -> None: ...

        def close(self) -> None: ...

    engine = create_engine(
        "mssql+pyodbc://",
        creator=Driver,
        poolclass=StaticPool,
        fast_executemany=True,
        _initialize=False,
    )
    install_statement_events(engine)
    event.listen(engine, "connect", lambda _, record: record.info.update({IS_SQL_SERVER: True}))
    install_backend(engine, sql_server_backend())
    return engine.connect()


def record_for_sql_server(
    engine: Engine, log: StatementLog, sqlite_rows: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Record every statement that ``engine``, of a file, runs, composed for SQL Server.

    What has a form of its own there is composed in that form.
    """
    recording = recording_connection(log)

    def compose(_: object, statement: Any, many: Any, single: Any, __: object) -> None:
        if log.switched_on:
            # a file's tables return a new row's number in another way
            composed = statement.inline() if isinstance(statement, Insert) else statement
            recording.execute(composed, many or single or None)

    real_upsert, real_reserve = sqlite_rows.upsert, sqlite_rows.reserve_stock
    real_insert = sqlite_rows.insert
    real_existing = mssql_rows._existing_keys

    def existing(connection: Connection, table: Table, keys: Any, rows: Any) -> Any:
        with suppress(ResourceClosedError):
            real_existing(connection, table, keys, rows)
        # so that some are updated, and others inserted
        return {mssql_rows._key(row, keys) for row in rows[::2]}

    def upsert(connection: Connection, table: Table, **how: Any) -> None:
        there = tables_for("mssql").table_named(table.name.partition("_")[2])
        if log.switched_on:
            mssql_rows.upsert(recording, there, **how)
        with _not_recorded(log):
            real_upsert(connection, table, **how)

    def reserve_stock(connection: Connection, counts: Any) -> int:
        if log.switched_on and counts:
            mssql_rows.reserve_stock(recording, counts)
        with _not_recorded(log):
            return int(real_reserve(connection, counts))

    def insert(connection: Connection, table: Table, rows: Any) -> None:
        if log.switched_on:
            there = tables_for("mssql").table_named(table.name.partition("_")[2])
            mssql_rows.insert(recording, there, rows)
        with _not_recorded(log):
            real_insert(connection, table, rows)

    monkeypatch.setattr(mssql_rows, "_existing_keys", existing)
    monkeypatch.setattr(sqlite_rows, "insert", insert)
    monkeypatch.setattr(sqlite_rows, "upsert", upsert)
    monkeypatch.setattr(sqlite_rows, "reserve_stock", reserve_stock)
    event.listen(engine, "before_execute", compose)


@contextmanager
def _not_recorded(log: StatementLog) -> Iterator[None]:
    before, log.switched_on = log.switched_on, False
    try:
        yield
    finally:
        log.switched_on = before


def statements_in_code() -> int:
    """How many statements of a worker are written down in the code."""
    folder = Path(headoffice.__file__).parent
    modules = [path for name in _PACKAGES for path in (folder / name).rglob("*.py")]
    modules.append(Path(transaction_guard.__file__))
    return sum(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in _RUNS
        for path in modules
        if "schema_0" not in str(path)
        and "sqlite" not in path.parts
        and "migrations" not in str(path)
        for node in ast.walk(ast.parse(path.read_text()))
    )
