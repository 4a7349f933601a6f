"""The whole schema as one script, for an administrator to read and run by hand."""

# ruff: noqa: S608 (a script for people; its only parts are numbers and the names in the schema)

import re

from smartclient.headoffice.database.migrations import MIGRATIONS
from smartclient.headoffice.database.mssql import definition
from smartclient.headoffice.database.mssql.requirements import (
    FORCED,
    FOREIGN_SCHEMAS,
    MEMBERS_THERE,
    NESTED_TRIGGERS,
    OLDEST_LEVEL,
    OLDEST_SERVER,
)
from smartclient.headoffice.database.mssql.sales_schema import (
    DEFAULT,
    check_name,
    in_schema,
)

_BEGIN = f"""-- Smart Client head office on SQL Server: its schemas whole.
--
-- Run it once in the database that is to be head office's, as its owner, in SQL Server Management
-- Studio or with: sqlcmd -S SERVER -d DATABASE -I -i FILE
-- It stops without changing anything where something is missing or a head office is there already.
-- Then give the company its name, and let people in:
--   smartclient headoffice init --company NAME --url URL
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
    RAISERROR (
        N'Run first: ALTER DATABASE CURRENT SET COMPATIBILITY_LEVEL = {OLDEST_LEVEL};', 16, 1);
    SET NOEXEC ON;
END
GO
IF (SELECT is_read_committed_snapshot_on FROM sys.databases WHERE name = DB_NAME()) = 0
BEGIN
    RAISERROR (N'Run first: ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON;', 16, 1);
    SET NOEXEC ON;
END
GO
IF (SELECT delayed_durability FROM sys.databases WHERE name = DB_NAME()) = {FORCED}
BEGIN
    RAISERROR (N'Run first: ALTER DATABASE CURRENT SET DELAYED_DURABILITY = DISABLED;', 16, 1);
    SET NOEXEC ON;
END
GO
IF (SELECT collation_name FROM sys.databases WHERE name = DB_NAME()) NOT LIKE N'%[_]CI[_]AS%'
BEGIN
    RAISERROR (N'Run first: ALTER DATABASE CURRENT COLLATE Latin1_General_100_CI_AS;', 16, 1);
    SET NOEXEC ON;
END
GO
IF COALESCE(({NESTED_TRIGGERS}), 1) = 0
BEGIN
    RAISERROR (N'Run first: EXEC sp_configure ''nested triggers'', 1; RECONFIGURE;', 16, 1);
    SET NOEXEC ON;
END
GO
IF EXISTS ({FOREIGN_SCHEMAS})
BEGIN
    RAISERROR (N'The schemas of head office must belong to dbo. Run ALTER AUTHORIZATION.', 16, 1);
    SET NOEXEC ON;
END
GO
IF EXISTS ({MEMBERS_THERE})
BEGIN
    RAISERROR (N'A role of head office has members already. Take them out of it.', 16, 1);
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

# where a batch failed, it is rolled back, and nothing that follows may be run
_GUARD = "GO\nIF @@ERROR <> 0 OR @@TRANCOUNT = 0 SET NOEXEC ON;\nGO\n"

# a batch that can't be parsed fails without a rollback
_COUNTED = """IF EXISTS (
    SELECT 1 FROM (VALUES
        {objects}
    ) AS made (name) WHERE OBJECT_ID(made.name) IS NULL
) OR EXISTS (
    SELECT 1 FROM (VALUES
        {indexes}
    ) AS made (name, [table]) WHERE NOT EXISTS (
        SELECT 1 FROM sys.indexes AS i
        WHERE i.object_id = OBJECT_ID(made.[table]) AND i.name = made.name
    )
) OR EXISTS (
    SELECT 1 FROM (VALUES
        {roles}
    ) AS made (name) WHERE DATABASE_PRINCIPAL_ID(made.name) IS NULL
)
BEGIN
    IF @@TRANCOUNT > 0 ROLLBACK TRANSACTION;
    RAISERROR (N'Something is missing of what was to be made. Nothing was changed.', 16, 1);
    SET NOEXEC ON;
END
GO
"""

_END = """INSERT INTO sync.info (name, value) VALUES
    (N'generation', LOWER(CAST(NEWID() AS nvarchar(36)))), (N'schema_version', N'{version}'),
    (N'company_id', LOWER(CAST(NEWID() AS nvarchar(36))));
GO
COMMIT TRANSACTION;
GO
PRINT N'Head office is ready.';
GO
SET NOEXEC OFF;
GO
IF @@TRANCOUNT > 0
BEGIN
    ROLLBACK TRANSACTION;
    RAISERROR (N'Nothing was changed; what went wrong is said above.', 16, 1);
END
GO
"""

_OBJECT = re.compile(r"CREATE (?:TABLE|PROCEDURE|TRIGGER) (\w+\.\w+)")
_INDEX = re.compile(r"CREATE INDEX (\w+) ON (\w+\.\w+)")
_ROLE = re.compile(r"CREATE ROLE (\w+)")


def whole_script(schema: str = DEFAULT) -> str:
    """The script that sets up head office in an empty database, grants of its roles included.

    ``schema`` is the name of the schema that holds the business; RefusedError for none.
    """
    if schema != DEFAULT:
        check_name(schema)
    script = "".join(f"{statement};\n{_GUARD}" for statement in definition.statements())
    version = len(MIGRATIONS["mssql"])
    whole = _BEGIN + script + _counted(script) + _END.format(version=version)
    return in_schema(whole, schema)


def _counted(script: str) -> str:
    """The part that rolls everything back unless all that ``script`` creates is there."""
    return _COUNTED.format(
        objects=_rows(sorted({(name,) for name in _OBJECT.findall(script)})),
        indexes=_rows(sorted(set(_INDEX.findall(script)))),
        roles=_rows(sorted({(name,) for name in _ROLE.findall(script)})),
    )


def _rows(rows: list[tuple[str, ...]]) -> str:
    """Rows of names as they stand after VALUES."""
    values = [", ".join(f"N'{name}'" for name in row) for row in rows]
    return ",\n        ".join(f"({names})" for names in values)
