"""The sixth schema on SQLite: one module for each thing that it brings."""

from types import ModuleType

from smartclient.headoffice.database.migrations.sqlite_0006 import (
    enrolment,
    imports,
    indexes,
    searches,
    secrets,
)

PARTS: tuple[ModuleType, ...] = (indexes, enrolment, imports, secrets, searches)
"""What it is made of, in the order in which it is run. Each has ``statements()``."""


def statements() -> list[str]:
    """Return what brings the fifth schema up to this one, in the order in which it is run."""
    return [statement for part in PARTS for statement in part.statements()]
