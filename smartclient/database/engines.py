"""Engines: opening a database, and the settings of its connections.

SQLite is used in WAL mode with ``synchronous=FULL``: what is committed survives a power cut,
and readers never wait for the writer. A transaction that will write begins with BEGIN IMMEDIATE,
because one that reads first and writes later fails at once when another writer came between.
"""

import os
import sqlite3
import threading
import weakref
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from smartclient.database.errors import (
    HEAD_OFFICE_ERRORS,
    OFFICE_FILE_AWAY,
    OFFICE_FILE_FAILS,
    STORE_ERRORS,
    ErrorTable,
    translate_errors,
)
from smartclient.database.raw_sql import execute_raw
from smartclient.database.replaced_file import WatchedFile, reopen_when_replaced
from smartclient.database.transactions import WRITES
from smartclient.domain.errors import OutOfReachError, SetUpError
from smartclient.domain.text.canonical import name_key
from smartclient.domain.text.searching import holds, search_text
from smartclient.settings.durable import make_private
from smartclient.settings.places import embedded_file, is_folder
from smartclient.settings.web_address import is_web

BUSY_TIMEOUT_MS = 10_000
Driver = TypeVar("Driver", bound=Any)
"""Either driver's connection."""
Plain = TypeVar("Plain", bound=sqlite3.Connection)

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
)
_ALONE = "PRAGMA locking_mode = EXCLUSIVE"
"""Keeps in memory what is otherwise in a file shared with other processes, and keeps those out."""

_OFFICE_FILE_RIGHTS = 0o644
"""The rights with which SQLite creates a file."""

_PRIMARY_CODE = 0xFF
"""The part of SQLite's extended error code that names the kind of error."""


def open_engine(url: str) -> Engine:
    """An engine for a head office at ``url``, a SQLAlchemy URL.

    Raises SetUpError for a URL that can't be read or names a database that is not supported. A
    connection to a file that is not there raises OutOfReachError: only ``create_office_file``
    creates one.
    """
    if is_web(url):
        raise SetUpError(
            "That is the address of head office's service, and here its database is needed. Name "
            "it as sqlite:///FILE or mssql+pyodbc://USER@SERVER/DATABASE."
        )
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise SetUpError(
            "The head office address can't be read. "
            "Write it as sqlite:///FILE or mssql+pyodbc://USER@SERVER/DATABASE.",
            detail=str(error),
        ) from error
    if parsed.get_backend_name() == "mssql":
        from smartclient.database.mssql.engine import sqlserver_engine  # noqa: PLC0415 (needs ODBC)

        return sqlserver_engine(url)
    if parsed.get_backend_name() != "sqlite":
        raise SetUpError(
            "Head office databases of the kind {kind} are not supported. Use sqlite:///FILE or "
            "mssql+pyodbc://USER@SERVER/DATABASE.",
            kind=parsed.get_backend_name(),
        )
    path = embedded_file(url)
    if path is None or path.name == ":memory:":
        raise SetUpError("The head office address names no file. Write it as sqlite:///FILE.")
    if not is_folder(path.parent):
        raise SetUpError("There is no folder {folder}. Create it first.", folder=path.parent)
    watched = WatchedFile(path)
    file = _OfficeFile(path)

    def connect() -> sqlite3.Connection:
        # before SQLite takes another file's log for this one's
        watched.replace_overwritten()
        return file.connect()

    engine = _sqlite_engine(sqlite3, connect, HEAD_OFFICE_ERRORS, {})
    event.listen(engine, "begin", _count_change)
    reopen_when_replaced(engine, watched)
    event.listen(engine, "checkin", _close_exclusive)
    return engine


def create_office_file(path: Path) -> None:
    """Create the empty file of a new head office; one that is there stays as it is.

    Raises OutOfReachError where that is not possible.
    """
    try:
        path.touch(mode=_OFFICE_FILE_RIGHTS)
    except OSError as error:
        raise OutOfReachError(OFFICE_FILE_AWAY, detail=str(error)) from error


def _count_change(connection: Connection) -> None:
    """Count a transaction that writes in the header of a head office file.

    Every earlier copy of the file counts less. SQLite's own count there does not rise with each
    change while there is a log.
    """
    if connection.get_execution_options().get(WRITES, False):
        counted = execute_raw(connection, "PRAGMA user_version", errors=HEAD_OFFICE_ERRORS)
        ((count,),) = counted.fetchall()
        execute_raw(connection, f"PRAGMA user_version = {count + 1}", errors=HEAD_OFFICE_ERRORS)


def open_store(path: Path, key: bytes) -> Engine:
    """An engine for the encrypted store at ``path``; ``key`` is 32 raw bytes."""
    return _store_engine(path, key, SQLITE_PRAGMAS, {})


