"""Columns that a migration adds to tables of feeds, on SQL Server.

A feed with more columns is a new procedure: clients of earlier versions of the link go on calling
theirs. So are the fingerprints, which compare what a client of the new version holds.
"""

# ruff: noqa: S608 (statements are put together from names of ours)

import re
from collections.abc import Sequence
from importlib import import_module

from smartclient.headoffice.database.added_columns import AddedColumn
from smartclient.headoffice.database.mssql.schema_0001.feeds import told
from smartclient.headoffice.database.mssql.schema_0001.permissions import ADMIN, REP
from smartclient.headoffice.database.mssql.schema_0004.changing import bounded, changed

_MADE = re.compile(r"(?:CREATE|ALTER) (?:PROCEDURE|TRIGGER) (\S+)")
_VERSION = re.compile(r"(?<=_v)\d+$")
_ROW_VERSION = "            CAST(f.row_version AS bigint) + @ahead AS row_version\n"
_END_OF_TEXT = "\n                ) COLLATE Latin1_General_100_BIN2_UTF8"
_END_OF_LOG = "\n    ) AS f (field, was, becomes)"
_DECLARED = {
    "text": "nvarchar({longest}) NOT NULL CONSTRAINT df_sales_{table}_{name} DEFAULT N''",
    "amount": "decimal(19, 4) NULL",
    "day": "date NULL",
    "integer": "int NULL",
    "flag": "bit NOT NULL CONSTRAINT df_sales_{table}_{name} DEFAULT 0",
}
_LOGGED = {
    "amount": "CAST(CAST({of} * 10000 AS decimal(23, 0)) AS nvarchar(30))",
    "day": "CAST({of} AS nvarchar(10))",
    "integer": "CAST({of} AS nvarchar(30))",
    "flag": "CAST({of} AS nvarchar(1))",
}


def mssql_statements(module: str, link_version: int, *columns: AddedColumn) -> list[str]:
    """The statements of the migration ``module``, its ``__name__``, that add the columns.

    ``link_version`` is the version of the link that has them. Procedures are those of the
    migrations with smaller numbers.
    """
    number = int(module.rpartition("_")[2])
    before = (item for earlier in range(1, number) for item in _migration(earlier))
    newest = {found[1]: item for item in before if (found := _MADE.match(item))}
    tables = sorted({column.table for column in columns})
    procedures = {
        f"feed_{table}_v{link_version}": _feed(newest, table, link_version, columns)
        for table in tables
    }
    procedures[f"fingerprints_v{link_version}"] = _fingerprints(newest, link_version, columns)
    logged = [column for column in columns if column.is_logged]
    return [
        *_callers_wait(newest),
        *map(_added, columns),
        *procedures.values(),
        *(
            f"GRANT EXECUTE ON OBJECT::sync.{name} TO {role}"
            for name in procedures
            for role in (REP, ADMIN)
        ),
        *(item for table in tables for item in _log(newest, table, logged)),
        f"UPDATE sync.info SET value = N'{link_version}' WHERE name = N'link_version'",
    ]


def _migration(number: int) -> list[str]:
    module = import_module(f"smartclient.headoffice.database.mssql.schema_{number:04}")
    statements: list[str] = module.statements()
    return statements


def _callers_wait(newest: dict[str, str]) -> list[str]:
    """The statements that lock every procedure and the lanes, and change nothing.

    Procedures are altered before the tables that they touch, so that whoever calls waits outside
    and holds nothing that the upgrade waits for.
    """
    procedures = [item for item in newest.values() if " PROCEDURE " in item.partition("\n")[0]]
    return [
        *(procedure.replace("CREATE PROCEDURE", "ALTER PROCEDURE", 1) for procedure in procedures),
        "DROP INDEX ix_sync_lanes_token ON sync.lanes",
        "CREATE INDEX ix_sync_lanes_token ON sync.lanes (token)",
    ]


def _added(column: AddedColumn) -> str:
    declared = _DECLARED[column.type].format(
        longest=column.longest, table=column.table, name=column.name
    )
    return f"ALTER TABLE sales.{column.table} ADD {column.name} {declared}"


def _newest_version(newest: dict[str, str], procedure: str) -> str:
    """The name of the newest version of a procedure."""
    versions = [name for name in newest if _VERSION.sub("", name) == f"sync.{procedure}_v"]
    return max(versions, key=lambda name: int(name.rpartition("_v")[2]))


def _renamed(newest: dict[str, str], procedure: str, link_version: int) -> str:
    """The statement of the newest version of a procedure, as it creates the next one."""
    name = _newest_version(newest, procedure)
    begins = f"CREATE PROCEDURE sync.{procedure}_v{link_version}\n"
    return re.sub(rf"^(?:CREATE|ALTER) PROCEDURE {name}\n", begins, newest[name], count=1)


def _feed(
    newest: dict[str, str], table: str, link_version: int, columns: Sequence[AddedColumn]
) -> str:
    values = "".join(
        f"            {_selected(column)},\n" for column in columns if column.table == table
    )
    return changed(
        _renamed(newest, f"feed_{table}", link_version), (_ROW_VERSION, f"{values}{_ROW_VERSION}")
    )


def _fingerprints(newest: dict[str, str], link_version: int, columns: Sequence[AddedColumn]) -> str:
    statement = _renamed(newest, "fingerprints", link_version)
    for column in columns:
        head, begin, rest = statement.partition(f"IF @kind IN ('', '{column.table}')")
        text = f"COALESCE(CAST({_value(column)} AS nvarchar(max)), NCHAR(30)), NCHAR(31)"
        added = f",\n                {text}{_END_OF_TEXT}"
        statement = head + begin + rest.replace(_END_OF_TEXT, added, 1)
    return statement


def _value(column: AddedColumn) -> str:
    """The expression that a feed selects for a column."""
    form = column.type if column.type in {"amount", "day", "flag"} else ""
    return bounded(told(f"{column.name}:{form}"))


def _selected(column: AddedColumn) -> str:
    value = _value(column)
    return value if value == f"f.[{column.name}]" else f"{value} AS [{column.name}]"


def _log(newest: dict[str, str], table: str, logged: Sequence[AddedColumn]) -> list[str]:
    """The statement that replaces the change log's trigger of a table."""
    columns = [column for column in logged if column.table == table]
    if not columns:
        return []
    name = f"sales.{table}_log"
    touched = "".join(f" OR UPDATE({column.name})" for column in columns)
    rows = "".join(f",\n        {_logged(column)}" for column in columns)
    trigger = changed(
        newest[name],
        (")\n        RETURN;", f"{touched})\n        RETURN;"),
        (_END_OF_LOG, f"{rows}{_END_OF_LOG}"),
    )
    return [f"DROP TRIGGER {name}", trigger]


def _logged(column: AddedColumn) -> str:
    value = _LOGGED.get(column.type, "{of}")
    before, after = (value.format(of=f"{side}.{column.name}") for side in ("d", "i"))
    return f"(N'{column.name}', CAST({before} AS nvarchar(max)), CAST({after} AS nvarchar(max)))"
