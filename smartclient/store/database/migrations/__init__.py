"""The store's migrations: numbered, forward only, each frozen as it was released.

A migration is a module ``store_<number>.py`` with the SQL to run. It holds its own copy of every
name it needs: today's tables are never imported.
"""

from smartclient.store.database.migrations import (
    store_0001,
    store_0002,
    store_0003,
    store_0004,
    store_0005,
    store_0006,
    store_0007,
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    store_0001.STATEMENTS,
    store_0002.STATEMENTS,
    store_0003.STATEMENTS,
    store_0004.STATEMENTS,
    store_0005.STATEMENTS,
    store_0006.STATEMENTS,
    store_0007.STATEMENTS,
)
"""The migrations in order; the schema's version is how many of them have been run."""
