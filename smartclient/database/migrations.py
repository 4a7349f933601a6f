"""Migrations: numbered, forward-only steps from one schema to the next, as frozen SQL."""

from collections.abc import Sequence
from dataclasses import dataclass

from smartclient.domain.errors import SchemaError


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """One step: the SQL that makes version ``number`` out of the one before it."""

    number: int
    title: str
    statements: tuple[str, ...]


def pending(migrations: Sequence[Migration], version: int) -> tuple[Migration, ...]:
    """Return the steps that a database at ``version`` still needs, in order.

    Raises SchemaError when the database was made by a newer program.
    """
    newest = migrations[-1].number
    if version > newest:
        raise SchemaError(
            "This data was made by a newer Smart Client. Nothing was changed. "
            "Install the newer version to open it.",
            detail=f"schema {version}, this program knows {newest}",
        )
    return tuple(migration for migration in migrations if migration.number > version)
