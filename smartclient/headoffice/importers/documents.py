"""Documents: the files that ``documents.csv`` names, stored in parts by their hashes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, select

from smartclient.contract.operations import DOCUMENT_PART
from smartclient.domain.errors import RefusedError
from smartclient.domain.sales.product_documents import LARGEST_DOCUMENT, DocumentFormat
from smartclient.domain.text.canonical import name_key
from smartclient.headoffice.database.tables import Tables
from smartclient.headoffice.importers.content import FileContent, ImportRow, comparable
from smartclient.headoffice.importers.formats import DOCUMENT_FILES
from smartclient.headoffice.importers.journal import Staged
from smartclient.headoffice.importers.named_files import NamedFiles
from smartclient.headoffice.importers.pictures import picture_in
from smartclient.headoffice.importers.planning import Plan, plan_content

PARTS: Final = "document_parts"

_PDF_BEGINS: Final = b"%PDF-"
_LOOKED_AT: Final = 1024
"""Within how many bytes a PDF begins: some programs write something before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFile:
    """What a file holds: ``parts`` are the digests of its parts, ``hash`` that of the whole."""

    format: DocumentFormat
    size: int
    hash: str
    parts: tuple[str, ...]


class DocumentFolder:
    """The documents in a folder to import, read in parts: memory may not hold one whole."""

    def __init__(self, folder: Path) -> None:
        self._files = NamedFiles(folder, DOCUMENT_FILES, what="document")
        self._read: dict[str, DocumentFile | RefusedError] = {}

    def file(self, name: str) -> DocumentFile:
        """What a file holds; RefusedError when it can't be used."""
        key = name_key(name)
        if key not in self._read:
            try:
                self._read[key] = _document(self._files.path(name), name)
            except RefusedError as error:
                self._read[key] = error
            except OSError as error:
                self._read[key] = RefusedError(
                    "The document {name} can't be read.", name=name, detail=str(error)
                )
        found = self._read[key]
        if isinstance(found, RefusedError):
            raise found
        return found

    def row(self, planned: Mapping[str, Any]) -> dict[str, Any]:
        """The row of a planned part; RefusedError where the file holds something else now."""
        name, part = planned["file"], planned["part"]
        try:
            with self._files.path(name).open("rb") as file:
                file.seek(part * DOCUMENT_PART)
                content = file.read(DOCUMENT_PART)
        except OSError as error:
            raise RefusedError("The document {name} can't be read.", name=name) from error
        if sha256(content).hexdigest() != planned["digest"]:
            raise RefusedError(
                "The document {name} was changed while it was imported. Import the folder again.",
                name=name,
            )
        return {"hash": planned["hash"], "part": part, "content": content}


def check_documents(documents: FileContent, folder: DocumentFolder) -> None:
    """Refuse every row whose file can't be used; the others get what their files hold."""

    def find_fault(row: ImportRow) -> tuple[str, RefusedError] | None:
        try:
            file = folder.file(str(row.values["file"]))
        except RefusedError as error:
            return "file", error
        row.values.update(format=file.format.value, hash=file.hash, size=file.size)
        return None

    if documents.fields:
        documents.keep(find_fault)
        documents.fields = (*documents.fields, "format", "hash", "size")


def plan_documents(
    connection: Connection,
    tables: Tables,
    folder: DocumentFolder,
    documents: FileContent,
    staged: Staged | None,
) -> tuple[Plan, Plan]:
    """The changes that make the documents and their parts agree with the files.

    A folder without ``documents.csv`` changes none. What it does not list any more is removed, but
    for what a bad row is about.
    """
    plan, parts = Plan(name="documents"), Plan(name=PARTS)
    if not documents.usable or not documents.fields:
        return plan, parts
    plan = plan_content(connection, tables.documents, documents, staged)
    kept = {str(row.values["hash"]) for row in documents.rows}
    listed, faulty = documents.keys(), documents.faulty
    c = tables.documents.c
    for row in connection.execute(select(c.id, c.sku, c.category, c.title, c.hash)).all():
        key = comparable([row.sku, row.category, row.title])
        if key in faulty:
            kept.add(row.hash)
        elif key not in listed:
            named = {"sku": row.sku, "category": row.category, "title": row.title}
            plan.removed.append((row.id, {**named, "hash": row.hash}))
    stored = _stored_parts(connection, tables)
    parts.removed = [
        (row_id, {"hash": digest, "part": part})
        for (digest, part), row_id in stored.items()
        if digest not in kept
    ]
    parts.new = [part for part in _parts(folder, documents.rows) if _key(part) not in stored]
    return plan, parts


def _stored_parts(connection: Connection, tables: Tables) -> dict[tuple[str, int], int]:
    c = tables.document_parts.c
    rows = connection.execute(select(c.id, c.hash, c.part)).all()
    return {(row.hash, row.part): row.id for row in rows}


def _parts(folder: DocumentFolder, rows: Iterable[ImportRow]) -> Iterator[dict[str, Any]]:
    """Yield the parts of the documents of these rows, those of one hash once."""
    seen = set()
    for row in rows:
        name = str(row.values["file"])
        file = folder.file(name)
        if file.hash not in seen:
            seen.add(file.hash)
            for part, digest in enumerate(file.parts):
                yield {"hash": file.hash, "part": part, "file": name, "digest": digest}


def _key(part: Mapping[str, Any]) -> tuple[str, int]:
    return part["hash"], part["part"]


def _document(path: Path, name: str) -> DocumentFile:
    """What a file holds, read in parts; RefusedError for what is no document."""
    if path.stat().st_size > LARGEST_DOCUMENT:
        raise RefusedError(
            "The document {name} is larger than {megabytes} MB. Make it smaller.",
            name=name,
            megabytes=LARGEST_DOCUMENT // 1_000_000,
        )
    found = _format(path, name)
    whole, size, parts = sha256(), 0, []
    with path.open("rb") as file:
        while content := file.read(DOCUMENT_PART):
            whole.update(content)
            size += len(content)
            parts.append(sha256(content).hexdigest())
    return DocumentFile(format=found, size=size, hash=whole.hexdigest(), parts=tuple(parts))


def _format(path: Path, name: str) -> DocumentFormat:
    with path.open("rb") as file:
        if _PDF_BEGINS in file.read(_LOOKED_AT):
            return DocumentFormat.PDF
    picture = picture_in(path)
    if picture is None:
        raise RefusedError(
            "The document {name} is neither a PDF nor a picture (PNG, JPEG, GIF, WebP, BMP or "
            "TIFF), or it is damaged.",
            name=name,
        )
    if picture.is_too_large:
        raise RefusedError("The document {name} has too many pixels. Make it smaller.", name=name)
    return DocumentFormat(picture.format.lower())
