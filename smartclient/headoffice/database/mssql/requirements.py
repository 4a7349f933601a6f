"""What head office needs of a SQL Server and its database, checked before anything is created."""

from dataclasses import dataclass

from sqlalchemy import Connection

from smartclient.database.mssql.babelfish import is_sql_server
from smartclient.domain.errors import SetUpError

OLDEST_SERVER = 15
"""SQL Server 2019."""

OLDEST_LEVEL = 150
"""The compatibility level of SQL Server 2019, for whose plans statements are written."""

NESTED_TRIGGERS = (
    "SELECT CAST(c.value_in_use AS int) FROM sys.configurations AS c "
    "WHERE c.name = N'nested triggers'"
)
"""Whether triggers run that another one sets off: by some, tombstones and the change log are
written. On Azure SQL Database, which may not list it, they do."""

_CLOUD_EDITIONS = {5, 8}
_SYSTEM_DATABASES = {"master", "model", "msdb", "tempdb"}

_FOUND = """
SELECT DB_NAME() AS name, d.compatibility_level AS level,
    CAST(d.is_read_committed_snapshot_on AS int) AS snapshot,
    CAST(CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(40)) AS nvarchar(40)) AS version,
    CAST(SERVERPROPERTY('EngineEdition') AS int) AS edition,
    CASE WHEN USER_NAME() = N'dbo' OR IS_MEMBER(N'db_owner') = 1 THEN 1 ELSE 0 END AS owns,
    SUSER_SNAME() AS login,
    d.collation_name AS collation, CAST(d.delayed_durability AS int) AS durability,
    CASE WHEN OBJECT_ID(N'sync.info') IS NULL THEN 1 ELSE 0 END AS is_new
FROM sys.databases AS d WHERE d.name = DB_NAME()
"""

FOREIGN_SCHEMAS = (
    "SELECT s.name, USER_NAME(s.principal_id) AS owner FROM sys.schemas AS s "
    "WHERE s.name IN (N'sales', N'sync') AND USER_NAME(s.principal_id) <> N'dbo'"
)
"""The schemas of our names through whose owner procedures would not reach the tables."""

MEMBERS_THERE = (
    "SELECT r.name AS role, m.name AS member FROM sys.database_role_members AS x "
    "JOIN sys.database_principals AS r ON r.principal_id = x.role_principal_id "
    "JOIN sys.database_principals AS m ON m.principal_id = x.member_principal_id "
    "WHERE r.name IN (N'smartclient_rep', N'smartclient_admin', "
    "N'smartclient_worker', N'smartclient_purger', N'smartclient_web')"
)
"""Members of our roles; there may be none before head office is set up."""

FORCED = 2
"""The delayed durability with which a commit may be lost although it was reported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerProperties:
    """What the server reports of itself, the database and who is connected.

    ``is_new``: there is no head office in the database yet. ``foreign_schema`` names one of ours
    that somebody else owns, ``member`` who is in ``role`` already; each is "" for none.
    """

    database: str
    login: str
    level: int
    snapshot: bool
    major_version: int
    is_cloud: bool
    owns: bool
    is_sql_server: bool = True
    collation: str = "Latin1_General_100_CI_AS"
    durability: int = 0
    nested_triggers: bool = True
    is_new: bool = True
    foreign_schema: str = ""
    owner: str = ""
    role: str = ""
    member: str = ""


def check_requirements(connection: Connection) -> None:
    """Raise SetUpError for the first requirement that is not met, saying how to meet it."""
    check(found(connection))


def found(connection: Connection) -> ServerProperties:
    """Read the properties of the server and the database."""
    row = connection.exec_driver_sql(_FOUND).one()
    nested = connection.exec_driver_sql(NESTED_TRIGGERS).scalar()
    foreign = connection.exec_driver_sql(FOREIGN_SCHEMAS).first()
    members = connection.exec_driver_sql(MEMBERS_THERE).first()
    return ServerProperties(
        database=row.name,
        login=row.login,
        level=row.level,
        snapshot=bool(row.snapshot),
        major_version=int(row.version.partition(".")[0]),
        is_cloud=row.edition in _CLOUD_EDITIONS,
        owns=bool(row.owns),
        is_sql_server=is_sql_server(connection),
        collation=row.collation,
        durability=row.durability,
        nested_triggers=nested != 0,
        is_new=bool(row.is_new),
        foreign_schema="" if foreign is None else foreign.name,
        owner="" if foreign is None else foreign.owner,
        role="" if members is None else members.role,
        member="" if members is None else members.member,
    )


def check(server: ServerProperties) -> None:
    """Raise SetUpError for the first requirement that ``server`` does not meet."""
    if server.database.casefold() in _SYSTEM_DATABASES:
        raise SetUpError(
            "{database} is a database of the server's own. "
            "Make one for head office and name it in the address.",
            database=server.database,
        )
    if not server.owns:
        raise SetUpError(
            "The login {login} may not set up head office in {database}. Use an owner of the "
            "database, or run what “smartclient headoffice script” prints as one.",
            login=server.login,
            database=server.database,
        )
    if server.is_sql_server:
        _check_version(server)
    if not server.snapshot:
        raise SetUpError(
            "In {database} readers would wait for writers. Run, while nobody is connected: "
            "ALTER DATABASE [{database}] SET READ_COMMITTED_SNAPSHOT ON;",
            database=server.database,
        )
    if server.durability == FORCED:
        raise SetUpError(
            "In {database} what is saved may be lost when the server loses power. Run: "
            "ALTER DATABASE [{database}] SET DELAYED_DURABILITY = DISABLED;",
            database=server.database,
        )
    if not server.nested_triggers:
        raise SetUpError(
            "On this server a trigger does not run when another one sets it off, so laptops would "
            "miss changes. Have its administrator run: EXEC sp_configure 'nested triggers', 1; "
            "RECONFIGURE;"
        )
    if server.foreign_schema:
        raise SetUpError(
            "The schema {schema} of {database} belongs to {owner}, so nothing that reps may run "
            "would reach it. Run: ALTER AUTHORIZATION ON SCHEMA::{schema} TO dbo;",
            schema=server.foreign_schema,
            database=server.database,
            owner=server.owner,
        )
    if server.is_new:
        _check_new(server)


def _check_new(server: ServerProperties) -> None:
    """Check what can't be repaired once head office is there."""
    if "_CI_AS" not in server.collation.upper():
        raise SetUpError(
            "The database {database} compares text by {collation}. Head office needs a collation "
            "that ignores case and minds accents: _CI_AS is in its name. In an empty database "
            "run: ALTER DATABASE [{database}] COLLATE Latin1_General_100_CI_AS;",
            database=server.database,
            collation=server.collation,
        )
    if server.role:
        raise SetUpError(
            "{member} is in the role {role} of {database} already, and would be let in with it. "
            "Run: ALTER ROLE {role} DROP MEMBER [{member}];",
            member=server.member,
            role=server.role,
            database=server.database,
        )


def _check_version(server: ServerProperties) -> None:
    if server.major_version < OLDEST_SERVER and not server.is_cloud:
        raise SetUpError(
            "This SQL Server is too old (version {version}). Head office needs SQL Server 2019 "
            "or later.",
            version=server.major_version,
        )
    if server.level < OLDEST_LEVEL:
        raise SetUpError(
            "The database {database} works like an older SQL Server (level {level}). Run: "
            "ALTER DATABASE [{database}] SET COMPATIBILITY_LEVEL = {needed};",
            database=server.database,
            level=server.level,
            needed=OLDEST_LEVEL,
        )
