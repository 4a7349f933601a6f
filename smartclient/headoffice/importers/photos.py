"""Photos: the pictures in the folder ``images`` that products name, by the hash of their bytes."""

from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, select

from smartclient.contract.operations import LARGEST_PHOTO
from smartclient.domain.errors import RefusedError
from smartclient.domain.text.canonical import name_key
from smartclient.headoffice.importers.content import FileContent
from smartclient.headoffice.importers.formats import IMAGES
from smartclient.headoffice.importers.named_files import NamedFiles
from smartclient.headoffice.importers.pictures import picture_in
from smartclient.headoffice.importers.planning import ChangedRow, Plan

_TABLE = "photos"


class PhotoFolder:
    """The photos in a folder to import, each read when it is needed: memory may not hold all."""

    def __init__(self, folder: Path) -> None:
        self._files = NamedFiles(folder, IMAGES, what="photo")

    def read(self, image: str) -> bytes:
        """The bytes of a photo's file; RefusedError when it can't be used."""
        return _photo(self._files, image)

    def row(self, planned: Mapping[str, Any]) -> dict[str, Any]:
        """The row of a planned photo, with what its file holds now; raises as ``read``."""
        content = self.read(planned["image"])
        digest = sha256(content).hexdigest()
        return {"name": planned["name"], "hash": digest, "content": content}


def plan_photos(
    connection: Connection, table: Table, photos: PhotoFolder, products: FileContent
) -> Plan:
    """The changes that store the photos that products name, by their hashes.

    A product gets the name under which its photo is stored; photos that can't be used are noted,
    and their products imported. ``image`` of a change is what the file names the photo.
    """
    c = table.c
    stored = {name_key(row.name): row for row in connection.execute(select(c.id, c.name, c.hash))}
    plan = Plan(name=_TABLE)
    if "image" not in products.fields:
        return plan
    names: dict[str, str] = {}
    for row in products.rows:
        image = str(row.values["image"])
        key = name_key(image)
        if image and key not in names:
            existing = stored.get(key)
            names[key] = image if existing is None else existing.name
            try:
                digest = sha256(photos.read(image)).hexdigest()
            except RefusedError as error:
                products.note(row.line, "image", error.template, **error.arguments)
            else:
                values = {"name": names[key], "hash": digest, "image": image}
                if existing is None:
                    plan.new.append(values)
                elif existing.hash != digest:
                    plan.changed.append(ChangedRow(row_id=existing.id, values=values))
                else:
                    plan.unchanged += 1
        if image:
            row.values["image"] = names[key]
    return plan


def _photo(files: NamedFiles, image: str) -> bytes:
    """The bytes of a photo's file; RefusedError when it can't be used."""
    try:
        path = files.path(image)
        if path.stat().st_size > LARGEST_PHOTO:
            raise RefusedError("The photo {name} is larger than 1 MB.", name=image)
        content = path.read_bytes()
    except OSError as error:
        raise RefusedError("The photo {name} can't be read.", name=image) from error
    _check_picture(content, image)
    return content


def _check_picture(content: bytes, name: str) -> None:
    picture = picture_in(BytesIO(content))
    if picture is None:
        raise RefusedError(
            "The photo {name} is no picture: not PNG, JPEG, GIF, WebP, BMP or TIFF, or damaged.",
            name=name,
        )
    if picture.is_too_large:
        raise RefusedError("The photo {name} has too many pixels. Make it smaller.", name=name)
