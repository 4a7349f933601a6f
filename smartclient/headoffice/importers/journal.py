"""The journal of an import: what is still to be switched, so that another one can continue it.

It names units and holds no values: these are in the folder's files, which have the same digest.
"""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, delete, func, insert, select, update

from smartclient.contract.encoding import ascii_json
from smartclient.domain.errors import ContendedError, RefusedError
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.importers import files
from smartclient.headoffice.importers.formats import FILES
from smartclient.headoffice.importers.portions import Portion


def digest_of(folder: Path, *, skip_bad_rows: bool) -> str:
    """The digest of the files in ``folder``, and of what is done with bad rows."""
    digest = hashlib.sha256(f"skip_bad_rows={skip_bad_rows}".encode())
    for name in FILES:
        # a file that can't be read is reported by whoever reads it
        with suppress(RefusedError, OSError):
            path = files.inside(folder, folder / name)
            if path is not None:
                digest.update(f"\n{name} {_digest_of_file(path)}".encode())
    return digest.hexdigest()


def _digest_of_file(path: Path) -> str:
    files.check_size(path)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def units_left(connection: Connection, import_id: int) -> Mapping[str, int]:
    """The units that are still to be switched, each with its portion."""
    c = tables_for(connection.dialect.name).import_portions.c
    rows = connection.execute(select(c.portion, c.units).where(c.import_id == import_id))
    return {unit: row.portion for row in rows for unit in json.loads(row.units)}


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
        }
        for number, portion in portions.items()
    ]
    connection.execute(insert(t.import_portions), rows)
    return import_id


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
            "import again."
        )
    connection.execute(update(t.imports).where(t.imports.c.id == import_id).values(written_at=at))


def discard(connection: Connection) -> None:
    """Delete what is recorded of imports."""
    t = tables_for(connection.dialect.name)
    connection.execute(delete(t.import_portions))
    connection.execute(delete(t.imports))
