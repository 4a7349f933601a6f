"""The seventh schema on SQL Server: identifiers of 16 bytes, and JSON of one byte a character.

An UPDATE of each row would take hours in one transaction, and give every row a new version, for
which every laptop would read all of its orders again. So each table is copied to a new one in
portions, beside whatever goes on; triggers note what changes meanwhile. The last transaction
copies what is left and puts the new tables in the place of the old ones. An order or reply has a
new version there, but the one that it had stays beside it, and laptops are told that one.
"""

# ruff: noqa: S608 (frozen statements: their only parts are the names written in ``tables``)

from sqlalchemy import Connection

from smartclient.database.mssql.babelfish import adapt_sql
from smartclient.database.mssql.batches import run_batch
from smartclient.domain.errors import SetUpError
from smartclient.headoffice.database.mssql.schema_0007.identifiers.tables import (
    NEXT,
    TABLES,
    ConvertedTable,
    identifier_of,
    is_identifier,
)

_CONVERTS_FROM = 6

PORTION = 4_000
"""How many rows of a table are copied in one transaction: fewer than would lock all of it."""

_PROGRESS = (
    """CREATE TABLE sync.conversion (
    name NVARCHAR(60) NOT NULL,
    copied_id BIGINT NOT NULL,
    copied_owner NVARCHAR(128) NOT NULL,
    CONSTRAINT pk_sync_conversion PRIMARY KEY (name)
)""",
    """CREATE TABLE sync.conversion_changes (
    name NVARCHAR(60) NOT NULL,
    id BIGINT NOT NULL,
    owner NVARCHAR(128) NOT NULL
)""",
    "CREATE INDEX ix_sync_conversion_changes ON sync.conversion_changes (name, id, owner)",
    """CREATE TABLE sync.former_identifiers (
    id BINARY(16) NOT NULL,
    former NVARCHAR(36) NOT NULL,
    CONSTRAINT pk_sync_former_identifiers PRIMARY KEY (id)
)""",
)

_CONVERTED_VERSION = (
    "INSERT INTO sync.info (name, value) "
    "SELECT N'converted_version', CAST(CAST(@@DBTS AS bigint) AS nvarchar(20))"
)
"""What is written from now on has a higher version, and what was copied one that is no higher."""

_OUR_TRIGGERS = (
    *("N'inbox_stopped'", "N'inbox_open_work'", "N'cases_tombstone'", "N'open_work_tombstone'"),
    *("N'stopped_tombstone'", "N'orders_tombstone'", "N'orders_log'"),
)
_IDS = ", ".join(f"OBJECT_ID(N'{table.name}')" for table in TABLES)
_VERSION = "SELECT CAST(i.value AS int) FROM sync.info AS i WHERE i.name = N'schema_version'"
_IS_BEGUN = "SELECT OBJECT_ID(N'sync.conversion')"


_SERVING = "SELECT TOP (1) w.worker FROM sync.workers AS w WHERE w.serving_until > SYSUTCDATETIME()"
_FOREIGN_KEY = (
    "SELECT TOP (1) OBJECT_NAME(k.object_id) AS name, "
    "OBJECT_SCHEMA_NAME(k.referenced_object_id) + N'.' + OBJECT_NAME(k.referenced_object_id) "
    "AS [table] FROM sys.foreign_keys AS k "
    "WHERE OBJECT_SCHEMA_NAME(k.parent_object_id) + N'.' + OBJECT_NAME(k.parent_object_id) "
    "<> N'sync.truncate_guard' AND k.referenced_object_id IN "
    f"({_IDS})"
)
_TRIGGER = (
    "SELECT TOP (1) t.name, OBJECT_SCHEMA_NAME(t.parent_id) + N'.' + OBJECT_NAME(t.parent_id) "
    "AS [table] FROM sys.triggers AS t WHERE t.name NOT IN "
    f"({', '.join(_OUR_TRIGGERS)}) AND t.name NOT LIKE N'%[_]converting' "
    f"AND t.parent_id IN ({_IDS})"
)


def require(connection: Connection) -> None:
    """Raise SetUpError while a worker serves, or for what others made of a table that is replaced.

    The worker would end with an error when the tables are replaced; the rest would be lost.
    """
    worker = _value(connection, _SERVING)
    if worker is not None:
        raise SetUpError(
            "{worker} is serving this head office. Stop it, and run the upgrade again. Laptops may "
            "stay connected.",
            worker=worker,
        )
    for statement in (_FOREIGN_KEY, _TRIGGER):
        found = connection.exec_driver_sql(statement).first()
        if found is not None:
            raise SetUpError(
                "{name} on {table} is not head office's, and the upgrade puts another table in "
                "that one's place. Keep its definition, drop it, upgrade, and create it again.",
                name=found.name,
                table=found.table,
            )


