"""The tenth schema on SQL Server: one module for each thing that it brings to tables and data."""

from types import ModuleType

from smartclient.headoffice.database.mssql.schema_0010 import (
    data_sets,
    documents,
    held_requests,
    longer_settings,
    mail,
    several_reps,
    signing_keys,
)

PARTS: tuple[ModuleType, ...] = (
    data_sets,
    documents,
    longer_settings,
    signing_keys,
    held_requests,
    several_reps,
    mail,
)
"""What it is made of, in the order in which it is run. Each has ``statements()``."""


def statements() -> list[str]:
    """Return what brings the ninth schema up to this one, in the order in which it is run."""
    return [statement for part in PARTS for statement in part.statements()]
