"""Making and upgrading the schema of a SQLite file, and recovering from a restore."""

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, inspect

from smartclient.domain.errors import RefusedError, SchemaError
from smartclient.headoffice.database.sqlite.file import file_of
from smartclient.headoffice.database.tables import tables_for

_ROOM_AFTER_RESTORE: Final = 1_000_000_000


def has_schema(connection: Connection) -> bool:
    """Whether the info table is here; SchemaError for a file with other tables alone."""
    names = inspect(connection).get_table_names()
    info = tables_for("sqlite").info.name
    if names and info not in names:
        raise SchemaError(
            "This database holds something else, not a head office. Choose another one.",
            detail=f"{len(names)} tables, no {info}",
        )
    return bool(names)


def before_upgrade(connection: Connection) -> None:
    """Need nothing: the upgrade's transaction is the only one that writes."""


def migrate(connection: Connection, statement: str) -> None:
    """Run a statement as it is."""
    connection.exec_driver_sql(statement)


def choose_schema(engine: Engine, name: str) -> None:  # noqa: ARG001 (a file has none)
    """Refuse any name."""
    raise RefusedError("A file has no schemas. Leave --schema out.")


def create_schema(connection: Connection) -> bool:  # noqa: ARG001 (migrations create a file's)
    """Leave it to the migrations."""
    return False


def hold_callers(connection: Connection) -> None:
    """Need nothing: nobody calls what a file runs by itself."""


def replace_code(connection: Connection) -> None:
    """Leave triggers to the migrations."""


def backup_file(engine: Engine, suffix: str) -> None:
    """Copy the file beside itself, consistently, write-ahead log included."""
    with engine.connect() as connection:
        copy = Path(f"{file_of(connection)}.{suffix}")
        cursor = connection.connection.cursor()
        copy.unlink(missing_ok=True)
        cursor.execute("VACUUM INTO ?", (str(copy),))
        cursor.close()


def recovery_fork(connection: Connection) -> str:  # noqa: ARG001 (a file has none)
    """Nothing: a file does not know that it is a copy of an earlier one."""
    return ""


def bump_row_versions(connection: Connection, beyond: int) -> None:
    """Jump the one counter far ahead."""
    connection.exec_driver_sql(
        "UPDATE sync_counters SET value = max(value, ?) + ? WHERE name = 'row_version'",
        (beyond, _ROOM_AFTER_RESTORE),
    )
