"""Head office's schema migrations: numbered, forward only, each frozen as it was released.

A migration of SQLite is a module ``sqlite_<number>`` here, one of SQL Server a module
``schema_<number>`` of ``smartclient.headoffice.database.mssql``; its ``statements()`` returns the
SQL to run. It holds its own copy of every name it needs: today's tables are never imported. On SQL
Server it changes tables and data alone: all else is brought to its definition after it.

Where what is stored may stand in the way of a migration, its ``require(connection)`` finds that
before anything is changed. What takes long may be prepared in portions: ``prepare(connection)``
does the next portion, which is committed by itself, and returns whether there is another. Laptops
and workers may be connected meanwhile; an upgrade that was stopped goes on where it was.
"""

from collections.abc import Callable, Mapping
from types import ModuleType

from sqlalchemy import Connection

from smartclient.database.numbered_modules import numbered_modules

_MODULES: Mapping[str, tuple[ModuleType, ...]] = {
    "sqlite": numbered_modules(__name__, "sqlite"),
    "mssql": numbered_modules("smartclient.headoffice.database.mssql", "schema"),
}

MIGRATIONS: Mapping[str, tuple[Callable[[], list[str]], ...]] = {
    dialect: tuple(module.statements for module in modules) for dialect, modules in _MODULES.items()
}
"""Dialect → its migrations in order; the schema's version is how many have been run."""

REQUIREMENTS: Mapping[str, Mapping[int, Callable[[Connection], None]]] = {
    dialect: {
        number: module.require
        for number, module in enumerate(modules, start=1)
        if hasattr(module, "require")
    }
    for dialect, modules in _MODULES.items()
}
"""Dialect → number of a migration → what raises SetUpError where it can't be run."""

PREPARATIONS: Mapping[str, Mapping[int, Callable[[Connection], bool]]] = {
    dialect: {
        number: module.prepare
        for number, module in enumerate(modules, start=1)
        if hasattr(module, "prepare")
    }
    for dialect, modules in _MODULES.items()
}
"""Dialect → number of a migration → what prepares it in portions."""
