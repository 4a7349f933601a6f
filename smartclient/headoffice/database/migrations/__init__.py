"""Head office's schema migrations: numbered, forward only, each frozen as it was released.

A migration of a dialect is a module ``<dialect>_<number>.py``, on SQL Server a package of
``smartclient.headoffice.database.mssql``, whose ``statements()`` returns the
SQL to run. It holds its own copy of every name it needs: today's tables are never imported.
"""

from collections.abc import Callable, Mapping

from smartclient.headoffice.database.migrations import (
    sqlite_0001,
    sqlite_0002,
    sqlite_0003,
    sqlite_0004,
)
from smartclient.headoffice.database.mssql import schema_0001 as mssql_0001
from smartclient.headoffice.database.mssql import schema_0002 as mssql_0002
from smartclient.headoffice.database.mssql import schema_0003 as mssql_0003
from smartclient.headoffice.database.mssql import schema_0004 as mssql_0004
from smartclient.headoffice.database.mssql import schema_0005 as mssql_0005
from smartclient.headoffice.database.mssql import schema_0006 as mssql_0006

MIGRATIONS: Mapping[str, tuple[Callable[[], list[str]], ...]] = {
    "sqlite": (
        sqlite_0001.statements,
        sqlite_0002.statements,
        sqlite_0003.statements,
        sqlite_0004.statements,
    ),
    "mssql": (
        mssql_0001.statements,
        mssql_0002.statements,
        mssql_0003.statements,
        mssql_0004.statements,
        mssql_0005.statements,
        mssql_0006.statements,
    ),
}
"""Dialect → its migrations in order; the schema's version is how many have been run."""
