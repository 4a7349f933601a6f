"""Version 9: one module for each thing that it brings."""

from types import ModuleType

from smartclient.store.database.migrations.store_0009 import (
    carrying,
    composed_tasks,
    data_sets,
    documents,
    prices,
    services,
    several_reps,
)

PARTS: tuple[ModuleType, ...] = (
    data_sets,
    prices,
    documents,
    services,
    composed_tasks,
    carrying,
    several_reps,
)
"""What it is made of, in the order in which it is run. Each has ``STATEMENTS``."""

STATEMENTS: tuple[str, ...] = tuple(statement for part in PARTS for statement in part.STATEMENTS)