def prepare(connection: Connection) -> bool:
    """Copy the next portion; return whether there may be another."""
    if _value(connection, _VERSION) != _CONVERTS_FROM:
        # an older one holds little, and is brought up to date in one transaction
        return False
    if _value(connection, _IS_BEGUN) is None:
        for statement in begin():
            run_batch(connection, statement)
        return True
    return any(_copy_next(connection, table) for table in TABLES)


def _copy_next(connection: Connection, table: ConvertedTable) -> bool:
    """Copy the next portion of a table; False where there is none."""
    begins = _value(connection, last_portion(table))
    ends = _value(connection, next_portion(table), begins)
    if ends is None:
        return False
    for statement in copy_portion(table):
        run_batch(connection, statement, begins, ends)
    run_batch(connection, note_portion(table), ends)
    return True


def _value(connection: Connection, statement: str, *values: object) -> object:
    return connection.exec_driver_sql(adapt_sql(statement, connection), values).scalar()


def begin() -> list[str]:
    """The statements that create the new tables, and what notes how far they were filled."""
    return [*_created(), *(item for table in TABLES for item in _indexed(table))]


def _created() -> list[str]:
    return [*_PROGRESS, *(item for table in TABLES for item in _begin(table))]


def _indexed(table: ConvertedTable) -> list[str]:
    return [
        f"CREATE INDEX {name} ON {table.new_name} {columns}"
        for name, columns in table.indexes.items()
    ]


def _begin(table: ConvertedTable) -> list[str]:
    keys = "".join(f",\n    CONSTRAINT {name}{NEXT} {key}" for name, key in table.keys.items())
    # whoever writes the table waits until this is committed, and is noted from then on
    return [
        f"CREATE TABLE {table.new_name} ({table.columns}{keys}\n)",
        f"INSERT INTO sync.conversion VALUES (N'{table.name}', 0, N'')",
        _changes_noted(table),
    ]


def _changes_noted(table: ConvertedTable) -> str:
    changed = "x.id, N''" if table.is_numbered else f"0, x.{table.portion}"
    return f"""CREATE TRIGGER {table.name}_converting ON {table.name}
AFTER INSERT, UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    INSERT INTO sync.conversion_changes (name, id, owner)
    SELECT N'{table.name}', {changed} FROM inserted AS x
    UNION
    SELECT N'{table.name}', {changed} FROM deleted AS x;
END"""


def last_portion(table: ConvertedTable) -> str:
    """The query for where the last portion of a table ended."""
    column = "copied_id" if table.is_numbered else "copied_owner"
    return f"SELECT c.{column} FROM sync.conversion AS c WHERE c.name = N'{table.name}'"


def next_portion(table: ConvertedTable) -> str:
    """The query for where the next portion ends; its parameter is where the last one did."""
    if table.is_numbered:
        return (
            f"SELECT MAX(p.id) FROM (SELECT TOP ({PORTION}) o.id FROM {table.name} AS o "
            "WHERE o.id > ? ORDER BY o.id) AS p"
        )
    return f"SELECT MIN(o.{table.portion}) FROM {table.name} AS o WHERE o.{table.portion} > ?"


def copy_portion(table: ConvertedTable) -> list[str]:
    """The statements that copy a portion; the parameters of each are where it begins and ends."""
    column = f"o.{table.portion}"
    return _copied(table, f"{column} > ? AND {column} <= ?")


def note_portion(table: ConvertedTable) -> str:
    """The statement that notes how far a table was copied, which is its parameter."""
    column = "copied_id" if table.is_numbered else "copied_owner"
    return f"UPDATE sync.conversion SET {column} = ? WHERE name = N'{table.name}'"


def statements() -> list[str]:
    """The statements that copy what is left, and put the new tables in the old ones' place."""
    return [
        _begun(),
        # locks every table until the end: nothing is changed after it was copied
        *(f"DROP TRIGGER {table.name}_converting" for table in TABLES),
        *(item for table in TABLES for item in _rest_copied(table)),
        _CONVERTED_VERSION,
        # its foreign keys are created again with names
        "DROP TABLE sync.truncate_guard",
        *(item for table in TABLES for item in _replaced(table)),
        # nobody serves while this is run, so nobody holds a lane
        "DROP INDEX ix_sync_lanes_token ON sync.lanes",
        "ALTER TABLE sync.lanes DROP COLUMN token",
        "ALTER TABLE sync.lanes ADD token BINARY(16) NULL",
        "UPDATE sync.lanes SET leased_until = NULL WHERE leased_until IS NOT NULL",
        "CREATE INDEX ix_sync_lanes_token ON sync.lanes (token) WHERE token IS NOT NULL",
        "DROP TABLE sync.conversion",
        "DROP TABLE sync.conversion_changes",
        "IF NOT EXISTS (SELECT 1 FROM sync.former_identifiers) DROP TABLE sync.former_identifiers",
    ]


