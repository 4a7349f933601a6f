"""Opening the store: made, migrated or refused, and never deleted.

The schema's version is SQLite's own ``user_version``, inside the encrypted file and part of the
transaction that migrates: a crash leaves either the old schema whole or the new one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine

from smartclient.database.engines import open_store, open_store_exclusively
from smartclient.database.transactions import reading, writing
from smartclient.domain.errors import DiskError, RefusedError, SchemaError, StoreError
from smartclient.settings.durable import make_private
from smartclient.settings.places import WIPING_FILE
from smartclient.store.database.migrations import MIGRATIONS
from smartclient.store.unit_of_work import Store
from smartclient.store.work.assigned_numbers import AssignedNumbers

Migrations = Sequence[Sequence[str]]


def create_store(path: Path, key: bytes, numbers: AssignedNumbers | None = None) -> Store:
    """Create an encrypted store at ``path`` and open it; ``key`` is 32 raw bytes.

    ``numbers`` knows the provisional numbers given outside the store. Raises RefusedError when
    there is a store already.
    """
    if path.exists() and path.stat().st_size:
        raise RefusedError("There is already a store on this computer. It is kept; sign in again.")
    return _opened(path, key, MIGRATIONS, numbers)


def open_store_file(
    path: Path,
    key: bytes,
    migrations: Migrations = MIGRATIONS,
    numbers: AssignedNumbers | None = None,
) -> Store:
    """Open the store at ``path``, migrated to this program's schema; ``numbers`` as it is made.

    Raises StoreError when it is missing, emptied, damaged or the key does not fit, SchemaError
    when a newer program created it. Whatever happens the file is kept; before a migration it is
    copied beside itself, as ``<name>.before-<version>``.
    """
    if not path.is_file():
        raise StoreError(
            "The store {name} is not where it was. Put it back, or sign in again.",
            name=path.name,
            detail=str(path),
        )
    if not path.stat().st_size:
        # opening it would make a new store and look as if there had never been any work
        raise StoreError(
            "The store {name} is empty: its contents were lost. Call support, or move it away and "
            "sign in again.",
            name=path.name,
            detail=str(path),
        )
    return _opened(path, key, migrations, numbers)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreCondition:
    """The condition of a store: its damage, as the database describes it, and its version.

    ``older``: an earlier version of the program created it.
    """

    damage: tuple[str, ...] = ()
    older: bool = False


def examine_store(path: Path, key: bytes, migrations: Migrations = MIGRATIONS) -> StoreCondition:
    """Read the whole store and return how it is; nothing is migrated.

    It takes seconds for a large store. Raises StoreError when it can't be read at all, SchemaError
    when a newer program made it.
    """
    engine = _readable(path, key)
    try:
        with reading(engine) as connection:
            older = _version(connection, migrations) < len(migrations)
            return StoreCondition(damage=_damage(connection), older=older)
    finally:
        engine.dispose()


def is_older(path: Path, key: bytes, migrations: Migrations = MIGRATIONS) -> bool:
    """Whether opening the store would upgrade it. Raises what ``examine_store`` raises."""
    engine = _readable(path, key)
    try:
        with reading(engine) as connection:
            return _version(connection, migrations) < len(migrations)
    finally:
        engine.dispose()


def _damage(connection: Connection) -> tuple[str, ...]:
    pages = connection.exec_driver_sql("PRAGMA cipher_integrity_check").scalars().all()
    if pages:
        return tuple(pages)
    found = connection.exec_driver_sql("PRAGMA quick_check").scalars().all()
    return tuple(line for line in found if line != "ok")


def _readable(path: Path, key: bytes) -> Engine:
    """An engine that can at least read, also where the disk is full."""
    engine = open_store(path, key)
    try:
        _look(engine)
    except DiskError:
        engine.dispose()
        engine = open_store_exclusively(path, key)
        try:
            _look(engine)
        except BaseException:
            engine.dispose()
            raise
    except BaseException:
        engine.dispose()
        raise
    return engine


def _look(engine: Engine) -> None:
    with reading(engine) as connection:
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar_one()


def _opened(
    path: Path, key: bytes, migrations: Migrations, numbers: AssignedNumbers | None
) -> Store:
    engine = _readable(path, key)
    try:
        _migrate(engine, path, migrations)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, numbers, lambda: _was_removed(path))


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
    make_private(unfinished)
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


def _was_removed(path: Path) -> bool:
    """Whether a wipe of this device removes the store, or did."""
    return path.with_name(WIPING_FILE).exists() or not path.exists()