def open_store_exclusively(path: Path, key: bytes) -> Engine:
    """An engine for a store that no other process can have open meanwhile.

    It keeps in memory what is otherwise in a file shared with them, for which a full disk has no
    room: so what was saved can still be read.
    """
    # one connection: a second one would wait for the first as if it were another process
    pragmas = (_ALONE, *SQLITE_PRAGMAS)
    return _store_engine(path, key, pragmas, {"pool_size": 1, "max_overflow": 0})


def _store_engine(
    path: Path, key: bytes, pragmas: Sequence[str], pool: Mapping[str, int]
) -> Engine:
    from sqlcipher3 import dbapi2  # noqa: PLC0415 (a head office machine does without it)

    def connect() -> Any:  # noqa: ANN401 (the driver has no types)
        # what SQLite creates beside the file gets the rights that the file has
        make_private(path)
        connection = dbapi2.connect(str(path), check_same_thread=False, isolation_level=None)
        # it would write to stderr beside the error it raises
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.create_function("search_text", 1, search_text, deterministic=True)
        connection.create_function("search_holds", 2, holds, deterministic=True)
        connection.create_function("name_key", 1, _name_key, deterministic=True)
        return _prepared(connection, pragmas)

    return _sqlite_engine(dbapi2, connect, STORE_ERRORS, pool)


class _ExclusiveConnection(sqlite3.Connection):
    """A connection that excludes every other, so it is closed after each use."""

    unlock: Callable[[], object]
    """Lets the next one open the file; called when this one is closed or garbage collected."""

    def close(self) -> None:
        """Close the connection, and let the next one open the file."""
        super().close()
        self.unlock()


class _OfficeFile:
    """A head office file, which connections open together or, on a full disk, one at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._exclusive_lock = threading.Lock()

    def connect(self) -> sqlite3.Connection:
        """Open the file; on a full disk, where nobody else has it open, exclusively.

        Raises OutOfReachError where this program has it open exclusively for too long.
        """
        if not self._exclusive_lock.locked():
            try:
                return _prepared(_connect_plain(self._path, sqlite3.Connection), SQLITE_PRAGMAS)
            except sqlite3.OperationalError as error:
                failed = error.sqlite_errorcode & _PRIMARY_CODE == sqlite3.SQLITE_IOERR
                # another thread may have opened it exclusively meanwhile, which looks like a lock
                if not failed and not self._exclusive_lock.locked():
                    raise
        if not self._exclusive_lock.acquire(timeout=BUSY_TIMEOUT_MS / 1000):
            raise OutOfReachError(OFFICE_FILE_FAILS, detail="this program has it open alone")
        return self._connect_exclusively()

    def _connect_exclusively(self) -> sqlite3.Connection:
        try:
            connection = _connect_plain(self._path, _ExclusiveConnection)
        except BaseException:
            self._exclusive_lock.release()
            raise
        connection.unlock = weakref.finalize(connection, self._exclusive_lock.release)
        return _prepared(connection, (_ALONE, *SQLITE_PRAGMAS))


def _connect_plain(path: Path, kind: type[Plain]) -> Plain:
    connection = sqlite3.connect(
        _existing(path), uri=True, check_same_thread=False, isolation_level=None, factory=kind
    )
    connection.create_function("name_key", 1, _name_key, deterministic=True)
    return connection


def _existing(path: Path) -> str:
    """The name by which SQLite opens a file for writing, but creates none."""
    name = path.absolute().as_posix()
    rooted = name if name.startswith("/") else f"/{name}"
    return f"file://{quote(os.fsencode(rooted))}?mode=rw"


def _close_exclusive(connection: Any, record: Any) -> None:  # noqa: ANN401 (as the pool calls it)
    if isinstance(connection, _ExclusiveConnection):
        record.invalidate()


def _prepared(connection: Driver, pragmas: Sequence[str]) -> Driver:
    try:
        for pragma in pragmas:
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return connection


def _name_key(name: Any) -> Any:  # noqa: ANN401 (whatever is stored)
    """What a stored name is compared by, anything else as it is."""
    return name_key(name) if isinstance(name, str) else name


def _sqlite_engine(
    module: ModuleType,
    connect: Callable[[], Any],
    errors: ErrorTable,
    pool: Mapping[str, int],
) -> Engine:
    engine = create_engine(
        "sqlite://",
        module=module,
        creator=connect,
        poolclass=QueuePool,
        pool_reset_on_return=None,
        **pool,
    )

    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES, False)
        execute_raw(connection, "BEGIN IMMEDIATE" if writes else "BEGIN", errors=errors)

    event.listen(engine, "begin", begin)
    translate_errors(engine, errors)
    return engine