def _begun() -> str:
    """The batch that creates the new tables where nothing was copied before."""
    steps = "".join(f"    EXEC(N'{item.replace(chr(39), chr(39) * 2)}');\n" for item in _created())
    return f"IF OBJECT_ID(N'sync.conversion') IS NULL\nBEGIN\n{steps}END"


def _rest_copied(table: ConvertedTable) -> list[str]:
    """The statements that copy what came after the last portion or was changed since."""
    key, column, name = (
        ("id", "copied_id", "id") if table.is_numbered else (table.portion, "copied_owner", "owner")
    )
    last = f"(SELECT c.{column} FROM sync.conversion AS c WHERE c.name = N'{table.name}')"
    changed = f"SELECT c.{name} FROM sync.conversion_changes AS c WHERE c.name = N'{table.name}'"
    return [
        f"DELETE n FROM {table.new_name} AS n WHERE n.{key} IN ({changed})",
        *_copied(table, f"o.{key} <= {last} AND o.{key} IN ({changed})"),
        *_copied(table, f"o.{key} > {last}"),
    ]


def _copied(table: ConvertedTable, condition: str) -> list[str]:
    """The statements that copy the rows of a table for which a condition holds."""
    columns, values = ", ".join(table.copied), ",\n    ".join(table.copied.values())
    copy = (
        f"INSERT INTO {table.new_name} ({columns})\nSELECT {values}\n"
        f"FROM {table.name} AS o WHERE {condition}"
    )
    if table.is_numbered:
        numbered = f"SET IDENTITY_INSERT {table.new_name}"
        copy = f"{numbered} ON;\n{copy};\n{numbered} OFF"
    return [*(_former(table, column, condition) for column in table.kept), copy]


def _former(table: ConvertedTable, column: str, condition: str) -> str:
    """The statement that keeps the texts of a column that are no identifiers."""
    return f"""INSERT INTO sync.former_identifiers (id, former)
SELECT n.id, n.former
FROM (
    SELECT {identifier_of(f"o.{column}")} AS id, MIN(o.{column}) AS former
    FROM {table.name} AS o
    WHERE {condition} AND o.{column} <> N'' AND NOT {is_identifier(f"o.{column}")}
    GROUP BY {identifier_of(f"o.{column}")}
) AS n
WHERE NOT EXISTS (SELECT 1 FROM sync.former_identifiers AS f WHERE f.id = n.id)"""


def _replaced(table: ConvertedTable) -> list[str]:
    """The statements that put a new table in the place of the old one, with its rights."""
    schema, _, name = table.name.partition(".")
    return [
        _rights_copied(table),
        *([_numbers_kept(table)] if table.is_numbered else ()),
        f"DROP TABLE {table.name}",
        f"EXEC sp_rename N'{table.new_name}', N'{name}', N'OBJECT'",
        *(
            f"EXEC sp_rename N'{schema}.{key}{NEXT}', N'{key}', N'OBJECT' "
            f"/* {definition} of {table.name} */"
            for key, definition in table.keys.items()
        ),
        *(
            f"IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE name = N'{index}' "
            f"AND object_id = OBJECT_ID(N'{table.name}')) "
            f"CREATE INDEX {index} ON {table.name} {columns}"
            for index, columns in table.indexes.items()
        ),
    ]


def _rights_copied(table: ConvertedTable) -> str:
    """The statement that grants on a new table whatever was granted on the old one."""
    return f"""DECLARE @granted nvarchar(max) = (
    SELECT STRING_AGG(CAST(CASE p.state WHEN 'D' THEN N'DENY ' ELSE N'GRANT ' END
        + p.permission_name + N' ON {table.new_name} TO '
        + QUOTENAME(USER_NAME(p.grantee_principal_id))
        + CASE p.state WHEN 'W' THEN N' WITH GRANT OPTION' ELSE N'' END AS nvarchar(max)), N'; ')
    FROM sys.database_permissions AS p
    WHERE p.class = 1 AND p.major_id = OBJECT_ID(N'{table.name}') AND p.minor_id = 0
        AND USER_NAME(p.grantee_principal_id) <> N'dbo'
);
IF @granted IS NOT NULL EXEC (@granted)"""


def _numbers_kept(table: ConvertedTable) -> str:
    """The statement by which no number of a row that was deleted is given again.

    A table that never held a row begins with the number itself.
    """
    return f"""DECLARE @last nvarchar(20) = CAST(IDENT_CURRENT(N'{table.name}')
    + CASE WHEN EXISTS (SELECT 1 FROM {table.new_name}) THEN 0 ELSE 1 END AS nvarchar(20));
EXEC (N'DBCC CHECKIDENT (''{table.new_name}'', RESEED, ' + @last + N')')"""
