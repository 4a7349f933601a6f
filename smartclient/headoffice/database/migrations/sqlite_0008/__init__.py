"""The eighth schema on SQLite: one module for each thing that it brings."""

from types import ModuleType

from smartclient.headoffice.database.migrations.sqlite_0008 import (
    data_sets,
    documents,
    held_requests,
    mail,
    several_reps,
    signing_keys,
)

PARTS: tuple[ModuleType, ...] = (
    data_sets,
    documents,
    signing_keys,
    held_requests,
    several_reps,
    mail,
)
"""What it is made of, in the order in which it is run. Each has ``statements()``."""


def statements() -> list[str]:
    """Return what brings the seventh schema up to this one, in the order in which it is run."""
    return [statement for part in PARTS for statement in part.statements()]
