"""The eighth schema on SQL Server: one module for each thing that it brings to tables and data."""

from types import ModuleType

from smartclient.headoffice.database.mssql.schema_0008 import (
    enrolment,
    imports,
    indexes,
    link,
    searches,
    secrets,
)

PARTS: tuple[ModuleType, ...] = (indexes, enrolment, imports, secrets, link, searches)
"""What it is made of, in the order in which it is run. Each has ``statements()``."""


def statements() -> list[str]:
    """Return what brings the seventh schema up to this one, in the order in which it is run."""
    return [statement for part in PARTS for statement in part.statements()]
