"""The seventh schema on SQL Server: one module for each thing that it brings to tables and data."""

from types import ModuleType

from sqlalchemy import Connection

from smartclient.headoffice.database.mssql.schema_0007 import (
    checkpoints,
    checks,
    escalation,
    feeds,
    fingerprints,
    identifiers,
    imports,
    moves,
    names,
    retention,
    sales_schema,
)

PARTS: tuple[ModuleType, ...] = (
    identifiers,
    names,
    checks,
    retention,
    feeds,
    fingerprints,
    imports,
    moves,
    checkpoints,
    escalation,
    sales_schema,
)
"""What it is made of, in the order in which it is run. Each has ``statements()``."""


prepare = identifiers.prepare
"""Copies the next portion of what gets other columns; returns whether there may be another."""


def require(connection: Connection) -> None:
    """Raise SetUpError for what keeps this schema from being upgraded to."""
    identifiers.require(connection)
    checks.require(connection)


def statements() -> list[str]:
    """Return what brings the sixth schema up to this one, in the order in which it is run."""
    return [statement for part in PARTS for statement in part.statements()]
