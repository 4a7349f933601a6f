"""The third schema on SQLite, frozen: one module for each thing that it brings."""

from types import ModuleType

from smartclient.headoffice.database.migrations.sqlite_0003 import (
    columns,
    devices,
    history,
    open_work,
    rounds,
    withdrawals,
)

PARTS: tuple[ModuleType, ...] = (columns, rounds, history, withdrawals, open_work, devices)
"""What it is made of, in the order in which it is run. Each has ``statements()``."""


def statements() -> list[str]:
    """Return what brings the second schema up to this one, in the order in which it is run."""
    return [statement for part in PARTS for statement in part.statements()]
