"""The store's migrations: numbered, forward only, each frozen as it was released.

A migration is a module ``store_<number>`` with the SQL to run. It holds its own copy of every
name it needs: today's tables are never imported.
"""

from smartclient.database.numbered_modules import numbered_modules

MIGRATIONS: tuple[tuple[str, ...], ...] = tuple(
    module.STATEMENTS
    for module in numbered_modules("smartclient.store.database.migrations", "store")
)
"""The migrations in order; the schema's version is how many of them have been run."""
