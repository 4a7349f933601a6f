"""What the schema's statements for SQL Server make, read without a server."""

import re
from collections.abc import Iterable

from smartclient.headoffice.database.migrations import MIGRATIONS
from smartclient.headoffice.database.mssql import definition


def every_statement(migrations: int | None = None) -> list[str]:
    """The statements of the first ``migrations``, or of all."""
    return [item for migration in MIGRATIONS["mssql"][:migrations] for item in migration()]


def newest(kind: str, statements: Iterable[str]) -> dict[str, str]:
    """The last statement that makes each PROCEDURE or TRIGGER, by its name."""
    made = re.compile(rf"(?:CREATE|ALTER) {kind} (\S+)")
    return {found[1]: item for item in statements if (found := made.match(item))}


def defined(kind: str) -> dict[str, str]:
    """The statement that creates each PROCEDURE or TRIGGER of today's schema, by its name."""
    return newest(kind, definition.statements())


def columns_of_feed(procedure: str) -> tuple[str, ...]:
    """The columns that every query of a feed's procedure selects."""
    queries = re.findall(r"SELECT(?: TOP \(@limit\))?\n(.*?)\n\s*FROM", procedure, re.DOTALL)
    (columns,) = {tuple(re.findall(r"f\.\[(\w+)\].*$", query, re.MULTILINE)) for query in queries}
    return columns
