"""The journal of an import: what is still to be switched, so that another one can continue it.

It names units, and the counts that they were planned from, which others change meanwhile. Other
values are in the folder's files, which have the same digest.
"""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from smartclient.contract.encoding import ascii_json
from smartclient.domain.errors import ContendedError, RefusedError
from smartclient.headoffice.database.import_under_way import under_way
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.importers import files
from smartclient.headoffice.importers.formats import DOCUMENT_FILES, FILES
from smartclient.headoffice.importers.merging import COUNTED
from smartclient.headoffice.importers.named_files import NamedFiles
from smartclient.headoffice.importers.portions import Portion, RowChange, unit_of


def digest_of(folder: Path, *, skip_bad_rows: bool) -> str:
    """The digest of the files in ``folder``, and of what is done with bad rows."""
    digest = hashlib.sha256(f"skip_bad_rows={skip_bad_rows}".encode())
    for name in FILES:
        # a file that can't be read is reported by whoever reads it
        with suppress(RefusedError, OSError):
            path = files.inside(folder, folder / name)
            if path is not None:
                digest.update(f"\n{name} {_digest_of_file(path)}".encode())
    for described in NamedFiles(folder, DOCUMENT_FILES, what="document").described():
        digest.update(f"\n{described}".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _digest_of_file(path: Path) -> str:
    files.check_size(path)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """What an import left to switch: units, each with its portion.

    ``counts`` are the stock and the balances that it was planned from, "" for a unit whose count
    agreed with the files; units that a program of before version 8 staged have none.
    """

    id: int
    portions: Mapping[str, int]
    counts: Mapping[str, str]

    def as_seen(
        self, table: str, wanted: Mapping[str, Any], stored: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """The ``stored`` values of a row, its count as the import that staged it saw it."""
        column, count = COUNTED.get(table), self.counts.get(unit_of(table, wanted))
        if column is None or column not in wanted or count is None:
            return stored
        seen = type(wanted[column])(count) if count else wanted[column]
        return {**stored, column: seen}


def staged_by(connection: Connection, digest: str) -> Staged | None:
    """What an import of the files with this digest left, None where it did not begin."""
    earlier = under_way(connection)
    if earlier is None or earlier.digest != digest:
        return None
    c = tables_for(connection.dialect.name).import_portions.c
    found = select(c.portion, c.units, c.counts).where(c.import_id == earlier.id)
    portions: dict[str, int] = {}
    counts: dict[str, str] = {}
    for row in connection.execute(found):
        units = json.loads(row.units)
        portions |= dict.fromkeys(units, row.portion)
        if row.counts is not None:
            counts |= dict.fromkeys(units, "") | json.loads(row.counts)
    return Staged(id=earlier.id, portions=portions, counts=counts)


def stage(
    connection: Connection,
    portions: Mapping[int, Portion],
    *,
    digest: str,
    actor: str,
    at: datetime,
) -> int:
    """Record what is to be switched, in place of what an earlier import left; return its id."""
    t = tables_for(connection.dialect.name)
    discard(connection)
    row = {"digest": digest, "actor": actor, "began_at": at, "written_at": at}
    connection.execute(insert(t.imports), [{**row, "portions": len(portions)}])
    import_id = int(connection.execute(select(func.max(t.imports.c.id))).scalar_one())
    rows = [
        {
            "import_id": import_id,
            "portion": number,
            "units": ascii_json(sorted({change.unit for change in portion})),
            "counts": ascii_json(_counts(portion)),
        }
        for number, portion in portions.items()
    ]
    connection.execute(insert(t.import_portions), rows)
    return import_id


def _counts(portion: Portion) -> Mapping[str, str]:
    """By unit, the count that its change was planned from."""
    return {
        change.unit: str(change.seen[column])
        for change in portion
        if isinstance(change, RowChange) and change.seen is not None
        if (column := COUNTED.get(change.table)) is not None and column in change.seen
    }


def take(connection: Connection, import_id: int, portion: int, at: datetime) -> None:
    """Strike a portion off, in the transaction that switches it.

    Raises ContendedError where another import did, or took this one's place.
    """
    t = tables_for(connection.dialect.name)
    c = t.import_portions.c
    struck = connection.execute(
        delete(t.import_portions).where(c.import_id == import_id, c.portion == portion)
    )
    if struck.rowcount != 1:
        raise ContendedError(
            "Another import has taken over, and this one stopped. Wait until it has ended, and "
            "import again.",
            advice="",
        )
    connection.execute(update(t.imports).where(t.imports.c.id == import_id).values(written_at=at))


def discard(connection: Connection) -> None:
    """Delete what is recorded of imports."""
    t = tables_for(connection.dialect.name)
    connection.execute(delete(t.import_portions))
    connection.execute(delete(t.imports))
