"""The seventh schema on SQL Server: one module for each thing that it brings to tables and data."""

from types import ModuleType

from smartclient.headoffice.database.mssql.schema_0007 import (
    checkpoints,
    checks,
    escalation,
    feeds,
    fingerprints,
    imports,
    moves,
    names,
    retention,
    sales_schema,
    waiting,
)

PARTS: tuple[ModuleType, ...] = (
    names,
    checks,
    retention,
    feeds,
    fingerprints,
    imports,
    moves,
    waiting,
    checkpoints,
    escalation,
    sales_schema,
)
"""What it is made of, in the order in which it is run. Each has ``statements()``."""


require = checks.require
"""Raises SetUpError for what keeps this schema from being upgraded to, before anything changes."""


def statements() -> list[str]:
    """Return what brings the sixth schema up to this one, in the order in which it is run."""
    return [statement for part in PARTS for statement in part.statements()]
