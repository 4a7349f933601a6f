"""What head office needs of a SQL Server and its database, checked before anything is made."""

from dataclasses import dataclass

from sqlalchemy import Connection

from smartclient.domain.errors import SetUpError
from smartclient.headoffice.mssql.engine import is_sql_server

OLDEST_SERVER = 15
"""SQL Server 2019."""

OLDEST_LEVEL = 130
"""The compatibility level from which OPENJSON can be used."""

_CLOUD_EDITIONS = {5, 8}
_SYSTEM_DATABASES = {"master", "model", "msdb", "tempdb"}

_FOUND = """
SELECT DB_NAME() AS name, d.compatibility_level AS level,
    CAST(d.is_read_committed_snapshot_on AS int) AS snapshot,
    CAST(CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(40)) AS nvarchar(40)) AS version,
    CAST(SERVERPROPERTY('EngineEdition') AS int) AS edition,
    CASE WHEN USER_NAME() = N'dbo' OR IS_MEMBER(N'db_owner') = 1 THEN 1 ELSE 0 END AS owns,
    SUSER_SNAME() AS login
FROM sys.databases AS d WHERE d.name = DB_NAME()
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the server tells of itself, the database and who is connected."""

    database: str
    login: str
    level: int
    snapshot: bool
    major_version: int
    is_cloud: bool
    owns: bool
    is_sql_server: bool = True


def check_requirements(connection: Connection) -> None:
    """Raise SetUpError for the first thing that is missing, saying how to get it."""
    check(found(connection))


def found(connection: Connection) -> Found:
    """Ask the server what there is."""
    row = connection.exec_driver_sql(_FOUND).one()
    return Found(
        database=row.name,
        login=row.login,
        level=row.level,
        snapshot=bool(row.snapshot),
        major_version=int(row.version.partition(".")[0]),
        is_cloud=row.edition in _CLOUD_EDITIONS,
        owns=bool(row.owns),
        is_sql_server=is_sql_server(connection),
    )


def check(there: Found) -> None:
    """Raise SetUpError for the first thing that is missing in ``there``."""
    if there.database.casefold() in _SYSTEM_DATABASES:
        raise SetUpError(
            "{database} is a database of the server's own. "
            "Make one for head office and name it in the address.",
            database=there.database,
        )
    if not there.owns:
        raise SetUpError(
            "The login {login} may not set up head office in {database}. Use an owner of the "
            "database, or run what “smartclient headoffice script” prints as one.",
            login=there.login,
            database=there.database,
        )
    if there.is_sql_server:
        _check_version(there)
    if not there.snapshot:
        raise SetUpError(
            "In {database} readers would wait for writers. Run, while nobody is connected: "
            "ALTER DATABASE [{database}] SET READ_COMMITTED_SNAPSHOT ON;",
            database=there.database,
        )


def _check_version(there: Found) -> None:
    if there.major_version < OLDEST_SERVER and not there.is_cloud:
        raise SetUpError(
            "This SQL Server is too old (version {version}). Head office needs SQL Server 2019 "
            "or later.",
            version=there.major_version,
        )
    if there.level < OLDEST_LEVEL:
        raise SetUpError(
            "The database {database} works like an older SQL Server (level {level}). Run: "
            "ALTER DATABASE [{database}] SET COMPATIBILITY_LEVEL = 150;",
            database=there.database,
            level=there.level,
        )
