"""The seventh schema on SQLite: one module for each thing that it brings."""

from types import ModuleType

from smartclient.headoffice.database.migrations.sqlite_0007 import enrolled_devices

PARTS: tuple[ModuleType, ...] = (enrolled_devices,)
"""What it is made of, in the order in which it is run. Each has ``statements()``."""


def statements() -> list[str]:
    """Return what brings the sixth schema up to this one, in the order in which it is run."""
    return [statement for part in PARTS for statement in part.statements()]
