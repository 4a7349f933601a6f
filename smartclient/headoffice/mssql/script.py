"""The whole schema as one script, for an administrator to read and run by hand."""

# ruff: noqa: S608 (a script for people; its only parts are two numbers)

from smartclient.headoffice.migrations import MIGRATIONS
from smartclient.headoffice.mssql.requirements import OLDEST_LEVEL, OLDEST_SERVER

_BEGIN = f"""-- Smart Client head office on SQL Server: schemas sales and sync, whole.
--
-- Run it once in the database that is to be head office's, as its owner, with sqlcmd or SQL Server
-- Management Studio. It stops without changing anything where something is missing or a head
-- office is there already. Then let people in:
--   smartclient headoffice grant --login NAME --rep NUMBER --url URL
SET NOCOUNT ON;
SET XACT_ABORT ON;
SET ANSI_NULLS ON;
SET QUOTED_IDENTIFIER ON;
GO
IF DB_NAME() IN (N'master', N'model', N'msdb', N'tempdb')
BEGIN
    RAISERROR (N'This is a database of the server''s own. Use one made for head office.', 16, 1);
    SET NOEXEC ON;
END
GO
IF CAST(SERVERPROPERTY('EngineEdition') AS int) NOT IN (5, 8)
    AND CAST(PARSENAME(CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(40)), 4) AS int)
        < {OLDEST_SERVER}
BEGIN
    RAISERROR (N'Head office needs SQL Server 2019 or later.', 16, 1);
    SET NOEXEC ON;
END
GO
IF (SELECT compatibility_level FROM sys.databases WHERE name = DB_NAME()) < {OLDEST_LEVEL}
BEGIN
    RAISERROR (N'Run first: ALTER DATABASE CURRENT SET COMPATIBILITY_LEVEL = 150;', 16, 1);
    SET NOEXEC ON;
END
GO
IF (SELECT is_read_committed_snapshot_on FROM sys.databases WHERE name = DB_NAME()) = 0
BEGIN
    RAISERROR (N'Run first: ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON;', 16, 1);
    SET NOEXEC ON;
END
GO
IF OBJECT_ID(N'sync.info') IS NOT NULL
BEGIN
    RAISERROR (N'A head office is here already. Use: smartclient headoffice upgrade', 16, 1);
    SET NOEXEC ON;
END
GO
BEGIN TRANSACTION;
GO
"""

# where a batch failed, what it began is taken back, and nothing that follows may be run
_GUARD = "GO\nIF @@TRANCOUNT = 0 SET NOEXEC ON;\nGO\n"

_END = """INSERT INTO sync.info (name, value) VALUES
    (N'generation', LOWER(CAST(NEWID() AS nvarchar(36)))), (N'schema_version', N'{version}');
GO
COMMIT TRANSACTION;
GO
PRINT N'Head office is ready.';
GO
SET NOEXEC OFF;
GO
"""


def whole_script() -> str:
    """Return what makes an empty database a head office, grants of its roles included."""
    migrations = MIGRATIONS["mssql"]
    batches = [statement for migration in migrations for statement in migration()]
    made = "".join(f"{batch};\n{_GUARD}" for batch in batches)
    return _BEGIN + made + _END.format(version=len(migrations))
