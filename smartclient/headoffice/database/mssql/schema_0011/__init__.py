"""The eleventh schema on SQL Server: one module for each thing it brings to tables and data."""

from types import ModuleType

from smartclient.headoffice.database.mssql.schema_0011 import check_out, number_blocks, together

PARTS: tuple[ModuleType, ...] = (number_blocks, check_out, together)
"""What it is made of, in the order in which it is run. Each has ``statements()``."""


def statements() -> list[str]:
    """Return what brings the tenth schema up to this one, in the order in which it is run."""
    return [statement for part in PARTS for statement in part.statements()]
