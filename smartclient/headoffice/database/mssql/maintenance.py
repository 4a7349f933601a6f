"""Making and upgrading the schema on SQL Server, and recovering from a restore."""

from typing import Final

from sqlalchemy import Connection, Engine, select

from smartclient.database.mssql.babelfish import adapt_sql
from smartclient.database.mssql.batches import run_batch
from smartclient.domain.errors import RefusedError, SchemaError
from smartclient.headoffice.database.mssql import code, definition, sales_schema
from smartclient.headoffice.database.mssql.application_lock import lock_until_commit
from smartclient.headoffice.database.mssql.requirements import check_requirements
from smartclient.headoffice.database.mssql.rows import upsert
from smartclient.headoffice.database.tables import tables_for

_ROOM_AFTER_RESTORE: Final = 1_000_000_000
_UPGRADE_WAIT_MS: Final = 60_000

_KNOWS_FORKS = "SELECT OBJECT_ID(N'sys.database_recovery_status')"
_FORK = (
    "SELECT CAST(recovery_fork_guid AS nvarchar(36)) FROM sys.database_recovery_status "
    "WHERE database_id = DB_ID()"
)
_OURS = "SELECT OBJECT_ID(N'sync.info')"
_WHAT_ELSE = (
    "SELECT IS_MEMBER(N'smartclient_rep') AS rep, IS_MEMBER(N'smartclient_web') AS web, "
    "(SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES "
    "WHERE TABLE_SCHEMA IN (N'sales', N'sync')) AS tables"
)


def has_schema(connection: Connection) -> bool:
    """Whether a head office is here, as far as the login may see.

    Raises SchemaError where something else is, RefusedError for a rep's login or the web service's.
    """
    # every poll of a worker runs this, so the costly statement comes second
    if connection.exec_driver_sql(_OURS).scalar_one() is not None:
        return True
    found = connection.exec_driver_sql(_WHAT_ELSE).one()
    if found.rep:
        raise RefusedError(
            "Your login may send and receive as a rep, and nothing else at head office. "
            "Use an administrator's."
        )
    if found.web:
        raise RefusedError(
            "Your login may act for enrolled devices, and nothing else at head office. Use an "
            "administrator's."
        )
    if found.tables:
        raise SchemaError(
            "The schemas {schema} or sync of this database hold something else, not a head "
            "office. Choose another database.",
            schema=sales_schema.sales_schema(connection),
            detail=f"{found.tables} tables, no sync.info",
        )
    return False


def before_upgrade(connection: Connection) -> None:
    """Check what is needed, then hold the lock on the schema until the transaction ends."""
    check_requirements(connection)
    if not lock_until_commit(connection, "smartclient_schema", wait_ms=_UPGRADE_WAIT_MS):
        raise RefusedError("Somebody else is upgrading head office now. Try again later.")


def migrate(connection: Connection, statement: str) -> None:
    """Run a statement as the engine understands it."""
    run_batch(connection, statement)


hold_callers, replace_code = code.hold_callers, code.replace_code
choose_schema = sales_schema.choose_schema


def create_schema(connection: Connection) -> bool:
    """Create everything from its definition."""
    for statement in definition.statements():
        migrate(connection, statement)
    return True


def backup_file(engine: Engine, suffix: str) -> None:
    """Copy nothing: backups of the server are its administrator's."""


def recovery_fork(connection: Connection) -> str:
    """The recovery fork: RESTORE and a failover that lost data each begin a new one.

    Azure SQL Database has no such view.
    """
    if connection.exec_driver_sql(adapt_sql(_KNOWS_FORKS, connection)).scalar_one() is None:
        return ""
    fork = connection.exec_driver_sql(adapt_sql(_FORK, connection)).scalar_one_or_none()
    return "" if fork is None else str(fork).lower()


def bump_row_versions(connection: Connection, beyond: int) -> None:  # noqa: ARG001 (a restored server has lost it)
    """Report row versions much higher from now on: the server's counter can't be moved."""
    info = tables_for("mssql").info
    ahead = connection.scalar(select(info.c.value).where(info.c.name == "version_ahead"))
    row = {"name": "version_ahead", "value": str(int(ahead or 0) + _ROOM_AFTER_RESTORE)}
    upsert(connection, info, keys=("name",), rows=[row])
