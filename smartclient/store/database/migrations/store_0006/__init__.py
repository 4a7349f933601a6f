"""Version 6: one module for each thing that it brings."""

from types import ModuleType

from smartclient.store.database.migrations.store_0006 import (
    barcodes,
    columns,
    devices,
    open_work,
    origins,
    search,
    since,
    withdrawals,
)

PARTS: tuple[ModuleType, ...] = (
    columns,
    barcodes,
    search,
    open_work,
    origins,
    since,
    withdrawals,
    devices,
)
"""What it is made of, in the order in which it is run. Each has ``STATEMENTS``."""

STATEMENTS: tuple[str, ...] = tuple(statement for part in PARTS for statement in part.STATEMENTS)
