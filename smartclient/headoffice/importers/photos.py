"""Photos: the pictures in the folder ``images`` that products name, by the hash of their bytes."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection, Table, insert, select, update

from smartclient.domain.errors import RefusedError
from smartclient.headoffice.importers.bad_rows import BadRow
from smartclient.headoffice.importers.reading import FileContent

IMAGES = "images"
LARGEST_PHOTO = 1_000_000
"""The largest photo that is taken, in bytes: photos travel over the reps' links."""


def photo_notes(folder: Path, products: FileContent) -> Iterator[BadRow]:
    """Yield the photos that are named but can't be taken; their products are imported."""
    seen = set()
    for row in products.rows:
        name = str(row.values["image"])
        if not name or name in seen:
            continue
        seen.add(name)
        path = folder / IMAGES / name
        if not path.is_file():
            problem = RefusedError("The photo {name} is not in the folder images.", name=name)
        elif path.stat().st_size > LARGEST_PHOTO:
            problem = RefusedError("The photo {name} is larger than 1 MB.", name=name)
        else:
            continue
        yield BadRow.of(products.format.name, row.line, "image", problem)


def write_photos(
    connection: Connection, table: Table, folder: Path, products: FileContent
) -> tuple[int, int]:
    """Keep the photos that products name; return how many there are and how many were written."""
    stored = {row.name: row.hash for row in connection.execute(select(table.c.name, table.c.hash))}
    count = written = 0
    for name in sorted({str(row.values["image"]) for row in products.rows} - {""}):
        path = folder / IMAGES / name
        if not path.is_file() or path.stat().st_size > LARGEST_PHOTO:
            continue
        count += 1
        content = path.read_bytes()
        digest = sha256(content).hexdigest()
        if name not in stored:
            new = {"name": name, "hash": digest, "content": content}
            connection.execute(insert(table), [new])
        elif stored[name] != digest:
            statement = update(table).where(table.c.name == name)
            connection.execute(statement.values(hash=digest, content=content))
        else:
            continue
        written += 1
    return count, written
