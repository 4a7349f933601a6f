"""Opening the store: made, migrated or refused, and never deleted.

The schema's version is SQLite's own ``user_version``, inside the encrypted file and part of the
transaction that migrates: a crash leaves either the old schema whole or the new one.
"""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, Engine

from smartclient.database.engines import open_store, reading, writing
from smartclient.domain.errors import RefusedError, SchemaError, StoreError
from smartclient.store.migrations import MIGRATIONS
from smartclient.store.unit_of_work import Store

Migrations = Sequence[Sequence[str]]


def create_store(path: Path, key: bytes) -> Store:
    """Make an encrypted store at ``path`` and open it; ``key`` is 32 raw bytes.

    Raises RefusedError when there is a store already.
    """
    if path.exists() and path.stat().st_size:
        raise RefusedError("There is already a store on this computer. It is kept; sign in again.")
    return _opened(path, key, MIGRATIONS)


def open_store_file(path: Path, key: bytes, migrations: Migrations = MIGRATIONS) -> Store:
    """Open the store at ``path``, migrated to this program's schema.

    Raises StoreError when it is missing, emptied, damaged or the key does not fit, SchemaError
    when a newer program made it. Whatever happens the file is kept; before a migration it is
    copied beside itself, as ``<name>.before-<version>``.
    """
    if not path.is_file():
        raise StoreError(
            "The store {name} is not where it was. Put it back, or sign in anew.",
            name=path.name,
            detail=str(path),
        )
    if not path.stat().st_size:
        # opening it would make a new store and look as if there had never been any work
        raise StoreError(
            "The store {name} is empty: its contents were lost. Put back a copy of it, or move it "
            "away and sign in anew.",
            name=path.name,
            detail=str(path),
        )
    return _opened(path, key, migrations)


def check_store(path: Path, key: bytes) -> tuple[str, ...]:
    """Read the whole store and return what is wrong with it, in the database's words, for the log.

    It takes seconds for a large store. Raises StoreError when it can't be read at all.
    """
    engine = open_store(path, key)
    try:
        with reading(engine) as connection:
            pages = connection.exec_driver_sql("PRAGMA cipher_integrity_check").scalars().all()
            if pages:
                return tuple(pages)
            found = connection.exec_driver_sql("PRAGMA quick_check").scalars().all()
            return tuple(line for line in found if line != "ok")
    finally:
        engine.dispose()


def _opened(path: Path, key: bytes, migrations: Migrations) -> Store:
    engine = open_store(path, key)
    try:
        _migrate(engine, path, migrations)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine)


def _migrate(engine: Engine, path: Path, migrations: Migrations) -> None:
    with reading(engine) as connection:
        if _version(connection, migrations) == len(migrations):
            return
    # the lock is held from here, so that of two programs started at once one migrates
    with writing(engine) as (connection, transaction):
        before = _version(connection, migrations)
        if before:
            _copy_aside(engine, path.with_name(f"{path.name}.before-{before + 1}"))
        for statements in migrations[before:]:
            for statement in statements:
                connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA user_version = {len(migrations)}")
        transaction.commit()


def _version(connection: Connection, migrations: Migrations) -> int:
    version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if version > len(migrations):
        raise SchemaError(
            "The data on this computer was made by a newer Smart Client. Nothing was changed. "
            "Install the newer version to open it.",
            detail=f"schema version {version}, this program knows {len(migrations)}",
        )
    if version == 0 and connection.exec_driver_sql("SELECT 1 FROM sqlite_schema").first():
        raise SchemaError(
            "The file is no store of Smart Client. It is kept as it is; choose another folder.",
            detail="tables, but no schema version",
        )
    return version


def _copy_aside(engine: Engine, copy: Path) -> None:
    """Copy what is committed, encrypted with the same key; a copy made before is the older one."""
    if copy.exists():
        return
    unfinished = copy.with_name(f"{copy.name}.part")
    unfinished.unlink(missing_ok=True)
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None  # noqa: S101 (connected)
        try:
            driver.execute("VACUUM INTO ?", (str(unfinished),))
        except engine.dialect.loaded_dbapi.Error as error:
            raise StoreError(
                "The data can't be copied before it is upgraded. Nothing was changed. "
                "Make room on the disk, then start again.",
                detail=str(error),
            ) from error
    unfinished.rename(copy)
