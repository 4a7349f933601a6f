"""The fifth schema on SQL Server, frozen: one module for each thing that it brings."""

from types import ModuleType

from smartclient.headoffice.database.mssql.schema_0005 import (
    callers,
    columns,
    devices,
    fingerprints,
    history,
    open_work,
    pulse,
    rounds,
    submit,
    withdrawals,
)

PARTS: tuple[ModuleType, ...] = (
    callers,
    columns,
    open_work,
    fingerprints,
    history,
    devices,
    pulse,
    rounds,
    withdrawals,
    submit,
)
"""What it is made of, in the order in which it is run. Each has ``statements()``."""


def statements() -> list[str]:
    """Return what brings the fourth schema up to this one, in the order in which it is run."""
    return [statement for part in PARTS for statement in part.statements()]
