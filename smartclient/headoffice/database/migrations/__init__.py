"""Head office's schema migrations: numbered, forward only, each frozen as it was released.

A migration of SQLite is a module ``sqlite_<number>`` here, one of SQL Server a module
``schema_<number>`` of ``smartclient.headoffice.database.mssql``; its ``statements()`` returns the
SQL to run. It holds its own copy of every name it needs: today's tables are never imported.
"""

from collections.abc import Callable, Mapping

from smartclient.database.numbered_modules import numbered_modules

MIGRATIONS: Mapping[str, tuple[Callable[[], list[str]], ...]] = {
    "sqlite": tuple(module.statements for module in numbered_modules(__name__, "sqlite")),
    "mssql": tuple(
        module.statements
        for module in numbered_modules("smartclient.headoffice.database.mssql", "schema")
    ),
}
"""Dialect → its migrations in order; the schema's version is how many have been run."""
